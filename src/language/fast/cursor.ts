/**
 * Where the fast reader is, and how it comes from one line to the next: the comments and blank lines between two lines
 * decide where `yaml` says that a block ends.
 */
import {
  carriageReturn,
  dash,
  del,
  dot,
  hash,
  isAllowed,
  isDigit,
  lineFeed,
  nothing,
  space,
  tab,
} from "./code";
import { Items } from "./items";
import type { Marks } from "./marks";

/** Texts that nest deeper are left to `yaml`. */
const maxDepth = 20;
/** The column when no line with content follows, and when one follows that begins with `---` or `...`. */
export const atEnd = -1;
export const atMarker = -2;

export class Cursor {
  /** The next character that is looked at. */
  at: number;
  /** After `nextLine` the column of that character. */
  column = 0;
  /** Where the value that was read last ends with its comments, which is where `yaml` ends the blocks around it. */
  outer = 0;
  /** The column of the rightmost comment behind that; -1 when there is none. */
  pending = -1;
  /** How many comments there were. */
  comments = 0;
  /** How many brackets are open. */
  brackets = 0;
  suspicious = false;
  failed = false;
  /** The key that was read last, and where it stands; -1 when its value has been noted. */
  name = "";
  keyStart = -1;
  keyEnd = -1;
  /** The scalar that was read last: where it stands, and its text when it stands in quotes. */
  scalarStart = 0;
  scalarEnd = 0;
  quoted: string | undefined;
  /** The items of the lists that are not read to their end yet. */
  readonly items = new Items();
  #depth = 0;

  constructor(
    readonly text: string,
    readonly start: number,
    readonly end: number,
    /** Notes where the nodes stand, for whoever wants to know. */
    readonly marks?: Marks,
  ) {
    this.at = start;
  }

  /** The text is not in the subset. At its end every loop ends by itself. */
  fail(): void {
    this.failed = true;
    this.at = this.end;
    this.column = atEnd;
  }

  /** The character at an offset. */
  codeAt(at: number): number {
    return at < this.end ? this.text.charCodeAt(at) : nothing;
  }

  /** Whether white space, or nothing, stands at an offset. */
  isBlank(at: number): boolean {
    const code = this.codeAt(at);
    return code === space || code === lineFeed || code === carriageReturn || code === tab || code === nothing;
  }

  setKey(name: string, start: number, end: number): void {
    this.name = name;
    this.keyStart = start;
    this.keyEnd = end;
  }

  /** Notes a node, whose end is not known yet, with the key that was read last; it is the key of no other one. */
  note(start: number): number {
    const place = this.marks?.add(start, this.keyStart, this.keyEnd) ?? 0;
    this.keyStart = -1;
    this.keyEnd = -1;
    return place;
  }

  /** Says where a node that was noted ends. */
  setEnd(place: number, end: number): void {
    this.marks?.setEnd(place, end);
  }

  /** A collection begins. */
  enter(): void {
    if (++this.#depth > maxDepth) this.fail();
  }

  /** It ends. */
  leave(place: number, end: number): void {
    this.#depth--;
    this.setEnd(place, end);
  }

  /** A block in this column ends. The comments behind it belong to it, unless all of them stand left of it. */
  leaveBlock(place: number, column: number): void {
    this.leave(place, this.outer);
    if (column === 0 || this.pending < column) return;
    this.outer = this.at;
    this.pending = -1;
  }

  /** Goes over spaces, to the character that is given. */
  skipSpaces(): number {
    const { text, end } = this;
    let at = this.at;
    while (at < end && text.charCodeAt(at) === space) at++;
    this.at = at;
    return at < end ? text.charCodeAt(at) : nothing;
  }

  /** Goes from behind a value, in a block of this column, to the next content. */
  endLine(column: number): void {
    this.skipSpaces();
    this.skipLineEnd();
    this.outer = this.at;
    this.pending = -1;
    this.nextLine(column);
  }

  /** Goes from the beginning of a line to the next content. Comments right of the column belong to the value before. */
  nextLine(column: number): void {
    for (;;) {
      const start = this.at;
      const code = this.skipSpaces();
      const indent = this.at - start;
      if (code === hash) {
        this.skipLineEnd();
        if (indent > column && this.pending === -1) this.outer = this.at;
        else if (indent > this.pending) this.pending = indent;
      } else if (code === lineFeed || code === carriageReturn) {
        this.skipLineEnd();
      } else {
        this.column = code === nothing ? atEnd : indent === 0 && this.#isMarker(code) ? atMarker : indent;
        return;
      }
    }
  }

  #isMarker(code: number): boolean {
    return (
      (code === dash || code === dot) &&
      this.codeAt(this.at + 1) === code &&
      this.codeAt(this.at + 2) === code
    );
  }

  /** Goes over the comment that may stand here, and over the line end. */
  skipLineEnd(): void {
    if (this.codeAt(this.at) === hash) this.#skipComment();
    const code = this.codeAt(this.at);
    if (code === lineFeed) this.at++;
    else if (code === carriageReturn && this.codeAt(this.at + 1) === lineFeed) this.at += 2;
    else if (code !== nothing) this.fail();
  }

  #skipComment(): void {
    const { text, end, at: start } = this;
    const before = text.charCodeAt(start - 1);
    if (start > this.start && before !== space && before !== lineFeed) {
      this.fail();
      return;
    }
    // It may have been meant for the rest of the text before it.
    if (isDigit(this.codeAt(start + 1))) this.suspicious = true;
    this.comments++;
    for (let at = start + 1; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code >= space ? code < del || isAllowed(text, at, code) : code === tab) continue;
      this.at = at;
      return;
    }
    this.at = end;
  }
}
