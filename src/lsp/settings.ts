/** What the user has set: asked of the client where it can be asked, else as it last told. */
import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
} from "vscode-languageserver";
import { type Levels, readLevels } from "../core/severity";
import { type EnforcedBy, readEnforcedBy } from "../core/systems";
import type { AnnotationForm, AnnotationSettings } from "./protocol";

const section = "maintenanceMode";
/** How grave each kind of problem is, for a document. */
const severityKey = "problems.severity";
/** What stands beside windows and overrides. */
const annotationsKey = "annotations";
/** The systems that enforce definitions. */
const enforcedByKey = "enforcedBy";
/** How the server treats all documents. */
const editorKey = "editor";

const million = 1_000_000;
const defaultMaxMillions = 20;

export class Settings {
  /** So many characters a text may have to be checked. */
  maxLength = maxLengthIn(undefined);
  /** The systems that enforce definitions; another object when something else is set. */
  enforcedBy: EnforcedBy = new Map();
  #annotations = Promise.resolve(annotationsIn(undefined));
  readonly #levels = new Map<string, Levels>();
  /** Mistakes that were told already. */
  readonly #told = new Set<string>();
  #canAsk = false;
  #canRegister = false;
  /** What a client sent that cannot be asked. */
  #sent: unknown;
  #changed: () => void = () => undefined;

  constructor(private readonly connection: Connection) {
    connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
      this.#sent = heldBy(settings, section);
      void this.#load();
    });
  }

  /** What is shown beside windows and overrides. */
  get annotations(): Promise<AnnotationSettings> {
    return this.#annotations;
  }

  /** Takes what the client says when it begins. */
  begin({ capabilities: { workspace }, initializationOptions }: InitializeParams): void {
    this.#canAsk = workspace?.configuration === true;
    this.#canRegister = workspace?.didChangeConfiguration?.dynamicRegistration === true;
    this.#sent = initializationOptions;
  }

  /** Calls the listener when the settings are known, and whenever something may have been set anew. */
  follow(changed: () => void): void {
    this.#changed = changed;
  }

  /** Finds out what is set now, and asks to be told when that changes. */
  ask(): void {
    void this.#load();
    if (this.#canRegister)
      void this.connection.client.register(DidChangeConfigurationNotification.type, { section });
  }

  /** Finds out what is set for a document. */
  async loadFor(uri: string): Promise<void> {
    const { levels, mistakes } = readLevels(await this.#get(severityKey, uri));
    this.#tell(severityKey, mistakes);
    this.#levels.set(uri, levels);
  }

  /** What is set for a document; undefined until that is known. */
  levelsOf(uri: string): Levels | undefined {
    return this.#levels.get(uri);
  }

  forget(uri: string): void {
    this.#levels.delete(uri);
  }

  async #load(): Promise<void> {
    this.#annotations = this.#get(annotationsKey).then(annotationsIn);
    this.maxLength = maxLengthIn(await this.#get(editorKey));
    const { enforcedBy, mistakes } = readEnforcedBy(await this.#get(enforcedByKey));
    this.#tell(enforcedByKey, mistakes);
    if (!isSame(enforcedBy, this.enforcedBy)) this.enforcedBy = enforcedBy;
    this.#changed();
  }

  #tell(key: string, mistakes: readonly string[]): void {
    for (const mistake of mistakes) {
      const text = `${section}.${key}: ${mistake}`;
      if (!this.#told.has(text)) this.connection.console.warn(text);
      this.#told.add(text);
    }
  }

  /** What is set under a key; nothing where that cannot be found out. */
  async #get(key: string, scopeUri?: string): Promise<unknown> {
    if (!this.#canAsk) return key.split(".").reduce(heldBy, this.#sent);
    try {
      const item = { section: `${section}.${key}`, ...(scopeUri !== undefined && { scopeUri }) };
      return (await this.connection.workspace.getConfiguration(item)) as unknown;
    } catch (error) {
      this.connection.console.warn(
        `What is set in ${section}.${key} is not known: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}

// Anything may have been written into settings; what makes no sense counts as not written.

function maxLengthIn(editor: unknown): number {
  const millions = heldBy(editor, "maxFileSizeMB");
  return (typeof millions === "number" && millions >= 1 ? millions : defaultMaxMillions) * million;
}

function isSame(one: EnforcedBy, other: EnforcedBy): boolean {
  return one.size === other.size && [...one].every(([name, system]) => other.get(name) === system);
}

const forms: readonly unknown[] = ["inlayHint", "codeLens", "off"] satisfies AnnotationForm[];

function annotationsIn(value: unknown): AnnotationSettings {
  const form = (name: keyof AnnotationSettings): AnnotationForm => {
    const found = heldBy(value, name);
    return forms.includes(found) ? (found as AnnotationForm) : "inlayHint";
  };
  return { windows: form("windows"), overrides: form("overrides") };
}

function heldBy(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
