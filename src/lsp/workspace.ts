/** The definitions of the workspace on disk: read when they are first asked for, and one again when it changes. */
import type { WorkspaceFolder } from "vscode-languageserver";
import { isDefinitionName } from "../language/definition";
import { LiveText } from "../language/live";

/** A file with its text. */
export interface FoundFile {
  uri: string;
  text: string;
}

/** What a server sees of the disk. */
export interface Files {
  /** Finds the files below folders (URIs) that are named like definitions. */
  find: (folders: readonly string[]) => Promise<FoundFile[]>;
  /** The text of a file; none when it is gone, or cannot be read. */
  read: (uri: string) => Promise<string | undefined>;
}

export class Workspace {
  #folders: readonly string[] = [];
  #texts: Promise<Map<string, LiveText>> | undefined;

  constructor(
    private readonly files: Files,
    private readonly now: () => number,
  ) {}

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders.map(({ uri }) => uri.replace(/\/$/, ""));
    this.forget();
  }

  /** All is to be read anew. */
  forget(): void {
    this.#texts = undefined;
  }

  /** Reads files anew that have changed on disk, come or gone. */
  async changed(uris: readonly string[]): Promise<void> {
    const texts = await this.#texts;
    for (const uri of uris) {
      if (texts === undefined || !isDefinitionName(uri) || !this.#isWithin(uri)) continue;
      const text = await this.files.read(uri);
      if (text === undefined) texts.delete(fileKey(uri));
      else texts.set(fileKey(uri), this.#read(uri, text));
    }
  }

  /** What a file is called to people: its path in its folder, or all of it. */
  shown(uri: string): string {
    const key = fileKey(uri);
    const folder = this.#folders.map(fileKey).find((one) => key.startsWith(`${one}/`));
    return folder === undefined ? key : key.slice(folder.length + 1);
  }

  /** Every definition on disk. */
  async texts(): Promise<LiveText[]> {
    this.#texts ??= this.files
      .find(this.#folders)
      .then((files) => new Map(files.map(({ uri, text }) => [fileKey(uri), this.#read(uri, text)])));
    return [...(await this.#texts).values()];
  }

  #isWithin(uri: string): boolean {
    return this.#folders.some((one) => fileKey(uri).startsWith(`${fileKey(one)}/`));
  }

  #read(uri: string, text: string): LiveText {
    return new LiveText(text, { uri, nowMs: this.now() });
  }
}

/** Equal for URIs of one file: editors and Node do not escape the same characters, nor write drives alike. */
export function fileKey(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
