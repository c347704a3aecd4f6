/** Occurrences that are written out one by one, sorted so that a question is a search and not a walk. */
import type { Occurrence, Series } from "./occurrence";
import { parseLocal } from "./civil";
import type { LocalInterval } from "./generated/types";
import { toInstantMs } from "./zone";

/** The series of the intervals; one of length zero does not exist. */
export function onceSeries(intervals: readonly LocalInterval[], zone: string): Series {
  const sorted = intervals
    .flatMap(({ start, end }) => read(start, end, zone) ?? [])
    .sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs);
  // The latest end among an occurrence and all before it: where it is past, nothing earlier can be open.
  const latestEnd: number[] = [];
  for (const { endMs } of sorted) latestEnd.push(Math.max(endMs, latestEnd.at(-1) ?? -Infinity));
  return {
    openAt(nowMs) {
      const open: Occurrence[] = [];
      for (
        let index = firstAfter(sorted, nowMs) - 1;
        index >= 0 && (latestEnd[index] ?? nowMs) > nowMs;
        index -= 1
      ) {
        const one = sorted[index];
        if (one !== undefined && one.endMs > nowMs) open.push(one);
      }
      return open;
    },
    startAfter(nowMs, limitMs) {
      const found = sorted[firstAfter(sorted, nowMs)];
      return found !== undefined && found.startMs <= limitMs ? found : undefined;
    },
  };
}

function read(start: string, end: string, zone: string): Occurrence | undefined {
  const from = parseLocal(start);
  const to = parseLocal(end);
  if (from === undefined || to === undefined) return undefined;
  const startMs = toInstantMs(from, zone);
  const endMs = toInstantMs(to, zone);
  return startMs < endMs ? { startMs, endMs } : undefined;
}

/** Index of the first occurrence that starts after the instant. */
function firstAfter(sorted: readonly Occurrence[], nowMs: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.startMs ?? Infinity) > nowMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
