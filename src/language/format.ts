/**
 * Formatting that cannot change what a definition says: white space at the ends of lines, blank lines, and the end of the
 * text. Indentation, values and comments stay as their author wrote them.
 */
import type { Range, TextEdit } from "vscode-languageserver-types";
import { fastTree } from "./fast";
import { readDocument } from "./read";
import type { SourceNode, Span } from "./source";
import type { View } from "./view";

/** So many blank lines may stand one after the other. */
const maxBlank = 2;

/** The edits that format a text, line by line; none for a text that cannot be read or is none of ours. */
export function format(view: View): TextEdit[] {
  if (!view.isOurs) return [];
  const text = view.text();
  if (/\r(?!\n)/.test(text)) return [];
  const lines = text.split("\n");
  const kept = textLines(view, lines);
  if (kept === undefined) return [];
  const edits: TextEdit[] = [];
  const lastContent = lines.findLastIndex((line) => line.trim() !== "");
  let blank = 0;
  lines.forEach((line, index) => {
    const content = line.replace(/\r$/, "");
    const isLast = index === lines.length - 1;
    blank = content.trim() === "" && !kept.has(index) ? blank + 1 : 0;
    const isTooMuch = blank > maxBlank || (blank > 0 && (index === blank - 1 || index > lastContent));
    if (isTooMuch && !isLast) edits.push(edit(index, 0, index + 1, 0));
    else if (!kept.has(index)) {
      const end = content.replace(/[ \t]+$/, "").length;
      if (end < content.length) edits.push(edit(index, end, index, content.length));
    }
  });
  const last = lines.at(-1) ?? "";
  const end = last.replace(/[ \t]+$/, "");
  if (end !== "" && !kept.has(lines.length - 1)) {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    edits.push({
      range: rangeOf(lines.length - 1, last.length, lines.length - 1, last.length),
      newText: eol,
    });
  }
  return edits;
}

/** The lines that lie in texts of several lines, where white space may be part of the text; undefined for a broken text. */
function textLines(view: View, lines: readonly string[]): Set<number> | undefined {
  const kept = new Set<number>();
  for (const { part, line } of view.parts()) {
    const { text } = part;
    const root = treeOf(text);
    // A part that does not begin with its line is counted in another way than the lines here.
    if (root === undefined || text.split("\n", 1)[0] !== lines[line]) return undefined;
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    for (const [start, end] of longTexts(root, text)) {
      for (let at = lineOf(starts, start); (starts[at] ?? end) < end; at++) kept.add(line + at);
    }
  }
  return kept;
}

/** The tree of a part; undefined when something in it cannot be read. */
function treeOf(text: string): SourceNode | undefined {
  const fast = fastTree(text, 0, text.length);
  if (fast !== undefined) return fast;
  const { root, broken } = readDocument(text, [0, text.length]);
  return broken.length > 0 || typeof root.value === "string" ? undefined : root;
}

/** The last line that begins at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The spans of texts that go over several lines, whatever their form. */
function longTexts(node: SourceNode, text: string): Span[] {
  const children = [...(node.entries?.values() ?? [])].map((entry) => entry.node).concat(node.items ?? []);
  if (children.length > 0) return children.flatMap((child) => longTexts(child, text));
  return text.slice(...node.span).includes("\n") ? [node.span] : [];
}

function edit(fromLine: number, from: number, toLine: number, to: number): TextEdit {
  return { range: rangeOf(fromLine, from, toLine, to), newText: "" };
}

function rangeOf(fromLine: number, from: number, toLine: number, to: number): Range {
  return { start: { line: fromLine, character: from }, end: { line: toLine, character: to } };
}
