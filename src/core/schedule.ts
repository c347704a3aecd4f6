/** When a calendar changes next, and the occurrences of a window in a range, one by one or merged where they overlap. */
import type { Occurrence } from "./occurrence";
import type { Calendar } from "./calendar";
import { type Policy, horizonMs } from "./policy";

/** At most so many occurrences are listed for one question. */
const most = 100_000;

/**
 * The occurrences of a window that begin before the range's end and end after its beginning, by start and then by end;
 * merged, those that overlap are one. A window that is not there has none.
 */
export function occurrencesBetween(
  policy: Policy,
  windowId: string,
  fromMs: number,
  toMs: number,
  merged: boolean,
): Occurrence[] {
  const window = policy.windows.find(({ id }) => id === windowId);
  if (window === undefined) return [];
  const { calendar } = window;
  const found = openAt(calendar, fromMs).filter(({ startMs }) => startMs < toMs);
  for (
    let next = calendar.nextAfter(fromMs, toMs - 1);
    next !== undefined && found.length < most;
    next = calendar.nextAfter(next.startMs, toMs - 1)
  ) {
    const { startMs } = next;
    found.push(...openAt(calendar, startMs).filter((one) => one.startMs === startMs));
  }
  return merged ? union(found) : found;
}

/** Each once: two with the same start and end are one. */
function openAt(calendar: Calendar, nowMs: number): Occurrence[] {
  const sorted = calendar.openAt(nowMs).sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  return sorted.filter(
    ({ startMs, endMs }, index) =>
      startMs !== sorted[index - 1]?.startMs || endMs !== sorted[index - 1]?.endMs,
  );
}

function union(sorted: readonly Occurrence[]): Occurrence[] {
  const stretches: Occurrence[] = [];
  for (const one of sorted) {
    const last = stretches.at(-1);
    // Half-open: one that begins where the other ends only touches it.
    if (last !== undefined && one.startMs < last.endMs) last.endMs = Math.max(last.endMs, one.endMs);
    else stretches.push({ ...one });
  }
  return stretches;
}

/** When a calendar that is open at the instant closes, or one that is closed opens, looked for in the next 3,660 days. */
export function changeAfter(calendar: Calendar, nowMs: number): number | undefined {
  const limitMs = nowMs + horizonMs;
  let open = calendar.activeAt(nowMs);
  if (open === undefined) return calendar.nextAfter(nowMs, limitMs)?.startMs;
  let endMs = nowMs;
  // What begins where another ends leaves it open.
  while (open !== undefined && endMs <= limitMs) {
    endMs = open.endMs;
    open = calendar.activeAt(endMs);
  }
  return endMs <= limitMs ? endMs : undefined;
}
