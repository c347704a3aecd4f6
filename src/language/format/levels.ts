/** The lists and mappings that are open at a line, each with the column where it begins and the one where it should. */

interface Level {
  old: number;
  new: number;
  isList: boolean;
}

/** Where a line should begin, and the spaces after its dashes. */
export interface Entered {
  column: number;
  /** Spaces after dashes; `at` is a column of the line as it is. */
  gaps: { at: number; length: number }[];
}

const step = 2;

export class Levels {
  #open: Level[] = [];

  /** How far what is on the line now moves to the right. */
  get shift(): number {
    const top = this.#open.at(-1);
    return top === undefined ? 0 : top.new - top.old;
  }

  /** A new document begins. */
  clear(): void {
    this.#open = [];
  }

  /** Goes to a line that begins something, given its column and what follows; afterwards the levels are those around it. */
  enter(column: number, content: string): Entered {
    const entered: Entered = { column: this.#level(column, isDash(content)).new, gaps: [] };
    this.#enterItem(column, content, entered.gaps);
    return entered;
  }

  /** Where a comment in a column belongs by the levels that are open now; undefined when it is in the column of none. */
  forComments(): (column: number) => number | undefined {
    const open = [...this.#open];
    return (column) => open.findLast(({ old }) => old === column)?.new;
  }

  /** The level of the innermost of those that begin at or before the column. */
  nearest(column: number): number {
    return this.#open.findLast(({ old }) => old <= column)?.new ?? 0;
  }

  #enterItem(column: number, content: string, gaps: Entered["gaps"]): void {
    const gap = /^-( +)(?=[^\s#])/.exec(content)?.[1]?.length;
    if (gap === undefined) return;
    gaps.push({ at: column + 1, length: gap });
    const rest = content.slice(1 + gap);
    const inner = column + 1 + gap;
    this.#level(inner, isDash(rest));
    this.#enterItem(inner, rest, gaps);
  }

  #level(column: number, isList: boolean): Level {
    while ((this.#open.at(-1)?.old ?? -1) > column) this.#open.pop();
    const top = this.#open.at(-1);
    // The dashes of a list may stand in the column of the key that holds it.
    if (top?.old === column && top.isList && !isList) {
      this.#open.pop();
      return this.#level(column, isList);
    }
    if (top?.old === column && top.isList === isList) return top;
    const level = { old: column, new: top === undefined ? 0 : top.new + step, isList };
    this.#open.push(level);
    return level;
  }
}

function isDash(content: string): boolean {
  return /^-(?:\s|$)/.test(content);
}
