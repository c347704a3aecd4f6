/**
 * Reads one document of a text into a tree and a value. `yaml` is the authority; when it finds an error, the document
 * is read again piece by piece, so that one broken line does not hide what is wrong elsewhere.
 */
import { build } from "./build";
import { maxNesting, tooDeep } from "./nesting";
import { parsePiece } from "./piece";
import { type Reading, startReading } from "./reading";
import { recover } from "./recover";
import type { SourceNode, Span } from "./source";

export interface ReadDocument extends Pick<Reading, "findings" | "broken"> {
  root: SourceNode;
  /** Whether it has an anchor or an alias, which reach beyond the place where they stand. */
  isAnchored: boolean;
}

/** Reads the document at `span` of the text. */
export function readDocument(text: string, [start, end]: Span): ReadDocument {
  const reading = startReading(text);
  const piece = text.slice(start, end);
  const deep = tooDeep(piece);
  if (deep !== undefined) {
    reading.findings.push({
      code: "too-deep",
      span: [start + deep[0], start + deep[1]],
      message: `Here the text nests more than ${maxNesting} levels deep; a definition needs fewer than ten. It is not read any further.`,
    });
    reading.broken.push("");
    return { ...reading, root: { span: [start, end], value: null, size: 1 }, isAnchored: false };
  }
  const document = parsePiece(piece);
  const root =
    document.errors.length === 0
      ? build(document.contents, start, "", reading)
      : recover(document, [start, end], reading);
  const { findings, broken, anchors, aliasNodes } = reading;
  const isAnchored =
    anchors.size > 0 || aliasNodes > 0 || findings.some(({ code }) => code === "undefined-alias");
  return { findings, broken, root, isAnchored };
}
