/**
 * Indentation: what lies inside something begins two columns to the right of it, also the dashes of a list. Texts and
 * brackets over several lines move as a whole. A top-level key that would read as something else afterwards stays as it is.
 */
import type { TextEdit } from "vscode-languageserver-types";
import { applied } from "../actions/apply";
import { type Block, type IsWanted, type Piece, treeOf } from "./blocks";
import { Levels } from "./levels";

/** The edits of each line of a block. */
type LineEdits = readonly (readonly TextEdit[])[];

/** The edits that indent a definition; lines of the edits are those of the whole text. */
export function indentation(block: Block, isWanted: IsWanted): TextEdit[] {
  const edits = lineEdits(block);
  return sectionsOf(block.pieces).flatMap((pieces) => {
    const from = pieces[0]?.from ?? 0;
    const to = pieces.at(-1)?.to ?? 0;
    const isMeant = isWanted(block.line + from, block.line + to - 1);
    const isSafe = isMeant && pieces.every((piece) => saysTheSame(piece, edits));
    return isSafe ? moved(edits.slice(from, to), block.line) : [];
  });
}

/** The pieces of each top-level key: the dashes of a list move together or not at all. */
function sectionsOf(pieces: readonly Piece[]): Piece[][] {
  const sections: Piece[][] = [];
  for (const piece of pieces) {
    const last = sections.at(-1);
    if (last?.[0]?.section === piece.section) last.push(piece);
    else sections.push([piece]);
  }
  return sections;
}

function saysTheSame({ text, value, from, to }: Piece, edits: LineEdits): boolean {
  const own = moved(edits.slice(from, to), -from);
  return own.length === 0 || JSON.stringify(treeOf(applied(text, own))?.value) === JSON.stringify(value);
}

/** The edits, so many lines further down. */
function moved(edits: LineEdits, by: number): TextEdit[] {
  return edits.flat().map(({ range: { start, end }, newText }) => ({
    range: { start: { ...start, line: start.line + by }, end: { ...end, line: end.line + by } },
    newText,
  }));
}

/** What would be done to each line; nothing to any of them where a form is used that is left to its author. */
function lineEdits({ lines, continued }: Block): LineEdits {
  const levels = new Levels();
  const edits: TextEdit[][] = lines.map(() => []);
  let comments: number[] = [];
  const setSpaces = (line: number, at: number, length: number, wanted: number): void => {
    if (length === wanted) return;
    const range = { start: { line, character: at }, end: { line, character: at + length } };
    edits[line]?.push({ range, newText: " ".repeat(wanted) });
  };
  const placeComments = (columnOf: (own: number) => number): void => {
    for (const line of comments) {
      const own = lines[line]?.indexOf("#") ?? 0;
      setSpaces(line, 0, own, columnOf(own));
    }
    comments = [];
  };
  for (const [index, line] of lines.entries()) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const content = line.slice(indent).trimEnd();
    if (content === "") continue;
    if (continued.has(index)) setSpaces(index, 0, indent, Math.max(0, indent + levels.shift));
    else if (content.startsWith("#")) comments.push(index);
    else if (/^(?:---|\.\.\.)(?:\s+#|\s*$)/.test(line)) levels.clear();
    else if (/^(?:[\t%]|\?\s|-+\s*\t|---)/.test(content)) return [];
    else {
      const columnBefore = levels.forComments();
      const { column, gaps } = levels.enter(indent, content);
      placeComments((own) => (own === indent ? column : (columnBefore(own) ?? column)));
      setSpaces(index, 0, indent, column);
      for (const { at, length } of gaps) setSpaces(index, at, length, 1);
    }
  }
  const columnAtEnd = levels.forComments();
  placeComments((own) => columnAtEnd(own) ?? levels.nearest(own));
  return edits;
}
