/** The documents that the client has open, each as a text that follows its edits. */
import type { TextDocumentContentChangeEvent, VersionedTextDocumentIdentifier } from "vscode-languageserver";
import { LiveText } from "../language/live";

export interface OpenDocument {
  text: LiveText;
  version: number;
  /** When the text was read as a whole, in milliseconds since 1970 UTC: what has expired is judged as of then. */
  readMs: number;
}

/** After so long a text is read anew, so that what expires meanwhile is seen. */
const freshMs = 10 * 60_000;

export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  constructor(private readonly now: () => number) {}

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  /** The documents that are open. */
  all(): Iterable<OpenDocument> {
    return this.#open.values();
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
    for (const change of changes) document.text.edit(change);
    document.version = version;
    if (this.now() - document.readMs > freshMs)
      this.#open.set(uri, this.#read(uri, document.text.text(), version));
    return true;
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  #read(uri: string, text: string, version: number): OpenDocument {
    const readMs = this.now();
    return { text: new LiveText(text, { uri, nowMs: readMs }), version, readMs };
  }
}
