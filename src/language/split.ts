/** Where the documents of a text begin and end: markers at the start of a line always separate, even inside broken quotes. */
import type { Span } from "./source";

// Not `^` with the m flag, which also takes U+2028 for the start of a line.
const marker = /(?<![^\n])(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;
/** A line that is blank, a comment or a directive. */
const preface = /[ \t]*(?:#[^\n]*)?\r?(?:\n|$)|%[^\n]*(?:\n|$)/y;

/** The span of each document, its `---` line included; at least one. */
export function splitDocuments(text: string): Span[] {
  const documents: Span[] = [];
  let from = text.startsWith("\uFEFF") ? 1 : 0;
  const close = (to: number): void => {
    documents.push([from, to]);
    from = to;
  };
  for (const { 0: mark, index: at } of text.matchAll(marker)) {
    if (mark === "...") close(at + mark.length);
    else if (hasContent(text, [from, at])) close(at);
  }
  if (documents.length === 0 || hasContent(text, [from, text.length])) close(text.length);
  return documents;
}

/** Whether there is more than blank lines, comments and directives, which belong to the document that follows. */
export function hasContent(text: string, [start, end]: Span): boolean {
  preface.lastIndex = start;
  while (preface.lastIndex < end) if (!preface.test(text)) return true;
  return false;
}
