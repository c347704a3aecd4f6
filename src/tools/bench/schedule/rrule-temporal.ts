/** rrule-temporal, with the Temporal that the project uses as well: the one it brings along is slower and knows less of zones. */
import { peer } from "../peer";
import { type NextChange, type TimedRule, changeOf, compact, zone } from "./query";

interface RruleTemporal {
  RRuleTemporal: new (options: { rruleString: string }) => {
    previous: (date: Date, inclusive: boolean) => { epochMilliseconds: number } | null;
    next: (date: Date) => { epochMilliseconds: number } | null;
  };
}

export function rruleTemporalNextChange(): NextChange {
  const { Temporal } = peer("temporal-polyfill") as { Temporal: object };
  Object.assign(globalThis, { Temporal });
  const { RRuleTemporal } = peer("rrule-temporal") as RruleTemporal;
  return ({ rrule, start, hours }: TimedRule, nowMs) => {
    const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${compact(start)}\nRRULE:${rrule}` });
    const now = new Date(nowMs);
    const before = rule.previous(now, true)?.epochMilliseconds;
    return changeOf(before, () => rule.next(now)?.epochMilliseconds, nowMs, hours);
  };
}
