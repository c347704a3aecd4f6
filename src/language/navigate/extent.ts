/** How far things reach in a text: a reader counts the blank lines and comments behind a block as part of it, people do not. */
import type { Entry, SourceNode, Span } from "../source";

/** The node from its first character to the end of the last thing that is written in it. */
export function extentOf(node: SourceNode, text: string): Span {
  return [node.span[0], endOf(node, text)];
}

/** The end of the last thing that is written in a node. */
export function endOf({ span: [start, end], entries, items }: SourceNode, text: string): number {
  // What stands in brackets ends at the bracket, and what an alias means is written elsewhere.
  if (!"{[*".includes(text.charAt(start))) {
    const last = entries === undefined ? items?.at(-1) : [...entries.values()].at(-1);
    if (last !== undefined) return "key" in last ? endOfEntry(last, text) : endOf(last, text);
  }
  return trimmed([start, end], text);
}

/** The end of the last thing that is written in a key and its value. */
export function endOfEntry({ key, node }: Pick<Entry, "key" | "node">, text: string): number {
  return node.span[0] === node.span[1] ? trimmed(key, text) : endOf(node, text);
}

/** The end of a span without the white space before it. */
function trimmed([start, end]: Span, text: string): number {
  let at = end;
  while (at > start && " \t\r\n".includes(text.charAt(at - 1))) at--;
  return at;
}

/** Whether something is written inside a node. What an alias means is not: it is written at the anchor, which stands before. */
export function isWrittenIn({ span }: SourceNode, [start]: Span): boolean {
  return start >= span[0];
}

/** A name without the quotes around it. */
export function withoutQuotes([start, end]: Span, text: string): Span {
  const isQuoted = end - start >= 2 && "\"'".includes(text.charAt(start));
  return isQuoted ? [start + 1, end - 1] : [start, end];
}
