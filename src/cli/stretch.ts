/** The stretch of a window that is open at an instant, and the one that comes after. */
import type { Calendar } from "../core/calendar";
import type { Occurrence } from "../core/occurrence";
import { horizonMs } from "../core/policy";

/** The stretch that is open at the instant, or undefined. */
export function stretchAt(calendar: Calendar, nowMs: number): Occurrence | undefined {
  const open = calendar.openAt(nowMs);
  if (open.length === 0) return undefined;
  const startMs = Math.min(...open.map((one) => one.startMs));
  return { startMs, endMs: endOf(calendar, nowMs) };
}

/** The first stretch that begins at the instant or later, as far as anything is looked for, or undefined. */
export function stretchAfter(calendar: Calendar, fromMs: number): Occurrence | undefined {
  const first = calendar.nextAfter(fromMs - 1, fromMs + horizonMs);
  return first === undefined ? undefined : { startMs: first.startMs, endMs: endOf(calendar, first.startMs) };
}

/** The first instant that no occurrence beginning before it contains; what only touches is the next stretch. */
function endOf(calendar: Calendar, openMs: number): number {
  const latest = (ms: number): number =>
    Math.max(
      ms,
      ...calendar
        .openAt(ms)
        .filter(({ startMs }) => startMs < ms || ms === openMs)
        .map(({ endMs }) => endMs),
    );
  let endMs = latest(openMs);
  for (let later = latest(endMs); later > endMs && endMs < openMs + horizonMs; later = latest(endMs))
    endMs = later;
  return endMs;
}
