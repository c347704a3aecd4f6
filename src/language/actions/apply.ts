/** Edits of a text: which of them can be made together, and what comes of them. */
import type { TextEdit } from "vscode-languageserver-types";
import { Lines } from "../position";

/** The text after its edits, which do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = new Lines(text);
  let at = 0;
  let out = "";
  for (const { range, newText } of inOrder(edits)) {
    out += text.slice(at, lines.offset(range.start)) + newText;
    at = lines.offset(range.end);
  }
  return out + text.slice(at);
}

/** Takes groups of edits, each whole or not at all, as long as they do not touch those before. */
export function withoutOverlap(groups: readonly (readonly TextEdit[])[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const group of groups) {
    if (group.every((edit) => taken.every((one) => areApart(one, edit)))) taken.push(...group);
  }
  return inOrder(taken);
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => compare(a.range.start, b.range.start));
}

function areApart({ range: one }: TextEdit, { range: other }: TextEdit): boolean {
  return compare(one.end, other.start) < 0 || compare(other.end, one.start) < 0;
}

function compare(a: TextEdit["range"]["start"], b: TextEdit["range"]["start"]): number {
  return a.line - b.line || a.character - b.character;
}
