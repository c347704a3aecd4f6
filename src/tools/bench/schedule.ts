/** The next change of a rule, beside libraries for recurrence: how fast, and how often right. */
import { type Area, type Row, row } from "./area";
import { measure, working } from "./measure";
import { peerName } from "./peer";
import { ourNextChange } from "./schedule/ours";
import type { NextChange, TimedRule } from "./schedule/query";
import { rruleNextChange } from "./schedule/rrule";
import { rruleTemporalNextChange } from "./schedule/rrule-temporal";

const area = "schedule";
const rules: Readonly<Record<string, string>> = {
  "every day": "FREQ=DAILY",
  "every second week on two days": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
  "second Tuesday of the month": "FREQ=MONTHLY;BYDAY=2TU",
  "once a year": "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1",
  "last working day of the month": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "1,500 Mondays and Wednesdays": "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=1500",
};
const tenYearsAgo = "2016-11-01T22:00";
const today = "2026-11-20T22:00";
/** Instants of a year, none of them near the next. */
const instants = Array.from(
  { length: 50 },
  (_, index) => Date.UTC(2026, 10, 21, index) + index * 7.3 * 86_400_000,
);

export const schedule: Area = {
  name: area,
  async measure() {
    const peers: { name: string; atLeast: number; nextChange: NextChange }[] = [
      { name: peerName("rrule"), atLeast: 50, nextChange: rruleNextChange() },
      { name: peerName("rrule-temporal"), atLeast: 3, nextChange: rruleTemporalNextChange() },
    ];
    const rows: Row[] = [];
    for (const [name, rrule] of Object.entries(rules)) {
      const rule = { rrule, start: tenYearsAgo, hours: 4 };
      const asking = (who: string, nextChange: NextChange) =>
        working(who, instants, (nowMs) => nextChange(rule, nowMs));
      const took = await measure([
        asking("ours", ourNextChange),
        ...peers.map((peer) => asking(peer.name, peer.nextChange)),
      ]);
      const ours = took.get("ours") ?? NaN;
      for (const { name: otherName, atLeast } of peers) {
        const other = took.get(otherName) ?? NaN;
        const values = { area, name: `next change, ${name}`, unit: "µs", ours, other, otherName };
        rows.push(row({ ...values, ratio: other / ours }, { atLeast }));
      }
    }
    rows.push(await byAge());
    return { rows };
  },
};

async function byAge(): Promise<Row> {
  const questions = (start: string): { rule: TimedRule; nowMs: number }[] =>
    Object.values(rules).flatMap((rrule) =>
      instants.map((nowMs) => ({ rule: { rrule, start, hours: 4 }, nowMs })),
    );
  const took = await measure([
    working("old", questions(tenYearsAgo), ({ rule, nowMs }) => ourNextChange(rule, nowMs)),
    working("new", questions(today), ({ rule, nowMs }) => ourNextChange(rule, nowMs)),
  ]);
  const [ours, other] = [took.get("old") ?? NaN, took.get("new") ?? NaN];
  const name = "next change of all these, begun ten years ago";
  const otherName = "ours, begun yesterday";
  return row({ area, name, unit: "µs", ours, other, otherName, ratio: ours / other }, { atMost: 1.2 });
}
