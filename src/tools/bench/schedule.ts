/** The next change of a rule, beside libraries for recurrence: how fast, and how often right. */
import { type Area, type Findings, type Row, row } from "./area";
import { type Contender, measure, working } from "./measure";
import { peerName } from "./peer";
import { type NextStart, hardCases, ourNext, theirNext } from "./schedule/hard";
import { ourNextChange } from "./schedule/ours";
import type { NextChange, TimedRule } from "./schedule/query";
import { rruleNextChange, rruleNextStart } from "./schedule/rrule";
import { rruleTemporalNextChange, rruleTemporalNextStart } from "./schedule/rrule-temporal";

const area = "schedule";

const rules: Readonly<Record<string, string>> = {
  "every day": "FREQ=DAILY",
  "every second week on two days": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA",
  "second Tuesday of the month": "FREQ=MONTHLY;BYDAY=2TU",
  "once a year": "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1",
  "last working day of the month": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "1,500 Mondays and Wednesdays": "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=1500",
};
const hours = 4;
const tenYearsAgo = "2016-11-01T22:00";
const yesterday = "2026-11-20T22:00";
/** A year's instants at all hours, far from each other. */
const instants = Array.from({ length: 50 }, (_, index) => Date.UTC(2026, 10, 21 + index * 7, index * 5));

interface Peer {
  name: "rrule" | "rrule-temporal";
  atLeast: number;
  nextChange: NextChange;
  nextStart: NextStart;
}

export const schedule: Area = {
  name: area,
  async measure() {
    const peers: Peer[] = [
      { name: "rrule", atLeast: 50, nextChange: rruleNextChange(), nextStart: rruleNextStart() },
      {
        name: "rrule-temporal",
        atLeast: 3,
        nextChange: rruleTemporalNextChange(),
        nextStart: rruleTemporalNextStart(),
      },
    ];
    const rows: Row[] = [];
    for (const [name, rrule] of Object.entries(rules)) rows.push(...(await besidePeers(name, rrule, peers)));
    const right = hardQuestions(peers);
    return { rows: [...rows, await byAge(), ...right.rows], notes: right.notes };
  },
};

/** Everybody reads the rule from its text and answers one question about it, again and again. */
async function besidePeers(name: string, rrule: string, peers: readonly Peer[]): Promise<Row[]> {
  const rule: TimedRule = { rrule, start: tenYearsAgo, hours };
  const asking = (who: string, nextChange: NextChange): Contender =>
    working(who, instants, (nowMs) => nextChange(rule, nowMs));
  const took = await measure([
    asking("ours", ourNextChange),
    ...peers.map((peer) => asking(peer.name, peer.nextChange)),
  ]);
  const ours = took.get("ours") ?? NaN;
  return peers.map((peer) => {
    const other = took.get(peer.name) ?? NaN;
    const values = { area, name: `next change, ${name}`, unit: "µs", ours, other };
    return row({ ...values, otherName: peerName(peer.name), ratio: other / ours }, { atLeast: peer.atLeast });
  });
}

async function byAge(): Promise<Row> {
  const questions = (start: string): { rule: TimedRule; nowMs: number }[] =>
    Object.values(rules).flatMap((rrule) =>
      instants.map((nowMs) => ({ rule: { rrule, start, hours }, nowMs })),
    );
  const took = await measure([
    working("old", questions(tenYearsAgo), ({ rule, nowMs }) => ourNextChange(rule, nowMs)),
    working("new", questions(yesterday), ({ rule, nowMs }) => ourNextChange(rule, nowMs)),
  ]);
  const [ours, other] = [took.get("old") ?? NaN, took.get("new") ?? NaN];
  const values = { area, name: "next change of all these, begun ten years ago", unit: "µs", ours, other };
  return row({ ...values, otherName: "ours, begun yesterday", ratio: ours / other }, { atMost: 1.2 });
}

/** How many hard questions are answered as the specification says, and what peers answer otherwise. */
function hardQuestions(peers: readonly Peer[]): Findings {
  const ours = hardCases.filter((asked) => ourNext(asked) === asked.next).length;
  const notes: string[] = [];
  const rows = peers.map(({ name, nextStart }) => {
    const wrong = hardCases.filter((asked) => theirNext(nextStart, asked) !== asked.next);
    for (const asked of wrong) {
      const answer = theirNext(nextStart, asked);
      if (answer !== asked.others[name])
        throw new Error(`${name} answers ${answer} to "${asked.name}": cases.json says otherwise.`);
      notes.push(`${name}: ${asked.name} (${asked.rrule}): ${answer}, specified is ${asked.next}`);
    }
    const other = hardCases.length - wrong.length;
    const values = {
      area,
      name: "hard questions answered as specified",
      unit: `of ${hardCases.length}`,
      ours,
      other,
    };
    return row({ ...values, otherName: peerName(name), ratio: ours / hardCases.length }, { atLeast: 1 });
  });
  return { rows, notes: ["", "Answered otherwise than the specification says:", ...notes] };
}
