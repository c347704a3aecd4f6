/** rrule, asked as it is fastest and most often right: in UTC, as if the wall clock were that, without any time zone. */
import { peer } from "../peer";
import { type NextChange, type TimedRule, changeOf, compact } from "./query";

interface Rrule {
  rrulestr: (text: string) => {
    before: (date: Date, inclusive: boolean) => Date | null;
    after: (date: Date) => Date | null;
  };
}

export function rruleNextChange(): NextChange {
  const { rrulestr } = peer("rrule") as Rrule;
  return ({ rrule, start, hours }: TimedRule, nowMs) => {
    const rule = rrulestr(`DTSTART:${compact(start)}Z\nRRULE:${rrule}`);
    const now = new Date(nowMs);
    const before = rule.before(now, true)?.getTime();
    return changeOf(before, () => rule.after(now)?.getTime(), nowMs, hours);
  };
}
