/** rrule-temporal, with the Temporal that the project uses as well: the one it brings along is slower and knows less of zones. */
import { peer } from "../peer";
import type { NextStart } from "./hard";
import { type NextChange, type TimedRule, changeOf, compact, zone } from "./query";

interface RruleTemporal {
  RRuleTemporal: new (options: { rruleString: string }) => {
    previous: (date: Date, inclusive: boolean) => { epochMilliseconds: number } | null;
    next: (date: Date) => { epochMilliseconds: number } | null;
  };
}

export function rruleTemporalNextChange(): NextChange {
  const { RRuleTemporal } = loaded();
  return ({ rrule, start, hours }: TimedRule, nowMs) => {
    const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${compact(start)}\nRRULE:${rrule}` });
    const now = new Date(nowMs);
    const before = rule.previous(now, true)?.epochMilliseconds;
    return changeOf(before, () => rule.next(now)?.epochMilliseconds, nowMs, hours);
  };
}

export function rruleTemporalNextStart(): NextStart {
  const { RRuleTemporal } = loaded();
  return ({ rrule, start, zone: timeZone, at }) => {
    const rruleString = `DTSTART;TZID=${timeZone}:${compact(start)}\nRRULE:${rrule}`;
    return new RRuleTemporal({ rruleString }).next(new Date(at))?.epochMilliseconds;
  };
}

function loaded(): RruleTemporal {
  // It takes the global one only where that is there before it is loaded.
  const { Temporal } = peer("temporal-polyfill") as { Temporal: object };
  Object.assign(globalThis, { Temporal });
  return peer("rrule-temporal") as RruleTemporal;
}
