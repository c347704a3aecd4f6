/** The one way in which `yaml` is asked to read: YAML 1.2 with its core schema, whatever a directive says. */
import type { Document } from "yaml";
import { yaml } from "./yaml";

/** Parses a text that holds one document at most. */
export function parsePiece(piece: string): Document {
  return withoutStacks(() =>
    yaml().parseDocument(piece, {
      version: "1.2",
      schema: "core",
      merge: false,
      resolveKnownTags: false,
      // Its own check takes quadratic time; see build.ts for ours.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    }),
  );
}

/** Every mistake in a text is an error to `yaml`, and most of what an error costs is a stack that nobody reads. */
function withoutStacks<T>(work: () => T): T {
  const errors = Error as { stackTraceLimit?: number };
  const limit = errors.stackTraceLimit;
  errors.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    if (limit !== undefined) errors.stackTraceLimit = limit;
  }
}
