/** What a plain scalar means in the core schema of YAML 1.2, computed as the `yaml` package does. */
import { dash, del, plus, space, zero } from "./code";
import type { Cursor } from "./cursor";
import { textAt } from "./word";

/** What a plain scalar can be, by its first character: none at all, a text, a number or a keyword. */
export const none = 0;
const words = 1;
const figures = 2;
const keyword = 3;

const beginnings = new Uint8Array(del);
beginnings.fill(words, space + 1);
setBeginning("!\"#%&'*,:>?@[]`{|}", none);
setBeginning("+-.0123456789", figures);
// Of `true`, `null` and the like, and of what other readers take for such: yes, no, on, off.
setBeginning("~nNtTfFyYoO", keyword);

function setBeginning(chars: string, kind: number): void {
  for (const char of chars) beginnings[char.charCodeAt(0)] = kind;
}

export function beginning(code: number): number {
  return code < del ? (beginnings[code] ?? none) : words;
}

/** The value of the plain scalar at [start, end). */
export function meaningOf(cursor: Cursor, start: number, end: number): unknown {
  const { text } = cursor;
  const kind = beginning(text.charCodeAt(start));
  if (kind === figures) return numberOrText(cursor, start, end);
  const value = textAt(text, start, end);
  return kind === keyword && value.length <= maxKeyword ? keywordOrText(cursor, value) : value;
}

const maxKeyword = 5;
const keywords = new Map<string, boolean | null>([
  ["~", null],
  ["null", null],
  ["Null", null],
  ["NULL", null],
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
]);

/** Texts that are true or false to YAML 1.1 readers. */
const otherwiseTruth: ReadonlySet<string> = new Set(["y", "n", "yes", "no", "on", "off"]);

function keywordOrText(cursor: Cursor, text: string): string | boolean | null {
  if (text.length <= "off".length && otherwiseTruth.has(text.toLowerCase())) cursor.suspicious = true;
  const value = keywords.get(text);
  return value === undefined ? text : value;
}

/** So many digits are a number that is exact. */
const exactDigits = 15;

function numberOrText(cursor: Cursor, start: number, end: number): number | string {
  const { text } = cursor;
  const sign = text.charCodeAt(start);
  const first = sign === plus || sign === dash ? start + 1 : start;
  let value = 0;
  let at = first;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  const isSimple = at === end && at > first && end - first <= exactDigits;
  // Other readers may read it differently.
  if (!isSimple || (end - first > 1 && text.charCodeAt(first) === zero)) cursor.suspicious = true;
  if (!isSimple) return otherNumberOrText(text.slice(start, end));
  return sign === dash ? -value : value;
}

const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const infinite = /^[-+]?\.(?:inf|Inf|INF)$/;

function otherNumberOrText(text: string): number | string {
  if (decimal.test(text)) return parseFloat(text);
  if (/^0o[0-7]+$/.test(text)) return parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return parseInt(text.slice(2), 16);
  if (infinite.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return /^\.(?:nan|NaN|NAN)$/.test(text) ? NaN : text;
}
