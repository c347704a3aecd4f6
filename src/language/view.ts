/**
 * An open text as the features of an editor see it: parts that are read on their own, each with its tree. A feature looks
 * at the part around the cursor and at the names of the others; it never reads the whole text.
 */
import type { Position, Range } from "vscode-languageserver-types";
import type { Name } from "./names";
import type { SourceNode, Span } from "./source";

/** A piece of text that is read on its own: an entry of a top-level list, another top-level key, or a whole document. */
export interface Part {
  /** Its text from the beginning of its first line to the end of its last, line break included. */
  readonly text: string;
  /** The top-level key that it is or lies in, such as `windows`; empty for a whole document. */
  readonly section: string;
  /** Whether it is an entry of the list `section`. */
  readonly isEntry: boolean;
  /** The key of a part that is `key: value`. */
  readonly key?: Span;
  /** The tree of its value, also as far as it can be read while something in it is broken; spans are offsets into `text`. */
  readonly root: SourceNode;
  /** The names that it mentions; found once, so that those of all parts may be looked through on a keystroke. */
  readonly names: readonly Name[];
}

/** A part where it stands now. */
export interface Placed {
  readonly part: Part;
  /** The line of the text, counted from 0, on which the part begins; a part begins in column 0. */
  readonly line: number;
  /** Where its `root` is in the definition: "" for a whole one, `/metadata`, `/windows/3`. */
  readonly path: string;
  /** Which definition of the text it belongs to, counted from 0. */
  readonly definition: number;
}

/** One open text. */
export interface View {
  readonly uri: string;
  /** Whether it holds definitions; features of other people's YAML are none of ours. */
  readonly isOurs: boolean;
  /** The parts in the order of the text. */
  parts(): Iterable<Placed>;
  /** The part that a line lies in; undefined in an empty text. */
  partAt(line: number): Placed | undefined;
  /** The JSON value of a definition as far as it can be read. */
  value(definition: number): unknown;
  /** The whole text; costs its length, so no feature asks for it on a keystroke. */
  text(): string;
}

/** The offset into the part's text of a position in the whole text. */
export function offsetIn({ part, line }: Placed, position: Position): number {
  const { text } = part;
  let start = 0;
  for (let left = position.line - line; left > 0; left--) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  return Math.min(start + position.character, end === -1 ? text.length : end);
}

/** The position in the whole text of an offset into the part's text. */
export function positionIn({ part, line }: Placed, offset: number): Position {
  const { text } = part;
  let found = line;
  let start = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < offset; next = text.indexOf("\n", start)) {
    found++;
    start = next + 1;
  }
  return { line: found, character: offset - start };
}

/** The range in the whole text of a span of the part's text. */
export function rangeIn(placed: Placed, [start, end]: Span): Range {
  return { start: positionIn(placed, start), end: positionIn(placed, end) };
}
