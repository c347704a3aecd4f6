/** Where notes can stand: at each entry of a list, wherever the parts of a view put it. */
import type { Position } from "vscode-languageserver-types";
import { endOf } from "../navigate/extent";
import { type ListEntry, sectionsOf } from "../navigate/sections";
import type { Placed, View } from "../view";
import type { Annotated } from "./note";

export interface Place {
  section: Annotated;
  entry: unknown;
  placed: Placed;
  /** The first character of the entry. */
  start: Position;
  /** The end of the line with its id; for an entry on a line of others, its own end. */
  end: Position;
}

/** The places of some sections whose entries begin between two lines, in the order of the text. */
export function* placesOf(
  view: View,
  wanted: readonly Annotated[],
  firstLine: number,
  lastLine: number,
): Iterable<Place> {
  for (const sections of sectionsOf(view)) {
    for (const { name, entries } of sections) {
      const section = wanted.find((one) => one === name);
      if (section === undefined) continue;
      for (const entry of entries) {
        if (!mayLie(entry, firstLine, lastLine)) continue;
        const place = placeOf(section, entry);
        if (place.start.line >= firstLine && place.start.line <= lastLine) yield place;
      }
    }
  }
}

/** Whether the entry's part reaches into the lines, so that its tree is worth looking at. */
function mayLie({ placed: { part, line } }: ListEntry, firstLine: number, lastLine: number): boolean {
  if (line > lastLine) return false;
  return line >= firstLine || line + part.text.split("\n").length > firstLine;
}

function placeOf(section: Annotated, { placed, ruler, node }: ListEntry): Place {
  const { text } = placed.part;
  const id = node.entries?.get("id");
  const last = endOf(node, text);
  const isOnOneLine = !text.slice(node.span[0], last).includes("\n");
  const named = id === undefined ? node.span[0] : id.node.span[1];
  return {
    section,
    entry: node.value,
    placed,
    start: ruler.position(node.span[0]),
    end: ruler.position(isOnOneLine ? last : endOfLine(text, named)),
  };
}

function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at - (text[at - 1] === "\r" ? 1 : 0);
}
