/** Which files of the workspace define which environment, so that one that two files define is told in both. */
import { besides, type Elsewhere, filesByEnvironment } from "../language/elsewhere";
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

  /** Files on disk are other ones than before, or gone. One that is open is read when it is closed. */
  changed(uris: readonly string[]): void {
    const { workspace, failed } = this.ports;
    workspace.changed(uris.filter((uri) => !this.#open.has(fileKey(uri)))).then(() => {
      if (this.#hasLooked) this.#look();
    }, failed);
  }

  /** Any file may be another one: so much has to be assumed where nobody tells. */
  forget(): void {
    this.ports.workspace.forget();
    if (this.#hasLooked) this.#look();
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
    const known = [...new Map([...this.#onDisk, ...this.#open])].filter(([, { uri }]) => !isDraft(uri));
    const all = filesByEnvironment(known.map(([key, { names }]) => [key, names]));
    for (const uri of documents.uris()) {
      const text = documents.live(uri);
      const key = fileKey(uri);
      const names = isDraft(uri) ? [] : (this.#open.get(key)?.names ?? []);
      const found = this.#shown(besides(key, names, all));
      if (text === undefined || isSame(found, text.elsewhere)) continue;
      text.elsewhere = found;
      check(uri);
    }
  }

  /** The same with names for people. */
  #shown(files: Elsewhere): Elsewhere {
    const { workspace } = this.ports;
    return new Map([...files].map(([name, keys]) => [name, keys.map((key) => workspace.shown(key))]));
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
