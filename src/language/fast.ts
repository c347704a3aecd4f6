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
import { Tree } from "./fast/tree";
import type { SourceNode } from "./source";

/** What the fast reader made of a piece: the JSON value, and where each node stands. */
export interface FastReading {
  value: unknown;
  /**
   * For each node in the order of the text, with what is in a collection after it: [start, end, keyStart, keyEnd], as
   * offsets into the text; -1 for the key of the root and of the items of a list.
   */
  marks: Int32Array;
  /** Whether there may be something that traps.ts reports. */
  suspicious: boolean;
}

/** Reads text[start, end), which begins with a line, when it is wholly within the subset, else undefined: it never guesses. */
export function readFast(text: string, start: number, end: number): FastReading | undefined {
  const cursor = new Cursor(text, start, end);
  cursor.nextLine(atEnd);
  if (cursor.column === atMarker && text.startsWith("---", cursor.at)) {
    cursor.at += 3;
    cursor.endLine(atEnd);
  }
  if (cursor.column < 0) return undefined;
  const value = readRoot(cursor);
  if (cursor.failed || cursor.column !== atEnd) return undefined;
  return { value, marks: cursor.marks.take(), suspicious: cursor.suspicious };
}

function readRoot(cursor: Cursor): unknown {
  if (!isOpening(cursor.codeAt(cursor.at))) return readBlock(cursor);
  const value = readFlow(cursor, atEnd);
  cursor.endLine(atEnd);
  return value;
}

/** The tree that build.ts would make of the piece; made only when something has to be shown. */
export function treeOf(reading: FastReading, text: string): SourceNode {
  return new Tree(reading.marks, text).node(reading.value);
}
