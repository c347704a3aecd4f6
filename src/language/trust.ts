/**
 * What cannot be trusted after an error, as document paths: a path itself, or a path that does not exist below one that
 * is only incomplete.
 */
import { step } from "../core/check/place";
import type { SourceNode } from "./source";

/** Says that a collection, the last thing in it, the last in that, and so on, may go on elsewhere. */
export function distrustEnd(node: SourceNode, path: string, broken: string[]): void {
  broken.push(`${path}/?`);
  const [name, last] = lastOf(node);
  if (last !== undefined) distrustEnd(last, path + step(name), broken);
}

function lastOf(node: SourceNode): [string | number, SourceNode | undefined] {
  if (node.items !== undefined) return [node.items.length - 1, node.items.at(-1)];
  const [name, entry] = [...(node.entries ?? [])].at(-1) ?? ["", undefined];
  return [name, entry?.node];
}

/** Says that only what lies wholly before an offset can be trusted. */
export function distrustAfter(node: SourceNode, path: string, offset: number, broken: string[]): void {
  const isScalar = node.entries === undefined && node.items === undefined;
  if (isScalar ? node.span[1] < offset : node.span[1] <= offset) return;
  if (isScalar || node.span[0] >= offset) {
    broken.push(path);
    return;
  }
  broken.push(`${path}/?`);
  for (const [name, entry] of node.entries ?? [])
    distrustAfter(entry.node, path + step(name), offset, broken);
  node.items?.forEach((item, index) => distrustAfter(item, path + step(index), offset, broken));
}
