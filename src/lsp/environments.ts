/** Which files of the workspace define which environment, so that one that two files define is told in both. */
import type { Elsewhere } from "../language/live";
import type { Documents } from "./documents";
import { fileKey, type Workspace } from "./workspace";

/** A file with the names of the environments that it defines. */
interface Named {
  uri: string;
  names: readonly string[];
}

export interface EnvironmentsPorts {
  documents: Documents;
  workspace: Workspace;
  /** Has a document checked once more. */
  check: (uri: string) => void;
  failed: (error: unknown) => void;
}

export class Environments {
  /** What open documents define, as they are in the editor. */
  readonly #open = new Map<string, Named>();
  #onDisk: ReadonlyMap<string, Named> = new Map();
  #hasLooked = false;

  constructor(private readonly ports: EnvironmentsPorts) {}

  /** Takes what an open document defines now. The first that defines anything has the workspace looked at. */
  opened(uri: string, names: readonly string[]): void {
    const key = fileKey(uri);
    const before = this.#open.get(key)?.names ?? [];
    this.#open.set(key, { uri, names });
    if (names.length > 0 && !this.#hasLooked) this.#look();
    else if (before.join() !== names.join()) this.#compare();
  }

  /** A document is as it is on disk again. */
  closed(uri: string): void {
    this.#open.delete(fileKey(uri));
    this.changed([uri]);
  }

  /** Files on disk are other ones than before, or gone. */
  changed(uris: readonly string[]): void {
    const { workspace, failed } = this.ports;
    workspace.changed(uris).then(() => {
      if (this.#hasLooked) this.#look();
    }, failed);
  }

  #look(): void {
    this.#hasLooked = true;
    const { workspace, failed } = this.ports;
    workspace.texts().then((texts) => {
      this.#onDisk = new Map(texts.map(({ uri, environments: names }) => [fileKey(uri), { uri, names }]));
      this.#compare();
    }, failed);
  }

  /** Tells each open document of the other files that define the same. */
  #compare(): void {
    const { documents, check } = this.ports;
    const files = this.#files();
    for (const uri of documents.uris()) {
      const text = documents.live(uri);
      const found = this.#besides(uri, files);
      if (text === undefined || isSame(found, text.elsewhere)) continue;
      text.elsewhere = found;
      check(uri);
    }
  }

  /** The files that define each environment. */
  #files(): Map<string, string[]> {
    const files = new Map<string, string[]>();
    for (const { uri, names } of new Map([...this.#onDisk, ...this.#open]).values()) {
      if (isDraft(uri)) continue;
      for (const name of names) {
        const known = files.get(name);
        if (known === undefined) files.set(name, [uri]);
        else known.push(uri);
      }
    }
    return files;
  }

  /** The files beside a document that define what it defines. */
  #besides(uri: string, files: ReadonlyMap<string, readonly string[]>): Elsewhere {
    const names = isDraft(uri) ? [] : (this.#open.get(fileKey(uri))?.names ?? []);
    const found = new Map<string, string[]>();
    for (const name of names) {
      const others = (files.get(name) ?? []).filter((one) => fileKey(one) !== fileKey(uri));
      if (others.length > 0)
        found.set(
          name,
          others.map((one) => this.ports.workspace.shown(one)),
        );
    }
    return found;
  }
}

/** A new file may well begin as a copy of another one. */
function isDraft(uri: string): boolean {
  return uri.startsWith("untitled:");
}

function isSame(one: Elsewhere, other: Elsewhere): boolean {
  const isAlike = (name: string, files: readonly string[]): boolean =>
    other.get(name)?.join() === files.join();
  return one.size === other.size && [...one].every(([name, files]) => isAlike(name, files));
}
