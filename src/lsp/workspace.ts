/** The definitions of the workspace that are not open: read when they are first asked for, and again when they change. */
import type { WorkspaceFolder } from "vscode-languageserver";
import { LiveText } from "../language/live";

/** A file with its text. */
export interface FoundFile {
  uri: string;
  text: string;
}

/** Finds the files below folders (URIs) that are named like definitions. */
export type FindFiles = (folders: readonly string[]) => Promise<FoundFile[]>;

export class Workspace {
  #folders: readonly string[] = [];
  #texts: Promise<LiveText[]> | undefined;

  constructor(
    private readonly find: FindFiles,
    private readonly now: () => number,
  ) {}

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders.map(({ uri }) => uri);
    this.forget();
  }

  /** Something on disk has changed. */
  forget(): void {
    this.#texts = undefined;
  }

  /** What a file is called to people: its path in its folder, or all of it. */
  shown(uri: string): string {
    const folder = this.#folders.find((one) => uri.startsWith(`${one.replace(/\/$/, "")}/`));
    const path = folder === undefined ? uri : uri.slice(folder.replace(/\/$/, "").length + 1);
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  /** Every definition on disk. */
  texts(): Promise<LiveText[]> {
    this.#texts ??= this.find(this.#folders).then((files) =>
      files.map(({ uri, text }) => new LiveText(text, { uri, nowMs: this.now() })),
    );
    return this.#texts;
  }
}
