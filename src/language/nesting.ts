/**
 * How deeply a text nests, estimated before it is parsed: a parser that recurses must never see a text that could
 * exhaust the stack (which ends the whole process, not only the parse).
 */
import type { Span } from "./source";

/** Far above any real definition (about 7), far below what a parser stands. */
export const maxNesting = 100;

/** The first place where the text nests deeper than `maxNesting`; undefined for every sensible text. */
export function tooDeep(text: string): Span | undefined {
  const indents: number[] = [];
  let flow = 0;
  // Whether a bracket here would open a collection; one in the middle of words does not, unless words stand in brackets.
  let atValue = true;
  // Whether a quote here would surely open a text, in brackets.
  let atText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\n") {
      atValue = true;
    } else if (char === " " || char === "\t" || char === "\r") {
      continue;
    } else if (char === "[" || char === "{") {
      if (atValue || flow > 0) flow++;
      atText = true;
    } else if (char === "]" || char === "}") {
      flow = Math.max(0, flow - 1);
      atValue = atText = false;
    } else if (flow > 0 && atText && (char === '"' || char === "'")) {
      at = textEnd(text, at, char);
      atValue = atText = false;
    } else {
      const opens = opensNode(text, at, char);
      if (atValue && flow === 0) nest(indents, at - lineStart(text, at));
      // An anchor or a tag stands before its node.
      if (atValue && (char === "&" || char === "!")) at = wordEnd(text, at);
      else atValue = opens;
      atText = opens && (char === "," || char === ":");
    }
    if (flow + indents.length > maxNesting) return [at, at + 1];
  }
  return undefined;
}

/** Where the quote is that closes a text; after a backslash it does not. */
function textEnd(text: string, at: number, quote: string): number {
  let end = text.indexOf(quote, at + 1);
  while (end !== -1 && quote === '"' && isEscaped(text, end)) end = text.indexOf(quote, end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

/** The last character of a word. */
function wordEnd(text: string, at: number): number {
  let end = at;
  while (end + 1 < text.length && !" \t\r\n,[]{}".includes(text[end + 1] ?? "")) end++;
  return end;
}

/** Whether the character is an indicator after which a new node begins. */
function opensNode(text: string, at: number, char: string): boolean {
  if (char === ",") return true;
  if (char !== "-" && char !== "?" && char !== ":") return false;
  const next = text[at + 1];
  return (
    next === undefined ||
    next === " " ||
    next === "\t" ||
    next === "\n" ||
    next === "\r" ||
    "[{&!".includes(next)
  );
}

/** Keeps the columns of the blocks that are open at this column. */
function nest(indents: number[], column: number): void {
  while (indents.length > 0 && (indents.at(-1) ?? 0) >= column) indents.pop();
  indents.push(column);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
