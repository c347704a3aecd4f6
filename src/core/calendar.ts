/**
 * When a window or schedule is open: occurrences as half-open instants `[startMs, endMs)`, from `once`, `recurring` or
 * `rrule`, in the zone's wall-clock time. Nothing is counted from the beginning; every question looks around its instant.
 */
import type { Schedule, Window } from "./generated/types";
import type { Occurrence, Series } from "./occurrence";
import { onceSeries } from "./once";
import { recurringSeries } from "./repeated";
import { isTimeZone } from "./zone";

export interface Calendar {
  /** Every occurrence that is open at the instant. */
  openAt(nowMs: number): Occurrence[];
  /** The occurrence that is open at the instant; of several the one that ends last, then the one that began first. */
  activeAt(nowMs: number): Occurrence | undefined;
  /** The first occurrence that starts after the instant and not after the limit; of several the longest. */
  nextAfter(nowMs: number, limitMs: number): Occurrence | undefined;
}

/** Prepares the calendar of a window or schedule. Parts that cannot be read are left out: the check reports them. */
export function compileCalendar(
  source: Window | Schedule,
  zone: string | undefined,
  schedules: ReadonlyMap<string, Calendar>,
): Calendar {
  const timeZone = source.timeZone ?? zone;
  // No zone, or one that nobody knows, is an error of the definition and never UTC.
  if (timeZone === undefined || !isTimeZone(timeZone)) return never;
  const all = [onceSeries(source.once ?? [], timeZone), recurringSeries(source, timeZone)].filter(
    (one) => one !== undefined,
  );
  const exclude = "exclude" in source ? (source.exclude ?? []) : [];
  const excluded = exclude.flatMap((id) => schedules.get(id) ?? []);
  // An occurrence whose start lies in an excluded interval is dropped whole; any other is kept whole.
  const dropped = ({ startMs }: Occurrence): boolean =>
    excluded.some((calendar) => calendar.activeAt(startMs) !== undefined);
  const openAt = (nowMs: number): Occurrence[] =>
    all.flatMap((series) => series.openAt(nowMs)).filter((one) => !dropped(one));
  return {
    openAt,
    activeAt(nowMs) {
      const open = openAt(nowMs);
      return best(open, (a, b) => a.endMs > b.endMs || (a.endMs === b.endMs && a.startMs < b.startMs));
    },
    nextAfter(nowMs, limitMs) {
      const coming = all.flatMap((series) => firstKept(series, dropped, nowMs, limitMs) ?? []);
      return best(coming, (a, b) => a.startMs < b.startMs || (a.startMs === b.startMs && a.endMs > b.endMs));
    },
  };
}

const never: Calendar = { openAt: () => [], activeAt: () => undefined, nextAfter: () => undefined };

function firstKept(
  series: Series,
  dropped: (occurrence: Occurrence) => boolean,
  nowMs: number,
  limitMs: number,
): Occurrence | undefined {
  let found = series.startAfter(nowMs, limitMs);
  while (found !== undefined && dropped(found)) found = series.startAfter(found.startMs, limitMs);
  return found;
}

function best(
  found: readonly Occurrence[],
  wins: (a: Occurrence, b: Occurrence) => boolean,
): Occurrence | undefined {
  return found.reduce<Occurrence | undefined>(
    (held, one) => (held === undefined || wins(one, held) ? one : held),
    undefined,
  );
}
