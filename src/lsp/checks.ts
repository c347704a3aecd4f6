/** Checks open documents, here or elsewhere, and shows the client what was found in the newest text. */
import type { Connection, Diagnostic } from "vscode-languageserver";
import { levelOf, type Levels } from "../core/severity";
import type { EnforcedBy } from "../core/systems";
import { diagnosticsOf, severities } from "../language/diagnose";
import type { Elsewhere } from "../language/elsewhere";
import type { LiveText } from "../language/live";
import type { Documents, OpenDocument } from "./documents";
import { LargeText, tooLarge } from "./large";
import type { Settings } from "./settings";

/** What is wrong with a text, and the names of the environments that it defines. */
export interface Found {
  diagnostics: Diagnostic[];
  environments: string[];
}

/** Answers what is found in a text, or undefined when a newer text of the document has come in its place. */
export type CheckElsewhere = (text: TextToCheck) => Promise<Found | undefined>;

export interface TextToCheck {
  uri: string;
  text: string;
  /** The instant at which what expires is judged, in milliseconds since 1970 UTC. */
  nowMs: number;
  /** As in `InitializationOptions`. */
  problemUri: string | undefined;
  levels: Levels;
  enforcedBy: EnforcedBy;
  elsewhere: Elsewhere;
}

export class Checks {
  /** As in `InitializationOptions`. */
  problemUri: string | undefined;
  /** What the client shows now of each document. */
  readonly #shown = new Map<string, readonly Diagnostic[]>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: Documents,
    private readonly settings: Settings,
    private readonly elsewhere: CheckElsewhere | undefined,
    /** Hears which environments a document defines, whenever that was found. */
    private readonly named: (uri: string, environments: readonly string[]) => void,
  ) {}

  /** Checks a document and shows what was found; in haste without what takes its time. */
  check(uri: string, isHasty: boolean): void {
    const document = this.documents.get(uri);
    const levels = this.settings.levelsOf(uri);
    // It is checked as soon as that is known.
    if (document === undefined || levels === undefined) return;
    // Other people's YAML files are none of our business, unless this was a definition a moment ago.
    const { text } = document;
    if (!this.#shown.has(uri) && !text.isCandidate) return;
    const checkHere = (current: LiveText): void => {
      this.#show(uri, document, diagnosticsOf(current, { documentation: this.#linkTo, levels, isHasty }));
      this.named(uri, current.environments);
    };
    if (text instanceof LargeText) {
      const level = levelOf("too-large", levels);
      const said = tooLarge(text, this.settings.maxLength, this.#linkTo("too-large"));
      this.#show(uri, document, level === "off" ? [] : [{ ...said, severity: severities[level] }]);
    } else if (!text.isHeavy || this.elsewhere === undefined) checkHere(text);
    else {
      this.#askElsewhere(uri, document, text, levels).catch((error: unknown) => {
        this.failed(uri, error);
        if (this.documents.get(uri) === document) checkHere(text);
      });
    }
  }

  /** A text that has followed many edits is read once more as a whole: that is what counts, should they differ. */
  makeSure(uri: string): void {
    const text = this.documents.live(uri);
    const document = this.documents.get(uri);
    const levels = this.settings.levelsOf(uri);
    if (document === undefined || text?.isHeavy !== false || levels === undefined) return;
    if (!this.#shown.has(uri) || this.elsewhere === undefined) return;
    this.#askElsewhere(uri, document, text, levels, this.#shown.get(uri)).catch((error: unknown) =>
      this.failed(uri, error),
    );
  }

  /** Shows nothing of a document any more. */
  forget(uri: string): void {
    if (this.#shown.delete(uri)) void this.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  failed(uri: string, error: unknown): void {
    this.connection.console.error(
      `Checking ${uri} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }

  /** Has a text checked elsewhere, and shows what was found if the text is still the newest, and that is not known already. */
  async #askElsewhere(
    uri: string,
    document: OpenDocument,
    text: LiveText,
    levels: Levels,
    known?: readonly Diagnostic[],
  ): Promise<void> {
    const { version, readMs: nowMs, enforcedBy } = document;
    const { elsewhere } = text;
    const { problemUri } = this;
    const asked = { uri, text: text.text(), nowMs, problemUri, levels, enforcedBy, elsewhere };
    const found = await this.elsewhere?.(asked);
    const isNewest = this.documents.get(uri) === document && document.version === version;
    const isAsSet = this.settings.levelsOf(uri) === levels && text.elsewhere === elsewhere;
    if (found === undefined || !isNewest || !isAsSet) return;
    const { diagnostics, environments } = found;
    if (known !== undefined) {
      if (JSON.stringify(known) === JSON.stringify(diagnostics)) return;
      this.connection.console.warn(
        `Edits of ${uri} were followed wrongly; it has been read anew. Please report it.`,
      );
      this.documents.reread(uri, document);
    }
    this.#show(uri, document, diagnostics);
    this.named(uri, environments);
  }

  #show(uri: string, { version }: OpenDocument, diagnostics: Diagnostic[]): void {
    this.#shown.set(uri, diagnostics);
    void this.connection.sendDiagnostics({ uri, version, diagnostics });
  }

  readonly #linkTo = (code: string): string | undefined => this.problemUri?.replaceAll("{code}", code);
}
