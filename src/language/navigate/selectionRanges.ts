/** What a selection grows to, step by step: a text, its key and value, the block, the entry, the section, the definition. */
import type { Position, Range, SelectionRange } from "vscode-languageserver-types";
import type { SourceNode, Span } from "../source";
import { offsetIn, type View } from "../view";
import { endOf, endOfEntry, extentOf, withoutQuotes } from "./extent";
import { Ruler } from "./ruler";
import { rangeOfSection, rangeOfSections, type Section, sectionsOf } from "./sections";

/** For each position the innermost range that holds it, with those around it. */
export function selectionRanges(view: View, positions: readonly Position[]): SelectionRange[] {
  const definitions = view.isOurs ? sectionsOf(view) : [];
  return positions.map((position) => {
    let chain: SelectionRange | undefined;
    for (const range of rangesAt(view, definitions, position)) {
      const isSmaller = chain === undefined || (holds(chain.range, range) && !holds(range, chain.range));
      if (isSmaller) chain = { range, ...(chain && { parent: chain }) };
    }
    return chain ?? { range: { start: position, end: position } };
  });
}

/** The ranges that hold a position, the outermost first. */
function rangesAt(view: View, definitions: readonly Section[][], position: Position): Range[] {
  const placed = view.partAt(position.line);
  const isHere = (range: Range | undefined): range is Range =>
    range !== undefined && holds(range, { start: position, end: position });
  const around = definitions.find((sections) => isHere(rangeOfSections(sections))) ?? [];
  const ranges = [rangeOfSections(around), ...around.map(rangeOfSection)];
  if (placed !== undefined) {
    const { key, root, text } = placed.part;
    const ruler = new Ruler(placed);
    const offset = offsetIn(placed, position);
    const spans = [...(key ? [key] : []), ...spansAt(root, offset, text)];
    ranges.push(...spans.map((span) => ruler.range(span)));
  }
  return ranges.filter(isHere).sort((a, b) => Number(holds(b, a)) - Number(holds(a, b)));
}

/** The spans of a node and of what is in it, around an offset. */
function* spansAt(node: SourceNode, offset: number, text: string): Generator<Span> {
  const extent = extentOf(node, text);
  yield [dashBefore(extent[0], text), extent[1]];
  yield extent;
  yield withoutQuotes(extent, text);
  for (const entry of node.entries?.values() ?? []) {
    const { key, node: value } = entry;
    const end = endOfEntry(entry, text);
    if (offset < key[0] || offset > end) continue;
    yield [key[0], end];
    if (offset > key[1]) yield* spansAt(value, offset, text);
    else yield* [key, withoutQuotes(key, text)];
  }
  for (const item of node.items ?? []) {
    const start = dashBefore(item.span[0], text);
    if (start <= offset && offset <= endOf(item, text)) yield* spansAt(item, offset, text);
  }
}

/** The dash of an item on the same line; where there is none, the item itself. */
function dashBefore(start: number, text: string): number {
  let at = start;
  while (text.charAt(at - 1) === " ") at--;
  return at < start && text.charAt(at - 1) === "-" ? at - 1 : start;
}

function holds(outer: Range, inner: Range): boolean {
  return isUpTo(outer.start, inner.start) && isUpTo(inner.end, outer.end);
}

function isUpTo(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
