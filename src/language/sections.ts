/** The top-level keys of a definition, wherever the parts of a view put them: as a part of their own, entry by entry, or in one whole. */
import { isRecord, step } from "../core/check/place";
import type { SourceNode } from "./source";
import type { Placed, View } from "./view";

/** What one top-level key holds, or one entry of the list that it holds. */
export interface Piece {
  placed: Placed;
  node: SourceNode;
  /** Where it is in the definition. */
  path: string;
}

/** The entries of a top-level list, or the value of another top-level key, with their trees. */
export function* piecesOf(view: View, definition: number, name: string): Iterable<Piece> {
  for (const placed of partsOf(view, definition, name)) {
    const { root, isEntry } = placed.part;
    const isWhole = placed.part.section === "";
    const node = isWhole ? root.entries?.get(name)?.node : root;
    const path = isWhole ? step(name) : placed.path;
    if (node === undefined) continue;
    if (isEntry || node.items === undefined) yield { placed, node, path };
    else
      for (const [index, item] of node.items.entries())
        yield { placed, node: item, path: path + step(index) };
  }
}

/** The same as values alone, which cost no trees. */
export function* valuesOf(view: View, definition: number, name: string): Iterable<unknown> {
  for (const { part } of partsOf(view, definition, name)) {
    const value = part.section !== "" ? part.value : isRecord(part.value) ? part.value[name] : undefined;
    if (part.isEntry || !Array.isArray(value)) yield value;
    else yield* value;
  }
}

/** The parts that can hold something of a top-level key. */
function* partsOf(view: View, definition: number, name: string): Iterable<Placed> {
  for (const placed of view.parts()) {
    const { section } = placed.part;
    if ((section === name || section === "") && placed.definition === definition) yield placed;
  }
}

/** The value of a top-level key that is no list of entries. */
export function sectionValue(view: View, definition: number, name: string): unknown {
  for (const value of valuesOf(view, definition, name)) if (value !== undefined) return value;
  return undefined;
}
