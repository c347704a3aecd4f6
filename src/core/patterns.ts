/** A list of operation patterns, indexed: the one that decides is found by as many look-ups as the name has segments. */

/** A pattern with what belongs to it. */
export interface Entry<T> {
  pattern: string;
  value: T;
}

export class PatternIndex<T> {
  readonly #exact = new Map<string, Entry<T>>();
  /** By what stands before `.*`. */
  readonly #below = new Map<string, Entry<T>>();
  #all: Entry<T> | undefined;
  /** What was found: the operations of a host are few, and it asks for them again and again. */
  readonly #found = new Map<string, Entry<T> | null>();

  /** Of equal patterns (an error of the definition) the first counts. */
  constructor(entries: Iterable<Entry<T>>) {
    for (const entry of entries) {
      const { pattern } = entry;
      if (pattern === "*") this.#all ??= entry;
      else if (pattern.endsWith(".*")) put(this.#below, pattern.slice(0, -2), entry);
      else put(this.#exact, pattern, entry);
    }
  }

  /** The entry that decides for the operation: the exact name, else the longest prefix, else `*`. */
  find(operation: string): Entry<T> | undefined {
    const known = this.#found.get(operation);
    if (known !== undefined) return known ?? undefined;
    const found = this.#exact.get(operation) ?? this.#prefixOf(operation) ?? this.#all;
    if (this.#found.size < mostKept) this.#found.set(operation, found ?? null);
    return found;
  }

  #prefixOf(operation: string): Entry<T> | undefined {
    for (let at = operation.lastIndexOf("."); at > 0; at = operation.lastIndexOf(".", at - 1)) {
      const found = this.#below.get(operation.slice(0, at));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

const mostKept = 1_000;

function put<T>(map: Map<string, Entry<T>>, key: string, entry: Entry<T>): void {
  if (!map.has(key)) map.set(key, entry);
}
