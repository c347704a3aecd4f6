/** Block mappings and lists: columns tell what belongs together. */
import { carriageReturn, dash, hash, isOpening, lineFeed, nothing } from "./code";
import type { Cursor } from "./cursor";
import { readFlow } from "./flow";
import { readKey } from "./key";
import { inBlock, scalarValue, skipScalar } from "./scalar";

/** Every comment stands right of it. */
const anyColumn = -1;

/** Reads the mapping or list that begins at the cursor, in its column. */
export function readBlock(cursor: Cursor): unknown {
  if (isDash(cursor)) return readList(cursor, cursor.column);
  const place = cursor.note(cursor.at);
  if (readKey(cursor, inBlock)) return readMap(cursor, cursor.column, place);
  cursor.fail();
  return null;
}

function isDash(cursor: Cursor): boolean {
  return cursor.codeAt(cursor.at) === dash && cursor.isBlank(cursor.at + 1);
}

/** Reads a mapping that is noted already, and whose first key has been read. */
function readMap(cursor: Cursor, column: number, place: number): Record<string, unknown> {
  cursor.enter();
  const value: Record<string, unknown> = {};
  let count = 0;
  do {
    const { name } = cursor;
    value[name] = readEntry(cursor, column);
    count++;
  } while (cursor.column === column && readKey(cursor, inBlock));
  // Neither a key that was there already nor `__proto__` has added one.
  if (Object.keys(value).length !== count) cursor.fail();
  cursor.leaveBlock(place, column);
  return value;
}

/** Reads what stands behind a key in this column, or below it. */
function readEntry(cursor: Cursor, column: number): unknown {
  const code = cursor.skipSpaces();
  if (isLineEnd(code)) return readBelow(cursor, column);
  if (isOpening(code)) return readBrackets(cursor, column);
  const place = cursor.note(cursor.at);
  skipScalar(cursor, inBlock);
  return endScalar(cursor, column, place);
}

function readList(cursor: Cursor, column: number): unknown[] {
  const place = cursor.note(cursor.at);
  cursor.enter();
  const first = cursor.items.size;
  do cursor.items.push(readItem(cursor, column));
  while (cursor.column === column && isDash(cursor));
  cursor.leaveBlock(place, column);
  return cursor.items.take(first);
}

/** Reads what stands behind a dash in this column, or below it. */
function readItem(cursor: Cursor, column: number): unknown {
  const dashAt = cursor.at;
  cursor.at++;
  if (isLineEnd(cursor.skipSpaces())) return readBelow(cursor, column);
  cursor.pending = -1;
  return readNode(cursor, column, column + cursor.at - dashAt);
}

/** Reads what begins at the cursor, in a column of its own, as a value in a block of another column. */
function readNode(cursor: Cursor, column: number, ownColumn: number): unknown {
  if (isOpening(cursor.codeAt(cursor.at))) return readBrackets(cursor, column);
  if (isDash(cursor)) return readList(cursor, ownColumn);
  const place = cursor.note(cursor.at);
  return readKey(cursor, inBlock) ? readMap(cursor, ownColumn, place) : endScalar(cursor, column, place);
}

function isLineEnd(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === hash || code === nothing;
}

function readBrackets(cursor: Cursor, column: number): unknown {
  const value = readFlow(cursor, column);
  cursor.endLine(column);
  return value;
}

/** Takes the scalar that was read last for the value at this place. */
function endScalar(cursor: Cursor, column: number, place: number): unknown {
  cursor.setEnd(place, cursor.scalarEnd);
  const value = scalarValue(cursor);
  cursor.endLine(column);
  return value;
}

/** Reads what stands below a key or dash in this column, if anything does. */
function readBelow(cursor: Cursor, column: number): unknown {
  const { at, comments } = cursor;
  const isItem = cursor.keyStart === -1;
  // To `yaml` the comments above a dash are part of the item.
  const wasCommented = isItem && cursor.pending !== -1;
  cursor.endLine(anyColumn);
  const isCommented = cursor.comments > comments;
  if (cursor.column > column || (cursor.column === column && !isItem && isDash(cursor))) {
    // A text below a comment is where `yaml` has a rule of its own about what goes on with it.
    return isCommented ? readBlock(cursor) : readNode(cursor, column, cursor.column);
  }
  cursor.setEnd(cursor.note(at), at);
  cursor.outer = isCommented || wasCommented ? cursor.at : at;
  return null;
}
