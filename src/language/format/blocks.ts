/** The definitions of a text as formatting sees them: lines, and which of them go on with what began above. */
import { isOurs, isDefinitionName } from "../definition";
import { fastTree } from "../fast";
import { readDocument } from "../read";
import type { SourceNode, Span } from "../source";
import type { View } from "../view";

export interface Block {
  /** Where it begins in the whole text. */
  line: number;
  text: string;
  lines: readonly string[];
  value: unknown;
  /** Lines, counted from its first, that lie in texts of several lines, where white space may be part of the text. */
  kept: ReadonlySet<number>;
  /** Lines that go on with a text or brackets begun on a line above. */
  continued: ReadonlySet<number>;
}

/** Whether a stretch of lines of the whole text, both ends included, is to be formatted. */
export type IsWanted = (first: number, last: number) => boolean;

/** The definitions of a text; undefined when one of them cannot be read. */
export function blocksOf(view: View, lines: readonly string[]): Block[] | undefined {
  const blocks: Block[] = [];
  for (const { line, text } of definitionsIn(view)) {
    const root = treeOf(text);
    // A definition that does not begin with its line is counted in another way than the lines here.
    if (root === undefined || text.split("\n", 1)[0] !== lines[line]) return undefined;
    if (isOurs(root.value, isDefinitionName(view.uri))) blocks.push(blockOf(line, text, root));
  }
  return blocks;
}

/** The text of each definition, of which a view has the parts. */
function definitionsIn(view: View): { line: number; text: string }[] {
  const found = new Map<number, { line: number; text: string }>();
  for (const { part, line, definition } of view.parts()) {
    const one = found.get(definition);
    if (one === undefined) found.set(definition, { line, text: part.text });
    else one.text += part.text;
  }
  return [...found.values()];
}

/** The tree of a document; undefined when something in it cannot be read. */
export function treeOf(text: string): SourceNode | undefined {
  const fast = fastTree(text, 0, text.length);
  if (fast !== undefined) return fast;
  const { root, broken } = readDocument(text, [0, text.length]);
  return broken.length > 0 || typeof root.value === "string" ? undefined : root;
}

function blockOf(line: number, text: string, root: SourceNode): Block {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const kept = new Set<number>();
  const continued = new Set<number>();
  for (const { span, isText } of longNodes(root, text)) {
    const first = lineOf(starts, span[0]);
    for (let at = first; (starts[at] ?? span[1]) < span[1]; at++) {
      if (isText) kept.add(at);
      if (at > first) continued.add(at);
    }
  }
  return { line, text, lines: text.split("\n"), value: root.value, kept, continued };
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
