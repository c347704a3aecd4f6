/** Keys with their colon. */
import { colon } from "./code";
import type { Cursor } from "./cursor";
import { guessedName, plainName, quotedName } from "./name";
import { inBlock, skipScalar } from "./scalar";

/** `yaml` wants the colon of a key within so many characters. */
const maxKeyLength = 1024;

/** Reads the key at the cursor, to behind its colon; false when the scalar there is none. */
export function readKey(cursor: Cursor, style: number): boolean {
  return readGuessedKey(cursor) || readAnyKey(cursor, style);
}

function readGuessedKey(cursor: Cursor): boolean {
  const { text, at, end } = cursor;
  const name = guessedName(text, at, end);
  if (name === undefined || !cursor.isBlank(at + name.length + 1)) return false;
  cursor.setKey(name, at, at + name.length);
  cursor.at = at + name.length + 1;
  return true;
}

function readAnyKey(cursor: Cursor, style: number): boolean {
  const { text, at: start } = cursor;
  skipScalar(cursor, style);
  const { at, scalarEnd, quoted } = cursor;
  // Inside brackets nothing need stand between a quoted key and its value but the colon.
  if (cursor.codeAt(at) !== colon || (style === inBlock && !cursor.isBlank(at + 1))) return false;
  const name = quoted === undefined ? plainName(text, start, scalarEnd) : quotedName(quoted);
  if (name === undefined || at - start > maxKeyLength) {
    cursor.fail();
    return false;
  }
  cursor.setKey(name, start, scalarEnd);
  cursor.at = at + 1;
  return true;
}
