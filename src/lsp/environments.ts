/** Which files of the workspace define which environment, so that one that two files define is told in both. */
import type { Elsewhere } from "../language/live";

/** Files with the names of the environments that they define. */
type Named = ReadonlyMap<string, readonly string[]>;

export class Environments {
  /** As they are in the editor, where that differs from the disk. */
  readonly #open = new Map<string, readonly string[]>();
  #onDisk: Named = new Map();

  /** Takes what an open document defines now; whether that is something else than before. */
  opened(uri: string, names: readonly string[]): boolean {
    const before = this.#open.get(uri);
    this.#open.set(uri, names);
    return before?.join() !== names.join();
  }

  closed(uri: string): void {
    this.#open.delete(uri);
  }

  /** Takes what lies on disk. */
  found(onDisk: Named): void {
    this.#onDisk = onDisk;
  }

  /** The files beside a document that define what it defines, by the name of the environment. */
  besides(uri: string, shown: (uri: string) => string): Elsewhere {
    const wanted = isDraft(uri) ? [] : (this.#open.get(uri) ?? []);
    const found = new Map<string, string[]>();
    for (const [other, names] of new Map([...this.#onDisk, ...this.#open])) {
      if (other === uri || isDraft(other)) continue;
      for (const name of names) {
        if (wanted.includes(name)) found.set(name, [...(found.get(name) ?? []), shown(other)]);
      }
    }
    return found;
  }
}

/** A new file may well begin as a copy of another one. */
function isDraft(uri: string): boolean {
  return uri.startsWith("untitled:");
}
