/** The settings of the client: asked for where it can be asked, else as it sends them. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
} from "vscode-languageserver";
import { type AnnotationForm, type AnnotationSettings, annotationsSection } from "./protocol";

export class Settings {
  #client: ClientCapabilities = {};
  #annotations = Promise.resolve(annotationsFrom(undefined));

  constructor(
    private readonly connection: Connection,
    /** Something has changed. */
    private readonly changed: () => void,
  ) {}

  /** What is shown beside windows and overrides. */
  get annotations(): Promise<AnnotationSettings> {
    return this.#annotations;
  }

  /** Takes what the client says when it begins. */
  initialize({ capabilities, initializationOptions }: InitializeParams): void {
    this.#client = capabilities;
    this.#annotations = Promise.resolve(annotationsFrom(property(initializationOptions, "annotations")));
  }

  /** Asks for the settings, now and whenever they change. */
  follow(): void {
    this.#ask();
    if (this.#client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      const section = annotationsSection;
      void this.connection.client.register(DidChangeConfigurationNotification.type, { section });
    }
    this.connection.onDidChangeConfiguration(({ settings }) => {
      if (!this.#ask()) {
        const sent = property(property(settings, "maintenanceMode"), "annotations");
        this.#annotations = Promise.resolve(annotationsFrom(sent));
      }
      this.changed();
    });
  }

  /** Whether the client can be asked. */
  #ask(): boolean {
    if (this.#client.workspace?.configuration !== true) return false;
    const asked = this.connection.workspace.getConfiguration(annotationsSection) as Promise<unknown>;
    this.#annotations = asked.then(annotationsFrom, () => annotationsFrom(undefined));
    return true;
  }
}

const forms: readonly unknown[] = ["inlayHint", "codeLens", "off"] satisfies AnnotationForm[];

/** Anything may have been written into settings; what makes no sense counts as not written. */
function annotationsFrom(value: unknown): AnnotationSettings {
  const form = (name: keyof AnnotationSettings): AnnotationForm => {
    const found = property(value, name);
    return forms.includes(found) ? (found as AnnotationForm) : "inlayHint";
  };
  return { windows: form("windows"), overrides: form("overrides") };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
