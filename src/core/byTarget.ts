/** Entries by their targets, each of which has one at most. */
import type { Target } from "./generated/types";
import { outward, targetKey } from "./target";

export class ByTarget<T extends { target: Target }> {
  readonly #entries = new Map<string, T>();
  /** For each target, the keys of what was put there and below it. */
  readonly #within = new Map<string, Set<string>>();

  constructor(entries: readonly T[]) {
    for (const entry of entries) this.put(entry);
  }

  get(target: Target): T | undefined {
    return this.#entries.get(targetKey(target));
  }

  /** What there is at the target and around it. */
  around(target: Target): T[] {
    return outward(target).flatMap((place) => this.get(place) ?? []);
  }

  put(entry: T): void {
    const key = targetKey(entry.target);
    this.#entries.set(key, entry);
    for (const place of outward(entry.target).map(targetKey)) {
      const within = this.#within.get(place);
      if (within === undefined) this.#within.set(place, new Set([key]));
      else within.add(key);
    }
  }

  delete(target: Target): void {
    this.#entries.delete(targetKey(target));
  }

  /** Takes away what there is at and below the target. */
  clear(target: Target): void {
    const place = targetKey(target);
    for (const key of this.#within.get(place) ?? []) this.#entries.delete(key);
    this.#within.delete(place);
  }

  list(): T[] {
    return [...this.#entries.values()];
  }
}
