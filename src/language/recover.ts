/**
 * Reads a broken document entry by entry: lines that begin in the same column are siblings, each is parsed alone, and
 * only the innermost one that cannot be parsed is reported and distrusted. It relies on indentation alone, never on
 * what a parser made of the broken text.
 */
import type { Document, Node } from "yaml";
import { step } from "../core/check/place";
import { addPair, build, listNode, mapNode } from "./build";
import { afterDash, cut, groupBy, isMostlyList, levelOf } from "./columns";
import type { Finding } from "./finding";
import { isRepeated, keyOf } from "./keys";
import { type Line, contentLines } from "./lines";
import { parsePiece } from "./piece";
import type { Reading } from "./reading";
import type { Entry, SourceNode, Span } from "./source";
import { explainSyntax, misindented, withoutColon } from "./syntax";
import { distrustAfter, distrustEnd } from "./trust";
import { yaml } from "./yaml";

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
  const flow = yaml().isCollection(contents) && contents.flow === true;
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
      if (!wasStray) {
        into.findings.push(stray);
        // What follows the stray line may belong to what was before it.
        const sofar: SourceNode = isList ? listNode(items, span) : mapNode(entries, span);
        distrustEnd(sofar, path, into.broken);
      }
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

function readItem(lines: Line[], path: string, into: Reading): SourceNode {
  const { piece, base } = cut(lines, into.text);
  const document = parsePiece(piece);
  const list = document.contents;
  if (document.errors.length === 0 && yaml().isSeq<Node>(list) && list.items.length === 1) {
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
  const pair = yaml().isMap<Node, Node | null>(map) ? map.items[0] : undefined;
  if (document.errors.length === 0 && yaml().isMap(map) && map.items.length === 1 && pair !== undefined) {
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
  const pair = yaml().isMap<Node, Node | null>(contents) ? contents.items[0] : undefined;
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
  if (!yaml().isCollection(value) || value.flow !== true) {
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
