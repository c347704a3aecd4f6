/** What the user has set for each document: asked of the client where it can be asked, else as it last told. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
} from "vscode-languageserver";
import { type Levels, readLevels } from "../core/severity";

const section = "maintenanceMode";
/** How grave each kind of problem is, below the section. */
const key = "problems.severity";

export class Settings {
  readonly #levels = new Map<string, Levels>();
  /** Mistakes that were told already. */
  readonly #told = new Set<string>();
  #canAsk = false;
  #canRegister = false;
  /** What a client sent that cannot be asked. */
  #sent: unknown;

  constructor(private readonly connection: Connection) {}

  begin({ workspace }: ClientCapabilities): void {
    this.#canAsk = workspace?.configuration === true;
    this.#canRegister = workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  /** Calls the listener whenever something may have been set anew. */
  follow(changed: () => void): void {
    this.connection.onInitialized(() => {
      if (!this.#canRegister) return;
      void this.connection.client.register(DidChangeConfigurationNotification.type, { section });
    });
    this.connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
      this.#sent = [section, ...key.split(".")].reduce(heldBy, settings);
      changed();
    });
  }

  /** Finds out what is set for a document. */
  async load(uri: string): Promise<void> {
    const { levels, mistakes } = readLevels(this.#canAsk ? await this.#ask(uri) : this.#sent);
    for (const mistake of mistakes) {
      if (!this.#told.has(mistake)) this.connection.console.warn(`${section}.${key}: ${mistake}`);
      this.#told.add(mistake);
    }
    this.#levels.set(uri, levels);
  }

  /** What is set for a document; undefined until that is known. */
  levelsOf(uri: string): Levels | undefined {
    return this.#levels.get(uri);
  }

  forget(uri: string): void {
    this.#levels.delete(uri);
  }

  async #ask(uri: string): Promise<unknown> {
    try {
      const item = { scopeUri: uri, section: `${section}.${key}` };
      return (await this.connection.workspace.getConfiguration(item)) as unknown;
    } catch (error) {
      this.connection.console.warn(
        `What is set for ${uri} is not known: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  }
}

function heldBy(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
