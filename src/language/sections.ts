/** The top-level keys of a definition, wherever the parts of a view put them: as a part of their own, entry by entry, or in one whole. */
import { step } from "../core/check/place";
import type { SourceNode } from "./source";
import type { Placed, View } from "./view";

/** What one top-level key holds, or one entry of the list that it holds. */
export interface Piece {
  placed: Placed;
  node: SourceNode;
  /** Where it is in the definition. */
  path: string;
}

/** The entries of a top-level list, or the value of another top-level key. */
export function* piecesOf(view: View, definition: number, name: string): Iterable<Piece> {
  for (const placed of view.parts()) {
    if (placed.definition !== definition) continue;
    const { section, root, isEntry } = placed.part;
    if (section === "") yield* entriesOf(placed, root.entries?.get(name)?.node, step(name));
    else if (section !== name) continue;
    else if (isEntry) yield { placed, node: root, path: placed.path };
    else yield* entriesOf(placed, root, placed.path);
  }
}

function* entriesOf(placed: Placed, node: SourceNode | undefined, path: string): Iterable<Piece> {
  if (node === undefined) return;
  if (node.items === undefined) yield { placed, node, path };
  else
    for (const [index, item] of node.items.entries()) yield { placed, node: item, path: path + step(index) };
}

/** The value of a top-level key that is no list of entries. */
export function sectionValue(view: View, definition: number, name: string): unknown {
  for (const { node } of piecesOf(view, definition, name)) return node.value;
  return undefined;
}

/** The names of the top-level keys that a definition has. */
export function sectionNames(view: View, definition: number): Set<string> {
  const names = new Set<string>();
  for (const placed of view.parts()) {
    if (placed.definition !== definition) continue;
    const { section, root } = placed.part;
    if (section !== "") names.add(section);
    else for (const name of root.entries?.keys() ?? []) names.add(name);
  }
  return names;
}
