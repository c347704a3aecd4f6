/**
 * Formatting that cannot change what a definition says: indentation, white space at the ends of lines, blank lines, and
 * the end of the text. Values, quotes and the words of comments stay as their author wrote them.
 */
import type { Range, TextEdit } from "vscode-languageserver-types";
import { type Block, blocksOf, type IsWanted } from "./format/blocks";
import { indentation } from "./format/indent";
import { spaces } from "./format/spaces";
import type { View } from "./view";

/**
 * The edits that format a text, line by line; none for a text that cannot be read or is none of ours. With a range only
 * the lines in it, and the indentation of the top-level keys that it touches: half of one cannot be indented alone.
 */
export function format(view: View, range?: Range): TextEdit[] {
  if (!view.isOurs) return [];
  const text = view.text();
  if (/\r(?!\n)/.test(text)) return [];
  const lines = text.split("\n");
  const blocks = blocksOf(view, lines);
  if (blocks === undefined) return [];
  const isWanted = wantedLines(range);
  return [
    ...blocks.flatMap((block) => indentation(block, isWanted)),
    ...spaces(lines, text.includes("\r\n") ? "\r\n" : "\n", ownLines(blocks)).filter((edit) =>
      isWanted(edit.range.start.line, edit.range.start.line),
    ),
  ].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function wantedLines(range: Range | undefined): IsWanted {
  if (range === undefined) return () => true;
  const { start, end } = range;
  const endsBefore = end.character === 0 && end.line > start.line;
  const until = endsBefore ? end.line - 1 : end.line;
  return (first, last) => first <= until && last >= start.line;
}

/** The lines of our definitions, each with whether white space in it may be part of a text. */
function ownLines(blocks: readonly Block[]): Map<number, boolean> {
  const own = new Map<number, boolean>();
  for (const { line, lines, kept } of blocks) lines.forEach((_, at) => own.set(line + at, kept.has(at)));
  return own;
}
