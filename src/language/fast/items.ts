/**
 * The items of lists while they are read, those of a list in a list behind those of the outer one. A list is made when its
 * length is known: one that grows while it is read keeps room for items that never come, several times its size.
 */
export class Items {
  size = 0;
  readonly #all: unknown[] = [];

  push(item: unknown): void {
    this.#all[this.size++] = item;
  }

  /** The items from a place on, as a list of their own; they are gone from here. */
  take(first: number): unknown[] {
    const list = this.#all.slice(first, this.size);
    this.size = first;
    return list;
  }
}
