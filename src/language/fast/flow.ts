/** Collections in brackets, on one line or over several. */
import {
  carriageReturn,
  closeBrace,
  closeBracket,
  comma,
  dash,
  dot,
  hash,
  isClosing,
  isOpening,
  lineFeed,
  openBrace,
} from "./code";
import type { Cursor } from "./cursor";
import { readKey } from "./key";
import { inFlow, scalarValue, skipScalar } from "./scalar";

/** Reads the collection at the cursor, which is in a block of this column. */
export function readFlow(cursor: Cursor, column: number): unknown {
  const place = cursor.note(cursor.at);
  cursor.enter();
  const isMap = cursor.codeAt(cursor.at) === openBrace;
  cursor.brackets++;
  cursor.at++;
  skipGap(cursor, column);
  const value = isMap ? readMap(cursor, column) : readList(cursor, column);
  cursor.at++;
  cursor.brackets--;
  cursor.leave(place, cursor.at);
  return value;
}

function readList(cursor: Cursor, column: number): unknown[] {
  const first = cursor.items.size;
  while (cursor.codeAt(cursor.at) !== closeBracket && !cursor.failed) {
    cursor.items.push(readNode(cursor, column));
    skipComma(cursor, column, closeBracket);
  }
  return cursor.items.take(first);
}

function readMap(cursor: Cursor, column: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  let count = 0;
  while (cursor.codeAt(cursor.at) !== closeBrace && !cursor.failed) {
    if (!readKey(cursor, inFlow)) cursor.fail();
    skipGap(cursor, column);
    const { name } = cursor;
    value[name] = readNode(cursor, column);
    count++;
    skipComma(cursor, column, closeBrace);
  }
  // Neither a key that was there already nor `__proto__` has added one.
  if (Object.keys(value).length !== count) cursor.fail();
  return value;
}

function readNode(cursor: Cursor, column: number): unknown {
  if (isOpening(cursor.codeAt(cursor.at))) return readFlow(cursor, column);
  const place = cursor.note(cursor.at);
  skipScalar(cursor, inFlow);
  cursor.setEnd(place, cursor.scalarEnd);
  return scalarValue(cursor);
}

/** Goes to the next item, or to the closing bracket. */
function skipComma(cursor: Cursor, column: number, closing: number): void {
  skipGap(cursor, column);
  if (cursor.codeAt(cursor.at) === comma) {
    cursor.at++;
    skipGap(cursor, column);
  } else if (cursor.codeAt(cursor.at) !== closing) cursor.fail();
}

/** Goes over white space, comments and line ends. */
function skipGap(cursor: Cursor, column: number): void {
  let code = cursor.skipSpaces();
  if (!isLineEnd(code)) return;
  let start = cursor.at;
  while (isLineEnd(code)) {
    cursor.skipLineEnd();
    start = cursor.at;
    code = cursor.skipSpaces();
    // To `yaml` the line end may be part of the value before, and the comment then stands at once behind that.
    if (code === hash && cursor.at === start) cursor.fail();
  }
  if (!mayContinue(cursor, code, cursor.at - start, column)) cursor.fail();
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === hash;
}

/** Whether a line that begins like this may go on: right of the block, or with the last bracket in its column. */
function mayContinue(cursor: Cursor, code: number, indent: number, column: number): boolean {
  // It could be a document marker.
  if (indent === 0 && (code === dash || code === dot)) return false;
  return indent > column || (indent === column && cursor.brackets === 1 && isClosing(code));
}
