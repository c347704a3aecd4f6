/** One opening of a window, and a series of them that can be asked about any instant. */

/** One opening, half-open, in milliseconds since 1970 UTC. */
export interface Occurrence {
  startMs: number;
  endMs: number;
}

/** The occurrences of one way of saying when, before any is left out. */
export interface Series {
  /** All occurrences that are open at the instant. */
  openAt(nowMs: number): Occurrence[];
  /** The first occurrence that starts after the instant and not after the limit. */
  startAfter(nowMs: number, limitMs: number): Occurrence | undefined;
}
