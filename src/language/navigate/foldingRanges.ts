/**
 * What can be folded: whatever is indented below a line, and comments of several lines. It goes by columns, as people do,
 * so it needs no tree and works while the text is broken; JSON over several lines folds the same way.
 */
import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import type { View } from "../view";

/** The sections of a text, their entries, the blocks in them, and comments of two lines and more. */
export function foldingRanges(view: View): FoldingRange[] {
  if (!view.isOurs) return [];
  const folder = new Folder();
  for (const { part, line } of view.parts()) folder.take(part.text, line);
  folder.end();
  return folder.found.sort((a, b) => a.startLine - b.startLine);
}

/** A line that others may stand below. */
interface Head {
  line: number;
  column: number;
  isDash: boolean;
}

class Folder {
  readonly found: FoldingRange[] = [];
  /** The lines that the next one may stand below, the outermost first. */
  readonly #heads: Head[] = [];
  /** The last line with content. */
  #last = -1;
  /** The first of the comment lines directly above the next line, and how many there are. */
  #comment = { line: 0, count: 0 };

  /** Takes the lines of a text that begins on a line. */
  take(text: string, first: number): void {
    let line = first;
    for (let start = 0; start < text.length; line++) {
      const end = text.indexOf("\n", start);
      const stop = end === -1 ? text.length : end;
      this.#takeLine(text, start, stop, line);
      start = stop + 1;
    }
  }

  /** Nothing follows. */
  end(): void {
    this.#endComment();
    this.#closeFrom(0);
  }

  #takeLine(text: string, start: number, stop: number, line: number): void {
    let at = start;
    while (at < stop && isBlank(text.charCodeAt(at))) at++;
    if (at < stop && text.charCodeAt(at) === HASH) {
      if (this.#comment.count === 0) this.#comment.line = line;
      this.#comment.count++;
      return;
    }
    this.#endComment();
    if (at === stop) return;
    const isDash = text.charCodeAt(at) === DASH && (at + 1 === stop || isBlank(text.charCodeAt(at + 1)));
    const head = { line, column: at - start, isDash };
    let depth = this.#heads.length;
    while (depth > 0 && !isBelow(head, this.#heads[depth - 1])) depth--;
    this.#closeFrom(depth);
    this.#heads.push(head);
    this.#last = line;
  }

  #endComment(): void {
    const { line, count } = this.#comment;
    if (count > 1)
      this.found.push({ startLine: line, endLine: line + count - 1, kind: FoldingRangeKind.Comment });
    this.#comment.count = 0;
  }

  #closeFrom(depth: number): void {
    for (const { line } of this.#heads.splice(depth))
      if (this.#last > line) this.found.push({ startLine: line, endLine: this.#last });
  }
}

/** Whether a line belongs to the one above: it stands to its right, or is an item of the list that a key in its column holds. */
function isBelow(line: Head, above: Head | undefined): boolean {
  if (above === undefined || line.column !== above.column) return line.column > (above?.column ?? -1);
  return line.isDash && !above.isDash;
}

const HASH = 35;
const DASH = 45;

/** Also a carriage return, which only stands at the end of a line. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}
