/** The definitions of a text as formatting sees them: lines, and which of them go on with what began above. */
import { isRecord } from "../../core/check/place";
import { fastTree } from "../fast";
import { readDocument } from "../read";
import type { SourceNode, Span } from "../source";
import type { Placed, View } from "../view";

export interface Block {
  /** Where it begins in the whole text. */
  line: number;
  lines: string[];
  pieces: Piece[];
  /** Lines, counted from its first, that lie in texts of several lines, where white space may be part of the text. */
  kept: Set<number>;
  /** Lines that go on with a text or brackets begun on a line above. */
  continued: Set<number>;
}

/** What is read alone: a definition, a top-level key, or an entry of its list. */
export interface Piece {
  section: string;
  text: string;
  value: unknown;
  /** Its first line, counted from the first of the block, and the line after its last. */
  from: number;
  to: number;
}

/** Whether a stretch of lines of the whole text, both ends included, is to be formatted. */
export type IsWanted = (first: number, last: number) => boolean;

/** The definitions of a text; undefined when something in one of them cannot be read. */
export function blocksOf(view: View, lines: readonly string[]): Block[] | undefined {
  const blocks = new Map<number, Block>();
  for (const placed of view.parts()) {
    const { part, line, definition } = placed;
    const root = treeOf(part.text);
    // A part that does not begin with its line is counted in another way than the lines here.
    if (root === undefined || part.text.split("\n", 1)[0] !== lines[line]) return undefined;
    let block = blocks.get(definition);
    if (block === undefined) {
      block = { line, lines: [], pieces: [], kept: new Set(), continued: new Set() };
      blocks.set(definition, block);
    }
    add(block, placed, root);
  }
  // Of other people's documents in the same file a view tells nothing.
  return [...blocks].filter(([at]) => isRecord(view.value(at))).map(([, block]) => block);
}

/** The tree of a piece; undefined when something in it cannot be read. */
export function treeOf(text: string): SourceNode | undefined {
  const fast = fastTree(text, 0, text.length);
  if (fast !== undefined) return fast;
  const { root, broken } = readDocument(text, [0, text.length]);
  return broken.length > 0 || typeof root.value === "string" ? undefined : root;
}

function add(block: Block, { part: { text, section }, line }: Placed, root: SourceNode): void {
  const from = line - block.line;
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  for (const { span, isText } of longNodes(root, text)) {
    const first = lineOf(starts, span[0]);
    for (let at = first; (starts[at] ?? span[1]) < span[1]; at++) {
      if (isText) block.kept.add(from + at);
      if (at > first) block.continued.add(from + at);
    }
  }
  const lines = text.split("\n");
  if (text.endsWith("\n")) lines.pop();
  block.lines.push(...lines);
  block.pieces.push({ section, text, value: root.value, from, to: from + lines.length });
}

/** Texts, and lists and mappings in brackets, that go over several lines. */
function longNodes(node: SourceNode, text: string): { span: Span; isText: boolean }[] {
  const children = [...(node.entries?.values() ?? [])].map((entry) => entry.node).concat(node.items ?? []);
  const isText = node.entries === undefined && node.items === undefined;
  const isLong = isText || /[[{]/.test(text.charAt(node.span[0]));
  const own = isLong && text.slice(...node.span).includes("\n") ? [{ span: node.span, isText }] : [];
  return [...own, ...children.flatMap((child) => longNodes(child, text))];
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
