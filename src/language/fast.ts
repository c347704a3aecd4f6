/**
 * A reader for the part of YAML that definitions are written in: block mappings and lists, plain and quoted scalars on
 * one line, comments, and collections in brackets, as in JSON. What it reads it reads exactly as `yaml` does, tens of
 * times as fast. Everything else it leaves to `yaml`: anchors, aliases, tags, texts over several lines, tabs, rare
 * escapes, keys that objects do not keep in order, and whatever a reader could report.
 */
import { readBlock } from "./fast/block";
import { isOpening } from "./fast/code";
import { atEnd, atMarker, Cursor } from "./fast/cursor";
import { readFlow } from "./fast/flow";
import { Marks } from "./fast/marks";
import { Tree } from "./fast/tree";
import type { SourceNode } from "./source";

/** What the fast reader made of a piece. */
export interface FastReading {
  value: unknown;
  /** Whether there may be something that traps.ts reports. */
  suspicious: boolean;
}

/** Reads text[start, end), which begins with a line, when it is wholly within the subset, else undefined: it never guesses. */
export function readFast(text: string, start: number, end: number): FastReading | undefined {
  const cursor = new Cursor(text, start, end);
  const value = read(cursor);
  return cursor.failed ? undefined : { value, suspicious: cursor.suspicious };
}

/** The tree that build.ts would make of a piece that can be read so; made only when something has to be shown. */
export function fastTree(text: string, start: number, end: number): SourceNode | undefined {
  const marks = new Marks(end - start);
  const cursor = new Cursor(text, start, end, marks);
  const value = read(cursor);
  return cursor.failed ? undefined : new Tree(marks.table, text).node(value);
}

function read(cursor: Cursor): unknown {
  cursor.nextLine(atEnd);
  if (cursor.column === atMarker && cursor.text.startsWith("---", cursor.at)) {
    cursor.at += 3;
    cursor.endLine(atEnd);
  }
  const value = cursor.column < 0 ? null : readRoot(cursor);
  if (value === null || cursor.column !== atEnd) cursor.fail();
  return value;
}

function readRoot(cursor: Cursor): unknown {
  if (!isOpening(cursor.codeAt(cursor.at))) return readBlock(cursor);
  const value = readFlow(cursor, atEnd);
  cursor.endLine(atEnd);
  return value;
}
