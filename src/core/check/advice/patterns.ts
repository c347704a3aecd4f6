/** How patterns of operations lie to each other: two of them have nothing in common, or one covers the other. */

/** Whether one pattern matches everything that the other matches. */
export function coversPattern(wide: string, narrow: string): boolean {
  if (wide === "*" || wide === narrow) return true;
  return wide.endsWith(".*") && narrow.startsWith(wide.slice(0, -1));
}

/** Whether some operation matches both. */
export function meet(one: string, other: string): boolean {
  return coversPattern(one, other) || coversPattern(other, one);
}

/** A list of patterns, indexed by their names. */
export class Patterns {
  readonly #all = new Set<string>();
  /** The patterns that lie below a name. */
  readonly #below = new Map<string, string[]>();

  constructor(patterns: Iterable<string>) {
    for (const pattern of patterns) {
      this.#all.add(pattern);
      for (const name of around(pattern)) {
        const known = this.#below.get(name);
        if (known === undefined) this.#below.set(name, [pattern]);
        else known.push(pattern);
      }
    }
  }

  /** One that matches everything that the pattern matches. */
  covering(pattern: string): string | undefined {
    if (this.#all.has(pattern)) return pattern;
    for (const name of around(pattern)) if (this.#all.has(`${name}.*`)) return `${name}.*`;
    return this.#all.has("*") ? "*" : undefined;
  }

  /** Those of which the pattern matches everything, itself excepted. */
  below(pattern: string): Iterable<string> {
    if (pattern === "*") return this.#all;
    return pattern.endsWith(".*") ? (this.#below.get(pattern.slice(0, -2)) ?? []) : [];
  }
}

/** The names around what a pattern matches, nearest first: of `a.b.c` and `a.b.*` these are `a.b` and `a`. */
function* around(pattern: string): Iterable<string> {
  for (let dot = pattern.lastIndexOf("."); dot > 0; dot = pattern.lastIndexOf(".", dot - 1))
    yield pattern.slice(0, dot);
}
