/**
 * Reads a broken document entry by entry: lines that begin in the same column are siblings, each is parsed alone, and
 * only the innermost one that cannot be parsed is reported and distrusted. It relies on indentation alone, never on
 * what a parser made of the broken text.
 */
import { type Document, type Node, isCollection, isMap, isSeq } from "yaml";
import { step } from "../core/check/place";
import { type Reading, addPair, build, isRepeated, keyOf, listNode, mapNode } from "./build";
import type { Finding } from "./finding";
import { type Line, contentLines } from "./lines";
import { parsePiece } from "./piece";
import type { Entry, SourceNode, Span } from "./source";
import { explainSyntax, misindented, withoutColon } from "./syntax";

/** After so many syntax errors the rest is left alone: the text is something else than a definition. */
const maxErrors = 50;

/** The tree of what can be trusted in the document at `span`, which `document` could not parse. */
export function recover(document: Document, span: Span, into: Reading): SourceNode {
  into.partial = true;
  const before = into.findings.length;
  const piece = into.text.slice(...span);
  const lines = contentLines(into.text, span);
  const root = isBlock(document, lines)
    ? readBlock(lines, span, "", into)
    : readLeaf(document, piece, span[0], "", into);
  if (into.findings.length === before) reportFirst(document, piece, span[0], "", into);
  return root;
}

/** Only block collections consist of lines; JSON and other bracketed documents do not. */
function isBlock({ contents }: Document, lines: Line[]): boolean {
  const flow = isCollection(contents) && contents.flow === true;
  return !flow && lines.length > 0 && !/^[[{"'|>]/.test(lines[0]?.text ?? "");
}

/** Reads sibling lines and what is indented below them. */
function readBlock(lines: Line[], span: Span, path: string, into: Reading): SourceNode {
  const level = levelOf(lines);
  const isList = isMostlyList(lines, level);
  const items: SourceNode[] = [];
  const entries = new Map<string, Entry>();
  let wasStray = false;
  for (const group of groupBy(lines, level, isList)) {
    const first = group[0];
    if (first === undefined || into.findings.length >= maxErrors) {
      into.broken.push(`${path}/?`);
      break;
    }
    const stray = strayLine(first, level, isList);
    if (stray !== undefined) {
      // Lines that are astray together went astray for one reason.
      if (!wasStray) into.findings.push(stray);
      into.broken.push(`${path}/?`);
      // What follows the stray line may belong to what was before it.
      distrustEnd(
        isList ? items.length - 1 : lastKey(entries),
        isList ? items.at(-1) : lastOf(entries),
        path,
        into.broken,
      );
    } else if (isList) items.push(readItem(group, path + step(items.length), into));
    else readEntry(group, entries, path, into);
    wasStray = stray !== undefined;
  }
  return isList ? listNode(items, span) : mapNode(entries, span);
}

/** What is wrong with a line that is no sibling of the others, or no `key:` among keys. */
function strayLine(line: Line, level: number, isList: boolean): Finding | undefined {
  if (line.indent !== level || line.dash !== isList) return misindented([line.start, line.end]);
  const isKey = isList || line.key || /^[?&*!"'@`%|>[{]/.test(line.text);
  return isKey ? undefined : withoutColon([line.start, line.end]);
}

/** The column of the siblings: the first line's, unless more lines agree on another one. */
function levelOf(lines: Line[]): number {
  const first = lines[0];
  if (first === undefined) return 0;
  const at = (indent: number): Line[] => lines.filter((line) => !line.tab && line.indent === indent);
  const least = lines.reduce(
    (found, line) => (line.tab ? found : Math.min(found, line.indent)),
    first.indent,
  );
  if (at(least).length > at(first.indent).length) return least;
  // Dashes right of the first one and not right of what stands after it belong to a list in another column.
  const inner = first.inner();
  const farthest = inner === undefined ? 0 : inner.dash || inner.opens ? inner.indent - 1 : inner.indent;
  const within = lines.filter((line) => line.dash && line.indent > first.indent && line.indent <= farthest);
  const other = within[0]?.indent ?? first.indent;
  return first.dash && at(other).length > at(first.indent).length ? other : first.indent;
}

function isMostlyList(lines: Line[], level: number): boolean {
  const siblings = lines.filter((line, index) => line.indent === level && (index === 0 || !line.tab));
  const dashes = siblings.filter((line) => line.dash).length;
  // Keys whose lists stand in the column of the key have more dashes than keys, too.
  return siblings[0]?.dash === true || (dashes * 2 > siblings.length && !siblings.some((line) => line.opens));
}

/** The lines of each sibling: one that begins in the column, and all that belongs below it. */
function groupBy(lines: Line[], level: number, isList: boolean): Line[][] {
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const first = group?.[0];
    // A closing bracket, and the items of a list, may stand in the column of their key.
    const closes =
      line.indent === level && (/^[\]}]/.test(line.text) || (!isList && line.dash && first?.opens === true));
    const below = line.tab || closes || line.indent > Math.max(level, first?.indent ?? level);
    if (group !== undefined && below) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

function lastKey(entries: ReadonlyMap<string, Entry>): string | undefined {
  return [...entries.keys()].at(-1);
}

function lastOf(entries: ReadonlyMap<string, Entry>): SourceNode | undefined {
  return [...entries.values()].at(-1)?.node;
}

/** Says that a node, and the last one in it, and so on, may go on elsewhere. */
function distrustEnd(
  name: string | number | undefined,
  node: SourceNode | undefined,
  path: string,
  broken: string[],
): void {
  if (name === undefined || node === undefined) return;
  const at = path + step(name);
  broken.push(`${at}/?`);
  if (node.items !== undefined) distrustEnd(node.items.length - 1, node.items.at(-1), at, broken);
  else if (node.entries !== undefined) distrustEnd(lastKey(node.entries), lastOf(node.entries), at, broken);
}

function readItem(lines: Line[], path: string, into: Reading): SourceNode {
  const { piece, base } = cut(lines, into.text);
  const document = parsePiece(piece);
  const list = document.contents;
  if (document.errors.length === 0 && isSeq<Node>(list) && list.items.length === 1) {
    return build(list.items[0] ?? null, base, path, into);
  }
  const inner = afterDash(lines);
  const first = inner[0];
  if (first !== undefined && (first.dash || first.opens || (first.key && inner.length > 1))) {
    return readBlock(inner, [first.start, inner.at(-1)?.end ?? first.end], path, into);
  }
  reportFirst(document, piece, base, path, into);
  return { span: [lines[0]?.start ?? 0, lines[0]?.end ?? 0], value: null, size: 1 };
}

function readEntry(lines: Line[], entries: Map<string, Entry>, path: string, into: Reading): void {
  const { piece, base } = cut(lines, into.text);
  const document = parsePiece(piece);
  const map = document.contents;
  const pair = isMap<Node, Node | null>(map) ? map.items[0] : undefined;
  if (document.errors.length === 0 && isMap(map) && map.items.length === 1 && pair !== undefined) {
    addPair(pair, entries, base, path, into);
    return;
  }
  const [head, ...below] = lines;
  if (head === undefined) return;
  if (head.opens && below.length > 0) {
    readNested(head, below, entries, path, into);
    return;
  }
  if (pair === undefined || !head.key) {
    into.findings.push(withoutColon([head.start, head.end]));
    into.broken.push(`${path}/?`);
    return;
  }
  const key = keyOf(pair.key, base, path, into);
  if (key === undefined) {
    reportFirst(document, piece, base, `${path}/?`, into);
    return;
  }
  const node = readLeaf(document, piece, base, path + step(key.name), into, pair.value);
  if (!isRepeated(key, entries, into)) entries.set(key.name, { key: key.span, node });
}

/** `key:` alone on its line, with something broken below it. */
function readNested(
  head: Line,
  below: Line[],
  entries: Map<string, Entry>,
  path: string,
  into: Reading,
): void {
  const { piece, base } = cut([head], into.text);
  const { contents } = parsePiece(piece);
  const pair = isMap<Node, Node | null>(contents) ? contents.items[0] : undefined;
  const key = pair === undefined ? undefined : keyOf(pair.key, base, path, into);
  if (key === undefined) return;
  const span: Span = [below[0]?.start ?? head.end, below.at(-1)?.end ?? head.end];
  const node = readBlock(below, span, path + step(key.name), into);
  if (!isRepeated(key, entries, into)) entries.set(key.name, { key: key.span, node });
}

/** Reports a piece that cannot be divided, and keeps what stands before the error inside brackets. */
function readLeaf(
  document: Document,
  piece: string,
  base: number,
  path: string,
  into: Reading,
  value: Node | null = document.contents,
): SourceNode {
  const span: Span = [base + (value?.range?.[0] ?? 0), base + (value?.range?.[1] ?? 0)];
  if (!isCollection(value) || value.flow !== true) {
    reportFirst(document, piece, base, path, into);
    return { span, value: null, size: 1 };
  }
  const at = reportFirst(document, piece, base, `${path}/?`, into);
  const trusted: Finding[] = [];
  const node = build(value, base, path, { ...into, findings: trusted });
  // A comma that is missing makes a key of the item before it.
  into.findings.push(...trusted.filter(({ code, span: [, end] }) => end <= at && code !== "unusable-key"));
  distrustAfter(node, path, at, into.broken);
  return node;
}

function distrustAfter(node: SourceNode, path: string, offset: number, broken: string[]): void {
  if (
    node.span[1] <= offset &&
    !(node.span[1] === offset && node.items === undefined && node.entries === undefined)
  )
    return;
  const collection = node.entries ?? node.items;
  if (node.span[0] >= offset || collection === undefined) {
    broken.push(path);
    return;
  }
  broken.push(`${path}/?`);
  for (const [name, entry] of node.entries ?? [])
    distrustAfter(entry.node, path + step(name), offset, broken);
  node.items?.forEach((item, index) => distrustAfter(item, path + step(index), offset, broken));
}

/** Reports the first error of a piece; all others may be its consequences. The answer is where the parser noticed it. */
function reportFirst(document: Document, piece: string, base: number, path: string, into: Reading): number {
  const error = document.errors[0];
  into.broken.push(path);
  if (error === undefined) {
    into.findings.push(misindented([base, base + piece.trimEnd().length]));
    return base;
  }
  into.findings.push(explainSyntax(error, piece, document, base));
  return base + error.pos[0];
}

/** The text of some lines as a piece of its own, with the columns kept; what stands before a `- ` becomes spaces. */
function cut(lines: Line[], text: string): { piece: string; base: number } {
  const start = lines[0]?.start ?? 0;
  const end = lines.at(-1)?.until ?? start;
  const column = lines[0]?.indent ?? 0;
  return { piece: " ".repeat(column) + text.slice(start, end), base: start - column };
}

/** The lines of an item as if the dash were a space. */
function afterDash(lines: Line[]): Line[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const inner = first.inner();
  return inner === undefined ? rest : [inner, ...rest];
}
