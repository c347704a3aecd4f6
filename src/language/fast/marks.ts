/** Where the nodes of a text stand: a table of numbers, because an object for each of them would cost more than reading them. */

/** Numbers for one node: where it starts and ends, and where its key does. */
export const perNode = 4;
/** Of usual texts; the table grows when there are more nodes. */
const charsPerNode = 16;
/** One table serves all small readings, one after the other. */
const spare = new Int32Array(1 << 14);

export class Marks {
  #table: Int32Array;
  #used = 0;

  /** For a text of so many characters. */
  constructor(chars: number) {
    const length = Math.ceil(chars / charsPerNode) * perNode;
    this.#table = length <= spare.length ? spare : new Int32Array(length);
  }

  /** Notes a node, whose end is set later, and gives its place in the table. */
  add(start: number, keyStart: number, keyEnd: number): number {
    const place = this.#used;
    if (place === this.#table.length) this.#grow();
    const table = this.#table;
    table[place] = start;
    table[place + 2] = keyStart;
    table[place + 3] = keyEnd;
    this.#used = place + perNode;
    return place;
  }

  setEnd(place: number, end: number): void {
    this.#table[place + 1] = end;
  }

  /**
   * For each node in the order of the text, with what is in a collection after it: where it starts and ends, and where its
   * key does, -1 for the root and the items of a list. The next reading may write over it.
   */
  get table(): Int32Array {
    return this.#table;
  }

  #grow(): void {
    const longer = new Int32Array(this.#table.length * 2);
    longer.set(this.#table);
    this.#table = longer;
  }
}
