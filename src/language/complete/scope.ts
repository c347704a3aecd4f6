/** The text that decides about a position: the part with the cursor, with the one before it where that is still open. */
import type { Position } from "vscode-languageserver-types";
import { type Placed, type View, offsetIn } from "../view";
import { type Around, type LineStart, lineStart } from "./cursor";

export interface Scope {
  text: string;
  cursor: number;
  around: Around;
}

/** What is to be read for a position in the part. */
export function scopeAt(view: View, placed: Placed, position: Position): Scope {
  const { text } = placed.part;
  const cursor = offsetIn(placed, position);
  const around = { section: sectionOf(placed), next: nextLine(view, placed) };
  // An empty line above an entry may as well belong to the entry before.
  const above = placed.line === 0 ? undefined : view.partAt(placed.line - 1);
  const isFirst = text
    .slice(0, text.indexOf("\n", cursor) + 1 || undefined)
    .split("\n")
    .every((line) => !lineStart(line));
  if (!isFirst || above === undefined || above.definition !== placed.definition)
    return { text, cursor, around };
  const before = above.part.text;
  return {
    text: before + text,
    cursor: before.length + cursor,
    around: { ...around, section: sectionOf(above) },
  };
}

function sectionOf({ part }: Placed): string {
  return part.isEntry ? part.section : "";
}

/** The first line with content below a part. */
function nextLine(view: View, { part, line, definition }: Placed): LineStart | undefined {
  let end = line + linesIn(part.text);
  for (;;) {
    const next = view.partAt(end);
    if (next === undefined || next.line < end || next.definition !== definition) return undefined;
    for (const text of next.part.text.split("\n")) {
      const found = lineStart(text);
      if (found !== undefined) return found;
    }
    end = next.line + linesIn(next.part.text);
  }
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
