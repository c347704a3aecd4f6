/** What is collected while one document is read. */
import type { Finding } from "./finding";
import type { Entry, SourceNode } from "./source";

export interface Reading {
  text: string;
  findings: Finding[];
  /** Paths whose value cannot be trusted; a path that does not exist says that its parent is incomplete. */
  broken: string[];
  anchors: Map<string, SourceNode>;
  aliasNodes: number;
  /** The mapping whose last key was there already. */
  repeatedIn?: ReadonlyMap<string, Entry>;
  /** An anchor may lie in a part that could not be read, so an alias without one is no news. */
  partial: boolean;
}

/** A new collection for one document. */
export function startReading(text: string): Reading {
  return { text, findings: [], broken: [], anchors: new Map(), aliasNodes: 0, partial: false };
}
