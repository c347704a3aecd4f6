/** Sums of line counts that follow changes of single counts: which line a part begins on, and which part a line lies in. */
export class LineSums {
  readonly #tree: Int32Array;
  readonly #top: number;

  constructor(counts: readonly number[]) {
    const size = counts.length;
    this.#tree = new Int32Array(size + 1);
    this.#top = size === 0 ? 0 : 1 << Math.floor(Math.log2(size));
    counts.forEach((count, index) => {
      const at = index + 1;
      const own = (this.#tree[at] ?? 0) + count;
      this.#tree[at] = own;
      const above = at + (at & -at);
      if (above <= size) this.#tree[above] = (this.#tree[above] ?? 0) + own;
    });
  }

  /** The lines of all parts before this one. */
  before(index: number): number {
    let sum = 0;
    for (let at = index; at > 0; at -= at & -at) sum += this.#tree[at] ?? 0;
    return sum;
  }

  /** Adds to the lines of one part. */
  add(index: number, lines: number): void {
    for (let at = index + 1; at < this.#tree.length; at += at & -at)
      this.#tree[at] = (this.#tree[at] ?? 0) + lines;
  }

  /** The part that holds the line; the last one when there are fewer lines. */
  indexOf(line: number): number {
    let at = 0;
    let left = line;
    for (let width = this.#top; width > 0; width >>= 1) {
      const next = at + width;
      const lines = this.#tree[next];
      if (lines !== undefined && lines <= left) {
        at = next;
        left -= lines;
      }
    }
    return Math.min(at, this.#tree.length - 2);
  }
}

/** How many line breaks a text has. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
