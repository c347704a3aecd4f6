/**
 * What is shown beside windows and overrides without being asked for: whether a window is open now or when it opens
 * next, and how many agents an override touches. Either at the end of their line or above them, never both.
 */
import type { CodeLens, InlayHint, Position, Range } from "vscode-languageserver-types";
import { agentCount } from "./annotate/agents";
import { opening } from "./annotate/opening";
import { type Place, placesOf } from "./annotate/places";
import type { Annotated, Note } from "./annotate/note";
import type { Around } from "./hover/around";
import type { View } from "./view";

const noteOf: Readonly<Record<Annotated, (entry: unknown, around: Around) => Note | undefined>> = {
  windows: opening,
  overrides: agentCount,
};

export interface AnnotateOptions {
  nowMs: number;
  /** What is to have notes in this form. */
  of: readonly Annotated[];
}

export interface Hints {
  hints: InlayHint[];
  /** The first instant at which one of them says something else. */
  changesMs: number;
}

/** The notes at the ends of the lines of a range. */
export function inlayHints(view: View, range: Range, { nowMs, of }: AnnotateOptions): Hints {
  const hints: InlayHint[] = [];
  let changesMs = Infinity;
  for (const place of placesOf(view, of, range.start.line, range.end.line)) {
    const note = noteAt(view, place, nowMs);
    if (note === undefined) continue;
    hints.push({ position: place.end, label: note.text, paddingLeft: true });
    changesMs = Math.min(changesMs, note.changesMs);
  }
  return { hints, changesMs };
}

/** The places that may have a note above them; what it says is asked for when it comes into view. */
export function codeLenses(view: View, of: readonly Annotated[]): CodeLens[] {
  const places = [...placesOf(view, of, 0, Infinity)];
  return places.map(({ start, end }) => ({ range: { start, end }, data: { uri: view.uri } }));
}

/** What a place says, if its text has not moved meanwhile. */
export function noteFor(
  view: View,
  { line, character }: Position,
  options: AnnotateOptions,
): Note | undefined {
  for (const place of placesOf(view, options.of, line, line)) {
    if (place.start.character === character) return noteAt(view, place, options.nowMs);
  }
  return undefined;
}

function noteAt(view: View, { section, entry, placed }: Place, nowMs: number): Note | undefined {
  return noteOf[section](entry, { view, placed, nowMs, viewerZone: undefined });
}
