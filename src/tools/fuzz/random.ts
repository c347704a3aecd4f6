/** Numbers that look random and follow from a seed alone, and the choices that generators make with them. */

export class Random {
  #state: number;

  /** The same seed and stream give the same numbers, another stream of one seed gives others. */
  constructor(seed: number, stream = 0) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35);
    for (let warm = 0; warm < 8; warm++) this.next();
  }

  /** From 0 to 1, without 1 (the generator is known as mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.integer(0, choices.length - 1)];
    if (chosen === undefined) throw new Error("There is nothing to choose from.");
    return chosen;
  }

  /** One of the names, each as often as its weight says. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const all = Object.entries(weights) as [T, number][];
    let left = this.next() * all.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of all) if ((left -= weight) < 0) return name;
    return this.pick(all)[0];
  }

  /** So many different choices, in any order; fewer where there are not as many. */
  some<T>(choices: readonly T[], least: number, most: number): T[] {
    const left = [...choices];
    const count = Math.min(this.integer(least, most), left.length);
    return Array.from({ length: count }, () => left.splice(this.integer(0, left.length - 1), 1)).flat();
  }

  /** A list of so many made ones. */
  list<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: this.integer(least, most) }, (_, index) => make(index));
  }

  /** The value with this probability, else nothing. */
  maybe<T>(probability: number, make: () => T): T | undefined {
    return this.chance(probability) ? make() : undefined;
  }
}

/** The object without the members that are undefined, which is how generators leave something out. */
export function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
