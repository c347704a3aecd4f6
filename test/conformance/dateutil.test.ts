/** Recurrence agrees with python-dateutil, and the way from local time to instant with Python's zoneinfo. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { localText, minutesPerDay, parseDate, weekday } from "../../src/core/civil";
import type { Window } from "../../src/core/generated/types";
import { compile } from "../../src/core/policy";
import { instantText, toLocalMinute } from "../../src/core/zone";
import { Program } from "../../src/tools/conformance/program";
import { type Focus, newFocus } from "../../src/tools/fuzz/focus";
import { Random } from "../../src/tools/fuzz/random";
import { type Ruled, makeRuled } from "../../src/tools/fuzz/recurrences";
import { getPython } from "../../src/tools/python";
import { note } from "../../src/tools/testing/results";

const wanted = 2_400;
const mostStarts = 50;
/** Nothing is compared after it: about later years releases of the zone data differ. */
const lastYear = 2_025;
const oracle = join("test", "conformance", "python", "oracle.py");

/** Rules of which dateutil makes something else than RFC 5545, or than we do; each with the reason. */
const excluded: Record<string, (ruled: Ruled) => boolean> = {
  "WEEKLY with BYSETPOS that begins within a week: dateutil takes the rest of that week for a whole one": ({
    rrule,
    start,
  }) =>
    rrule.includes("FREQ=WEEKLY") &&
    rrule.includes("BYSETPOS") &&
    weekday(parseDate(start.slice(0, 10)) ?? 0) !== 0,
  "BYDAY with and without an ordinal: dateutil wants both at once": ({ rrule }) => {
    const days = /BYDAY=([^;]+)/.exec(rrule)?.[1]?.split(",") ?? [];
    return new Set(days.map((day) => /\d/.test(day))).size > 1;
  },
};

interface Start {
  at: string;
  kind: "once" | "gap" | "overlap";
}

describe("python-dateutil", () => {
  it("names the same starts, moved as the specification says where the clocks change", async function () {
    this.timeout(600_000);
    const found = await getPython(["dateutil"], console.log);
    if ("reason" in found) this.skip();
    const { rules, left } = chosenRules();
    const kinds = { once: 0, gap: 0, overlap: 0 };
    const program = new Program(found.command, [oracle]);
    try {
      await Promise.all(
        rules.map(async ({ zone, ruled }) => {
          for (const { kind } of await compare(program, zone, ruled)) kinds[kind] += 1;
        }),
      );
    } finally {
      program.close();
    }
    assert.ok(kinds.gap > 100 && kinds.overlap > 100, JSON.stringify(kinds));
    const { size: years } = new Set(rules.map(({ ruled }) => ruled.start.slice(0, 4)));
    note(
      `dateutil: ${rules.length} rules that begin in ${years} years, ${kinds.once} starts alike, ${kinds.gap} in gaps and ${kinds.overlap} in overlaps as zoneinfo has them`,
    );
    for (const [why, count] of left) note(`  ${count} rules left out: ${why}`);
  });
});

/** Random rules that can be compared, and how many could not for which reason. */
function chosenRules(): { rules: { zone: string; ruled: Ruled }[]; left: Map<string, number> } {
  const random = new Random(1);
  const rules: { zone: string; ruled: Ruled }[] = [];
  const left = new Map<string, number>();
  while (rules.length < wanted) {
    const focus = newFocus(random);
    const ruled = { ...makeRuled(random, focus), duration: "PT1H" };
    if (random.chance(0.3)) Object.assign(ruled, throughChange(random, focus));
    const why = Object.entries(excluded).find(([, differs]) => differs(ruled))?.[0];
    if (why === undefined) rules.push({ zone: focus.zone, ruled });
    else left.set(why, (left.get(why) ?? 0) + 1);
  }
  return { rules, left };
}

/** Compares the first starts of a rule, and gives them as zoneinfo has them. */
async function compare(program: Program, zone: string, ruled: Ruled): Promise<Start[]> {
  const locals = await ask<string[]>(program, "starts", { ...ruled, year: lastYear, most: mostStarts });
  const expected = await ask<Start[]>(program, "instants", { zone, locals });
  // Two days may begin at one instant where a whole day was left out.
  const instants = [...new Set(expected.map(({ at }) => at))];
  const most = locals.length < mostStarts ? instants.length + 1 : instants.length;
  assert.deepEqual(ours(ruled, zone, most), instants, `${zone} ${JSON.stringify(ruled)}`);
  return expected;
}

/** A rule that is often met at the time of day of a clock change, from some days before it on. */
function throughChange(random: Random, focus: Focus): Omit<Ruled, "duration"> {
  const minute = focus.localMinute + 15 * random.integer(-6, 6);
  const start = localText(minute - random.integer(0, 30) * minutesPerDay);
  const often = ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SA,SU,MO", "FREQ=MONTHLY;BYDAY=-1SU,1SU,2SU,4SU"];
  return { rrule: random.pick(often), start };
}

/** Our first starts, so many at most, within the years compared. */
function ours(ruled: Ruled, zone: string, most: number): string[] {
  const window: Window = { id: "w", kind: "maintenance", ...ruled };
  const policy = compile({
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "rules" },
    timeZone: zone,
    windows: [window],
  });
  const limitMs = Date.UTC(lastYear + 1, 0, 2);
  const end = (parseDate(`${lastYear + 1}-01-01`) ?? 0) * minutesPerDay;
  const starts: string[] = [];
  let nowMs = Date.parse(`${ruled.start}Z`) - 2 * 86_400_000;
  while (starts.length < most) {
    const next = policy.windows[0]?.calendar.nextAfter(nowMs, limitMs);
    if (next === undefined || toLocalMinute(next.startMs, zone) >= end) break;
    starts.push(instantText(next.startMs));
    nowMs = next.startMs;
  }
  return starts;
}

async function ask<T>(program: Program, op: string, question: Record<string, unknown>): Promise<T> {
  const { result } = await program.ask({ op, ...question });
  return result as T;
}
