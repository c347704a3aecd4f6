/** Offsets as lines and characters, the way an editor counts them: from 0, in UTF-16 code units; LF, CRLF and a lone CR end a line. */
import type { Position, Range } from "vscode-languageserver-types";
import type { Span } from "./source";

export class Lines {
  readonly #starts: number[] = [0];
  readonly #text: string;
  readonly #length: number;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    for (const { 0: mark, index } of text.matchAll(/\r\n?|\n/g)) this.#starts.push(index + mark.length);
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.#length);
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return { line: low, character: at - (this.#starts[low] ?? 0) };
  }

  /** The offset of a position; what lies beyond the end of a line means its end. */
  offset({ line, character }: Position): number {
    const start = this.#starts[line];
    if (start === undefined) return this.#length;
    const next = this.#starts[line + 1];
    const end =
      next === undefined
        ? this.#length
        : next - (/\r\n$/.test(this.#text.slice(Math.max(0, next - 2), next)) ? 2 : 1);
    return Math.min(start + character, end);
  }

  /** The range of a span, cut at the end of its first line: a squiggle below a whole block says nothing. */
  firstLine([start, end]: Span): Range {
    const from = this.position(start);
    const to = this.position(end);
    return {
      start: from,
      end: to.line === from.line ? to : this.position(Math.max(start, this.#ends(from.line))),
    };
  }

  /** Where the text of a line ends. */
  #ends(line: number): number {
    let end = this.#starts[line + 1] ?? this.#length;
    while (end > 0 && /[\r\n \t]/.test(this.#text[end - 1] ?? "")) end--;
    return end;
  }
}

/** A position as people and programs read it: from 1, a byte order mark at the beginning of the text being no column. */
export function place(text: string, { line, character }: Position): { line: number; column: number } {
  const marks = line === 0 && character > 0 && text.startsWith("\uFEFF") ? 1 : 0;
  return { line: line + 1, column: character + 1 - marks };
}
