/** The one way in which `yaml` is asked to read: YAML 1.2 with its core schema, whatever a directive says. */
import { type Document, parseDocument } from "yaml";

/** Parses a text that holds one document at most. */
export function parsePiece(piece: string): Document {
  return parseDocument(piece, {
    version: "1.2",
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    // Its own check takes quadratic time; see build.ts for ours.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
}
