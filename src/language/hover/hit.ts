/** What is under a position: a key or a single value, with its path in the definition. */
import { step } from "../../core/check/place";
import type { SourceNode, Span } from "../source";
import type { Placed } from "../view";

export interface Hit {
  /** In the definition. */
  path: string;
  at: "key" | "value";
  /** In the part's text. */
  span: Span;
  /** The value, of a key what it holds. */
  node: SourceNode;
}

/** The innermost key or single value at an offset of the part; undefined between them. */
export function hitAt({ part, path }: Placed, offset: number): Hit | undefined {
  const { key, root } = part;
  if (key !== undefined && holds(key, offset)) return { path, at: "key", span: key, node: root };
  return hitIn(root, path, offset);
}

function hitIn(node: SourceNode, path: string, offset: number): Hit | undefined {
  if (!holds(node.span, offset)) return undefined;
  for (const [name, { key, node: inner }] of node.entries ?? []) {
    const at = path + step(name);
    if (holds(key, offset)) return { path: at, at: "key", span: key, node: inner };
    const hit = hitIn(inner, at, offset);
    if (hit !== undefined) return hit;
  }
  for (const [index, item] of (node.items ?? []).entries()) {
    const hit = hitIn(item, path + step(index), offset);
    if (hit !== undefined) return hit;
  }
  const isSingle = node.entries === undefined && node.items === undefined;
  return isSingle && node.span[0] < node.span[1] ? { path, at: "value", span: node.span, node } : undefined;
}

function holds([start, end]: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
