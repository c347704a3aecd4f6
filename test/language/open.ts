/** Opens a text for the tests of a feature: `|` in it marks the cursor, and is taken out. */
import { namesIn } from "../../src/language/names";
import { readDocument } from "../../src/language/read";
import { splitDocuments, hasContent } from "../../src/language/split";
import type { Part, Placed, View } from "../../src/language/view";
import { offsetIn, positionIn } from "../../src/language/view";
import type { Position } from "vscode-languageserver-types";

export interface Opened {
  view: View;
  text: string;
  /** The places of the cursor, in order. */
  cursors: Position[];
}

/** Opens a marked text. */
export function open(marked: string, uri = "file:///example.maintenance.yaml"): Opened {
  const pieces = marked.split("|");
  const text = pieces.join("");
  let at = 0;
  const offsets = pieces.slice(0, -1).map((piece) => (at += piece.length));
  const place: Placed = { part: partOf(text), line: 0, path: "", definition: 0 };
  return { view: viewOf(text, uri), text, cursors: offsets.map((offset) => positionIn(place, offset)) };
}

function partOf(text: string): Part {
  const part = { text, section: "", isEntry: false, root: readDocument(text, [0, text.length]).root };
  return { ...part, names: namesIn(part) };
}

/** The plainest view there is: one part a document. */
function viewOf(text: string, uri: string): View {
  const placed: Placed[] = [];
  let line = 0;
  for (const [start, end] of splitDocuments(text).filter((span) => hasContent(text, span))) {
    const piece = text.slice(start, end);
    placed.push({ part: partOf(piece), line, path: "", definition: placed.length });
    line += piece.split("\n").length - 1;
  }
  return {
    uri,
    isOurs: true,
    parts: () => placed,
    partAt: (wanted) => placed.findLast((one) => one.line <= wanted) ?? placed[0],
    value: (definition) => placed[definition]?.part.root.value,
    text: () => text,
  };
}

export { offsetIn };
