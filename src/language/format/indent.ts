/**
 * Indentation: what lies inside something begins two columns to the right of it, also the dashes of a list. Texts and
 * brackets over several lines move as a whole. What would read as something else afterwards stays as it is.
 */
import type { TextEdit } from "vscode-languageserver-types";
import { applied } from "../actions/apply";
import { type Block, type IsWanted, treeOf } from "./blocks";
import { Levels } from "./levels";

/** What one top-level key needs. */
interface Group {
  first: number;
  last: number;
  edits: TextEdit[];
}

/** The edits that indent a definition; lines of the edits are those of the whole text. */
export function indentation(block: Block, isWanted: IsWanted): TextEdit[] {
  const { line, text } = block;
  const wanted = groupsOf(block).filter(
    ({ first, last, edits }) => edits.length > 0 && isWanted(line + first, line + last),
  );
  if (wanted.length === 0) return [];
  const before = JSON.stringify(block.value);
  const saysTheSame = (edits: readonly TextEdit[]): boolean =>
    JSON.stringify(treeOf(applied(text, edits))?.value) === before;
  const all = wanted.flatMap(({ edits }) => edits);
  const safe = saysTheSame(all)
    ? all
    : wanted.filter(({ edits }) => saysTheSame(edits)).flatMap(({ edits }) => edits);
  return safe.map(({ range: { start, end }, newText }) => ({
    range: { start: { ...start, line: start.line + line }, end: { ...end, line: end.line + line } },
    newText,
  }));
}

function groupsOf({ lines, continued }: Block): Group[] {
  const levels = new Levels();
  const groups: Group[] = [];
  let comments: number[] = [];
  const addTo = (at: number, line: number, length: number, column: number): void => {
    const { edits } = groups.at(-1) ?? (groups[0] = { first: 0, last: 0, edits: [] });
    if (length === column) return;
    const range = { start: { line, character: at }, end: { line, character: at + length } };
    edits.push({ range, newText: " ".repeat(column) });
  };
  for (const [index, line] of lines.entries()) {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const content = line.slice(indent).trimEnd();
    if (content === "") continue;
    if (continued.has(index)) {
      addTo(0, index, indent, Math.max(0, indent + levels.shift));
    } else if (content.startsWith("#")) {
      comments.push(index);
    } else if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
      if (/^---\s+[^\s#]/.test(line)) return [];
      levels.clear();
    } else {
      // Tabs, keys with question marks and directives are left to their authors.
      if (/^(?:[\t%]|\?\s|-\s*\t)/.test(content)) return [];
      const columnOf = levels.forComments();
      const { column, gaps, isOutermost } = levels.enter(indent, content);
      if (isOutermost) groups.push({ first: comments[0] ?? index, last: index, edits: [] });
      for (const one of comments) {
        const own = (lines[one] ?? "").search(/#/);
        addTo(0, one, own, own === indent ? column : (columnOf(own) ?? column));
      }
      comments = [];
      addTo(0, index, indent, column);
      for (const { at, length } of gaps) addTo(at, index, length, 1);
    }
    const group = groups.at(-1);
    if (group !== undefined) group.last = index;
  }
  const columnOf = levels.forComments();
  for (const one of comments) {
    const own = (lines[one] ?? "").search(/#/);
    addTo(0, one, own, columnOf(own) ?? levels.nearest(own));
  }
  return groups;
}
