/** Scalars on one line: where they end, and what stands between quotes. */
import {
  backslash,
  carriageReturn,
  colon,
  comma,
  dash,
  del,
  doubleQuote,
  hash,
  isAllowed,
  isClosing,
  isOpening,
  isQuote,
  lineFeed,
  singleQuote,
  space,
  tab,
} from "./code";
import type { Cursor } from "./cursor";
import { beginning, meaningOf, none } from "./meaning";
import { textAt } from "./word";

/** Which characters of a plain scalar need a look: some anywhere, some inside brackets only. */
export const inBlock = 1;
export const inFlow = 2;
const looks = new Uint8Array(del).fill(inBlock | inFlow, 0, space);
for (const char of ":#") looks[char.charCodeAt(0)] = inBlock | inFlow;
for (const char of ",[]{}") looks[char.charCodeAt(0)] = inFlow;

/** Goes over the scalar at the cursor and the spaces behind it. */
export function skipScalar(cursor: Cursor, style: number): void {
  const code = cursor.codeAt(cursor.at);
  cursor.scalarStart = cursor.at;
  if (!isQuote(code)) {
    cursor.quoted = undefined;
    skipPlain(cursor, style);
    return;
  }
  cursor.quoted = code === doubleQuote ? readDoubleQuoted(cursor) : readSingleQuoted(cursor);
  cursor.scalarEnd = cursor.at;
  cursor.skipSpaces();
}

/** What the scalar that was read last means. */
export function scalarValue(cursor: Cursor): unknown {
  return cursor.quoted ?? meaningOf(cursor, cursor.scalarStart, cursor.scalarEnd);
}

function skipPlain(cursor: Cursor, style: number): void {
  const { text, end } = cursor;
  let at = cursor.at;
  if (!canBegin(cursor, cursor.codeAt(at), style)) {
    cursor.fail();
    return;
  }
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < del ? ((looks[code] ?? 0) & style) === 0 : isAllowed(text, at, code)) continue;
    if (code === colon) {
      if (cursor.isBlank(at + 1) || (style === inFlow && isFlowIndicator(cursor.codeAt(at + 1)))) break;
    } else if (code === hash) {
      if (text.charCodeAt(at - 1) === space) break;
    } else if (code === lineFeed || code === carriageReturn || isFlowIndicator(code)) break;
    else {
      cursor.fail();
      return;
    }
  }
  cursor.at = at;
  while (text.charCodeAt(at - 1) === space) at--;
  cursor.scalarEnd = at;
}

function canBegin(cursor: Cursor, code: number, style: number): boolean {
  if (code !== dash) return beginning(code) !== none;
  const next = cursor.at + 1;
  return !cursor.isBlank(next) && !(style === inFlow && isFlowIndicator(cursor.codeAt(next)));
}

function isFlowIndicator(code: number): boolean {
  return code === comma || isOpening(code) || isClosing(code);
}

function readDoubleQuoted(cursor: Cursor): string {
  const { text, end } = cursor;
  const start = cursor.at + 1;
  let isEscaped = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === doubleQuote) {
      cursor.at = at + 1;
      return isEscaped ? unescaped(text.slice(start - 1, at + 1), cursor) : textAt(text, start, at);
    }
    if (code === backslash) {
      isEscaped = true;
      at++;
      if (!simpleEscapes.includes(text.charAt(at))) break;
    } else if (code < space ? code !== tab : code >= del && !isAllowed(text, at, code)) break;
  }
  cursor.fail();
  return "";
}

const simpleEscapes = '"\\/bfnrt';

/** The simple escapes are those of JSON, which has no tab in a text. */
function unescaped(quoted: string, cursor: Cursor): string {
  if (!quoted.includes("\t")) return JSON.parse(quoted) as string;
  cursor.fail();
  return "";
}

function readSingleQuoted(cursor: Cursor): string {
  const { text, end } = cursor;
  const start = cursor.at + 1;
  let isEscaped = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === singleQuote) {
      if (cursor.codeAt(at + 1) !== singleQuote) {
        cursor.at = at + 1;
        const value = textAt(text, start, at);
        return isEscaped ? value.replaceAll("''", "'") : value;
      }
      isEscaped = true;
      at++;
    } else if (code < space ? code !== tab : code >= del && !isAllowed(text, at, code)) break;
  }
  cursor.fail();
  return "";
}
