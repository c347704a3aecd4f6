/** Everything that has one clear fix, mended at once, until nothing more is left to mend. */
import type { TextEdit } from "vscode-languageserver-types";
import { diagnosticsOf } from "../diagnose";
import { LiveText } from "../live";
import { Lines } from "../position";
import type { View } from "../view";
import { applied, withoutOverlap } from "./apply";
import { fixesOf } from "./quick";

/** A fix can show what was hidden before; after so many rounds the rest is left for a person. */
const maxRounds = 10;

/** The edits of all preferred fixes; none when there is nothing to mend. */
export function fixAll(view: View): TextEdit[] {
  const before = view.text();
  const first = preferredEdits(before, view.uri);
  let text = before;
  let edits = first;
  let rounds = 0;
  for (; edits.length > 0 && rounds < maxRounds; rounds++) {
    text = applied(text, edits);
    edits = preferredEdits(text, view.uri);
  }
  return rounds <= 1 ? first : text === before ? [] : [difference(before, text)];
}

function preferredEdits(text: string, uri: string): TextEdit[] {
  // What has expired is removed by a person only, so the instant does not matter.
  const live = new LiveText(text, { uri, nowMs: 0 });
  const groups = diagnosticsOf(live, {}).flatMap((diagnostic) => {
    const preferred = fixesOf(live, diagnostic).find(({ isPreferred }) => isPreferred);
    return preferred === undefined ? [] : [preferred.edits];
  });
  return withoutOverlap(groups);
}

/** One edit from the first line that differs to the last. */
function difference(before: string, after: string): TextEdit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  start = before.lastIndexOf("\n", start - 1) + 1;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same++;
  const lines = new Lines(before);
  const range = { start: lines.position(start), end: lines.position(before.length - same) };
  return { range, newText: after.slice(start, after.length - same) };
}
