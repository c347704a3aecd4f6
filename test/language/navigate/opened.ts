/** Texts for the tests of features that go from place to place: `|` marks a cursor and is taken out, `header` is put before. */
import type { Location, Position, Range } from "vscode-languageserver-types";
import { LiveText } from "../../../src/language/live";
import { Lines } from "../../../src/language/position";
import { dedent, nowMs } from "../marked";

export const uri = "file:///here.maintenance.yaml";

export interface Opened {
  view: LiveText;
  text: string;
  cursors: Position[];
}

/** Opens a marked text. */
export function opened(marked: string, at = uri): Opened {
  const pieces = dedent(marked).split("|");
  const text = pieces.join("");
  const lines = new Lines(text);
  let offset = 0;
  const cursors = pieces.slice(0, -1).map((piece) => lines.position((offset += piece.length)));
  return { view: new LiveText(text, { uri: at, nowMs }), text, cursors };
}

/** Opens a text and asks at its only cursor. */
export function ask<T>(marked: string, feature: (view: LiveText, position: Position) => T): T {
  const { view, cursors } = opened(marked);
  const [cursor] = cursors;
  if (cursor === undefined || cursors.length > 1) throw new Error("Mark one cursor");
  return feature(view, cursor);
}

/** The text of a range. */
export function textOf(text: string, { start, end }: Range): string {
  const lines = new Lines(text);
  return text.slice(lines.offset(start), lines.offset(end));
}

/** Each place as the line that it is in, trimmed, with the range in brackets. */
export function shown(locations: readonly Location[], ...texts: LiveText[]): string[] {
  return locations.map(({ uri: at, range }) => {
    const view = texts.find((one) => one.uri === at);
    if (view === undefined) throw new Error(`No text ${at}`);
    const text = view.text();
    const lines = new Lines(text);
    const [start, end] = [lines.offset(range.start), lines.offset(range.end)];
    const from = text.lastIndexOf("\n", start - 1) + 1;
    const to = text.indexOf("\n", end);
    const line = `${text.slice(from, start)}[${text.slice(start, end)}]${text.slice(end, to === -1 ? undefined : to)}`;
    return line.trim();
  });
}
