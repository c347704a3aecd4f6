/** Positions of many offsets of one part: its line breaks are looked for once, not once for each offset. */
import type { Position, Range } from "vscode-languageserver-types";
import type { Span } from "../source";
import type { Placed } from "../view";

export class Ruler {
  readonly #line: number;
  /** Where each line of the part begins. */
  readonly #starts = [0];

  constructor({ part: { text }, line }: Placed) {
    this.#line = line;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** The position in the whole text of an offset into the part's text. */
  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: this.#line + low, character: offset - (this.#starts[low] ?? 0) };
  }

  /** The range in the whole text of a span of the part's text. */
  range([start, end]: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }
}
