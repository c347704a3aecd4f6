/** The documents that the client has open, each as a text that follows its edits. */
import type { TextDocumentContentChangeEvent, VersionedTextDocumentIdentifier } from "vscode-languageserver";
import type { EnforcedBy } from "../core/systems";
import { LiveText } from "../language/live";
import { LargeText } from "./large";

export interface OpenDocument {
  text: LiveText | LargeText;
  version: number;
  /** When the text was read as a whole, in milliseconds since 1970 UTC: what has expired is judged as of then. */
  readMs: number;
  /** The systems by which it was read. */
  enforcedBy: EnforcedBy;
}

/** After so long a text is read anew, so that what expires meanwhile is seen. */
const freshMs = 10 * 60_000;

/** What is set now, as far as reading depends on it. */
export interface ReadSettings {
  /** So many characters a text may have to be read. */
  readonly maxLength: number;
  readonly enforcedBy: EnforcedBy;
}

export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  constructor(
    private readonly now: () => number,
    private readonly settings: ReadSettings,
  ) {}

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** The text, when it is open and not too large to be read. */
  live(uri: string): LiveText | undefined {
    const text = this.#open.get(uri)?.text;
    return text instanceof LiveText ? text : undefined;
  }

  /** The URIs of the documents that are open. */
  uris(): string[] {
    return [...this.#open.keys()];
  }

  open(uri: string, text: string, version: number): void {
    this.#open.set(uri, this.#read(uri, text, version));
  }

  /** Follows changes in their order; false when no such document is open. */
  change(
    { uri, version }: VersionedTextDocumentIdentifier,
    changes: readonly TextDocumentContentChangeEvent[],
  ): boolean {
    const document = this.#open.get(uri);
    if (document === undefined) return false;
    document.version = version;
    for (const change of changes) {
      const { text } = document;
      if (text instanceof LiveText) text.edit(change);
      else if ("range" in change) text.edit(change.range, change.text);
      else Object.assign(document, this.#read(uri, change.text, version));
    }
    if (this.now() - document.readMs > freshMs || !this.#fits(document)) this.reread(uri, document);
    return true;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Reads anew what is to be read otherwise than it was. */
  settingsChanged(): void {
    for (const [uri, document] of this.#open) if (!this.#fits(document)) this.reread(uri, document);
  }

  #fits({ text, enforcedBy }: OpenDocument): boolean {
    const { settings } = this;
    return (
      text instanceof LiveText === text.length <= settings.maxLength && enforcedBy === settings.enforcedBy
    );
  }

  /** Reads a text anew, as if it had just been opened. */
  reread(uri: string, { text, version }: OpenDocument): void {
    this.#open.set(uri, this.#read(uri, text.text(), version));
  }

  #read(uri: string, text: string, version: number): OpenDocument {
    const readMs = this.now();
    const { maxLength, enforcedBy } = this.settings;
    const read =
      text.length > maxLength
        ? new LargeText(uri, text)
        : new LiveText(text, { uri, nowMs: readMs, enforcedBy, elsewhere: this.live(uri)?.elsewhere });
    return { text: read, version, readMs, enforcedBy };
  }
}
