/**
 * The tree between text and value: which piece of text each value came from. Whatever reads text (today the `yaml`
 * package) builds this tree, and everything else here knows only the tree.
 */

import { step, steps } from "../core/check/place";

/** Offsets into the text, end exclusive. */
export type Span = readonly [start: number, end: number];

export interface Entry {
  key: Span;
  node: SourceNode;
}

export interface SourceNode {
  span: Span;
  /** The JSON value that the text means. */
  value: unknown;
  /** The text of a scalar that stands without quotes and without a tag; absent for everything else. */
  plain?: string;
  /** Of a mapping, in the order of the text. */
  entries?: Map<string, Entry>;
  /** Of a list. */
  items?: SourceNode[];
  /** How many nodes this one holds when every alias is written out. */
  size: number;
}

/**
 * The span of a document path: of its key, or of its value. What is not in the text (a missing sibling, an empty value)
 * is shown at the nearest thing that is: its own key, for a list item its `id` or first key, else whatever holds it.
 */
export function locate(root: SourceNode, path: string, at: "key" | "value"): Span {
  let node = root;
  let key: Span | undefined;
  for (const name of steps(path)) {
    const entry = node.entries?.get(name);
    const child = entry?.node ?? node.items?.[Number(name)];
    if (child === undefined) break;
    key = entry?.key;
    node = child;
  }
  if (at === "value" && node.span[0] < node.span[1]) return node.span;
  return key ?? firstKey(node) ?? node.span;
}

function firstKey(node: SourceNode): Span | undefined {
  if (node.entries === undefined) return undefined;
  const first: Entry | undefined = node.entries.get("id") ?? node.entries.values().next().value;
  return first?.key;
}

/** The node at a path, if there is one. */
export function nodeAt(root: SourceNode, path: string): SourceNode | undefined {
  return steps(path).reduce<SourceNode | undefined>(
    (node, name) => node?.entries?.get(name)?.node ?? node?.items?.[Number(name)],
    root,
  );
}

/** The path of the innermost node whose text (or key) holds the offset. */
export function pathAt(root: SourceNode, offset: number): string {
  let path = "";
  for (let found = childAt(root, offset); found !== undefined; found = childAt(found[1], offset))
    path += step(found[0]);
  return path;
}

function childAt(node: SourceNode, offset: number): [string | number, SourceNode] | undefined {
  const holds = ([start, end]: Span): boolean => start <= offset && offset <= end;
  for (const [name, entry] of node.entries ?? []) {
    if (holds(entry.key) || holds(entry.node.span)) return [name, entry.node];
  }
  const index = node.items?.findIndex((item) => holds(item.span)) ?? -1;
  const item = node.items?.[index];
  return item === undefined ? undefined : [index, item];
}

/** Calls `visit` for every node under (and with) the root, with its path, outermost first. */
export function walk(root: SourceNode, visit: (node: SourceNode, path: string) => void, path = ""): void {
  visit(root, path);
  for (const [name, entry] of root.entries ?? []) walk(entry.node, visit, path + step(name));
  root.items?.forEach((item, index) => walk(item, visit, path + step(index)));
}
