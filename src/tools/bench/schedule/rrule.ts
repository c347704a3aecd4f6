/** rrule, asked as it is fastest and most often right: in UTC, as if that were what the wall clock shows. */
import { toInstantMs, toLocalMinute } from "../../../core/zone";
import { peer } from "../peer";
import type { NextStart } from "./hard";
import { type NextChange, type TimedRule, changeOf, compact } from "./query";

interface Rrule {
  rrulestr: (text: string) => {
    before: (date: Date, inclusive: boolean) => Date | null;
    after: (date: Date) => Date | null;
  };
}

const minuteMs = 60_000;

/** Fast: it is spared the time zone. */
export function rruleNextChange(): NextChange {
  const { rrulestr } = peer("rrule") as Rrule;
  return ({ rrule, start, hours }: TimedRule, nowMs) => {
    const rule = rrulestr(`DTSTART:${compact(start)}Z\nRRULE:${rrule}`);
    const now = new Date(nowMs);
    const before = rule.before(now, true)?.getTime();
    return changeOf(before, () => rule.after(now)?.getTime(), nowMs, hours);
  };
}

/** Right: what it says of the wall clock becomes an instant as wall-clock times usually do, a skipped one being shifted. */
export function rruleNextStart(): NextStart {
  const { rrulestr } = peer("rrule") as Rrule;
  return ({ rrule, start, zone, at }) => {
    const rule = rrulestr(`DTSTART:${compact(start)}Z\nRRULE:${rrule}`);
    const wallMs = rule.after(new Date(toLocalMinute(Date.parse(at), zone) * minuteMs))?.getTime();
    return wallMs === undefined ? undefined : shifted(wallMs / minuteMs, zone);
  };
}

/** A wall-clock minute as an instant; where a clock change skips it, as far after the change as it lies in the gap. */
function shifted(minute: number, zone: string): number {
  const ms = toInstantMs(minute, zone);
  const back = toLocalMinute(ms, zone);
  return back === minute ? ms : toInstantMs(minute + (back - toLocalMinute(ms - minuteMs, zone) - 1), zone);
}
