/** Which phases this version knows: a later one may send others. */
import type { Phase } from "./generated/types";

const known: ReadonlySet<unknown> = new Set<Phase>([
  "off",
  "scheduled",
  "entering",
  "draining",
  "on",
  "leaving",
  "restarting",
  "partial",
  "failed",
  "blackout",
  "unknown",
]);

/** The phase, or `unknown` for whatever is none that is known here. */
export function asPhase(value: unknown): Phase {
  return known.has(value) ? (value as Phase) : "unknown";
}
