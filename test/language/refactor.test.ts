/** Refactorings: `|` marks the cursor; the text afterwards is as expected, has no problem, and means what it should. */
import assert from "node:assert/strict";
import { DiagnosticSeverity } from "vscode-languageserver-types";
import { compileCalendar } from "../../src/core/calendar";
import { exampleHeader } from "../../src/core/problem";
import { applied } from "../../src/language/actions/apply";
import { diagnosticsOf } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { Lines } from "../../src/language/position";
import { refactorActions } from "../../src/language/refactor";
import { asRecurring, asRrule, type Times } from "../../src/language/refactor/convert";
import { newFocus } from "../../src/tools/fuzz/focus";
import { Random } from "../../src/tools/fuzz/random";
import { makeRecurring, makeRuled } from "../../src/tools/fuzz/recurrences";
import { dedent, nowMs } from "./marked";

const uri = "file:///example.maintenance.yaml";

/** What is offered at the cursor, by title: the text afterwards, without the header. */
function offered(marked: string, only?: string[]): Map<string, string> {
  const [before = "", after = ""] = (exampleHeader + dedent(marked)).split("|");
  const text = before + after;
  const position = new Lines(text).position(before.length);
  const view = new LiveText(text, { uri, nowMs });
  assert.deepEqual(problemsOf(text), []);
  return new Map(
    refactorActions(view, { start: position, end: position }, nowMs, only).map(({ title, edit }) => {
      const result = applied(text, edit?.changes?.[uri] ?? []);
      assert.deepEqual(problemsOf(result), [], result);
      return [title, result.slice(exampleHeader.length)];
    }),
  );
}

function problemsOf(text: string): unknown[] {
  const found = diagnosticsOf(new LiveText(text, { uri, nowMs }), {});
  // There may be advice: what is offered may be what it asks for.
  return found.filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ message }) => message);
}

function becomes(marked: string, title: string, expected: string): void {
  const all = offered(marked);
  assert.ok(all.has(title), `offered are: ${[...all.keys()].join("; ")}`);
  assert.equal(all.get(title), dedent(expected));
}

const inZone = (zone: string, times: string): string =>
  `timeZone: ${zone}\nwindows:\n  - id: a\n    kind: maintenance\n${times}`;
const berlin = (times: string): string => inZone("Europe/Berlin", times);

describe("recurring as a rule and back", () => {
  const recurring = `    recurring: { frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 2 }], startDate: "2027-01-01", startTime: "22:00", duration: PT4H }\n`;
  const rule = `    rrule: FREQ=MONTHLY;BYDAY=2TU\n    start: "2027-01-01T22:00"\n    duration: PT4H\n`;

  it("replaces the keys where they stand", () => {
    becomes(
      berlin(`${recurring.replace("recurring", "recur|ring")}    announce: PT1H # soon\n`),
      "Write it as a recurrence rule",
      berlin(`${rule}    announce: PT1H # soon\n`),
    );
    becomes(
      berlin(rule.replace("rrule", "|rrule").replace("\n", "\n    announce: PT1H # soon\n")),
      "Write it as recurring",
      berlin(
        `    recurring:\n      frequency: monthly\n      byDay: [{ day: tu, nthOfPeriod: 2 }]\n      startDate: "2027-01-01"\n      startTime: "22:00"\n      duration: PT4H\n    announce: PT1H # soon\n`,
      ),
    );
  });

  it("works in brackets and in schedules", () => {
    becomes(
      'timeZone: UTC\nschedules:\n  s: { recurring: { frequency: |daily, startDate: "2027-01-01", startTime: "22:00", endTime: "24:00" } }\n',
      "Write it as a recurrence rule",
      'timeZone: UTC\nschedules:\n  s: { rrule: FREQ=DAILY, start: "2027-01-01T22:00", duration: PT2H }\n',
    );
    becomes(
      'timeZone: UTC\nschedules:\n  s: { start: "2027-01-01T22:00", |duration: PT2H, rrule: "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20270601T2100" }\n',
      "Write it as recurring",
      'timeZone: UTC\nschedules:\n  s: { recurring: { frequency: weekly, byDay: [sa, su], startDate: "2027-01-01", endDate: "2027-05-31", startTime: "22:00", duration: PT2H } }\n',
    );
  });

  it("begins a rule with the occurrence before now, where there is no first day", () => {
    becomes(
      berlin('    recurring: { frequency: weekly, byDay: [we], startTime|: "10:00", endTime: "12:30" }\n'),
      "Write it as a recurrence rule, from 2026-11-18 on",
      berlin('    rrule: FREQ=WEEKLY;BYDAY=WE\n    start: "2026-11-18T10:00"\n    duration: PT2H30M\n'),
    );
  });

  it("is not offered where a clock change makes the difference", () => {
    const sunday =
      '    recurring|: { frequency: weekly, byDay: [su], startDate: "2027-01-01", startTime: "01:00", endTime: "04:00" }\n';
    assert.deepEqual(
      [...offered(berlin(sunday)).keys()].filter((title) => title.startsWith("Write")),
      [],
    );
    assert.ok(offered(inZone("Asia/Kolkata", sunday)).has("Write it as a recurrence rule"));
  });

  it("is not offered where a comment would get lost", () => {
    const commented = `    recurring:|\n      frequency: daily # every day\n      startDate: "2027-01-01"\n      startTime: "22:00"\n      duration: PT4H\n`;
    assert.deepEqual(
      [...offered(berlin(commented)).keys()].filter((title) => title.startsWith("Write")),
      [],
    );
  });

  it("means the same occurrences over years, whatever the recurrence", () => {
    let [rules, recurrings] = [0, 0];
    for (let seed = 1; seed <= 700; seed++) {
      const random = new Random(seed);
      const focus = newFocus(random);
      const { zone } = focus;
      const now = Date.parse("2005-06-01T00:00:00Z");
      const given = makeRecurring(random, focus);
      const rule_ = asRrule(given, zone, now);
      if (rule_ !== undefined) {
        rules++;
        sameOccurrences({ recurring: given }, rule_, zone, given.startDate === undefined ? now : undefined);
      }
      const ruled = makeRuled(random, focus);
      const other = asRecurring(ruled);
      if (other !== undefined) {
        recurrings++;
        sameOccurrences(ruled, other, zone, undefined);
      }
    }
    assert.ok(rules > 200 && recurrings > 500, `${rules} and ${recurrings}`);
  });

  /** From the beginning of both, or from an instant on. */
  function sameOccurrences(one: Times, other: Times, zone: string, fromMs: number | undefined): void {
    const told = JSON.stringify([one, other, zone]);
    assert.deepEqual(occurrences(one, zone, fromMs), occurrences(other, zone, fromMs), told);
  }

  function occurrences(times: Times, zone: string, fromMs = Date.parse("1965-01-01T00:00:00Z")): string[] {
    const calendar = compileCalendar({ id: "x", kind: "maintenance", ...times }, zone, new Map());
    const untilMs = Date.parse("2015-05-31T00:00:00Z");
    const found = [];
    for (let from = fromMs; found.length < 1_000;) {
      const next = calendar.nextAfter(from, untilMs);
      if (next === undefined) break;
      found.push(`${new Date(next.startMs).toISOString()} ${new Date(next.endMs).toISOString()}`);
      from = next.startMs;
    }
    return found;
  }
});

describe("a window that a blackout overlaps", () => {
  const windows = (more: string, id = "patch"): string => `windows:
  - id: ${id}
${more}    kind: maintenance
    recurring: { frequency: daily, startTime: "22:00", duration: PT4H }
  - { id: year-end, kind: blackout, once: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }] }
`;
  const title = "Leave out what would begin during year-end";
  const schedule = 'year-end: { once: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }] }\n';

  it("leaves it out, by a schedule with the same times", () => {
    becomes(
      `timeZone: UTC\n${windows("", "pat|ch")}`,
      title,
      `timeZone: UTC\n${windows("    exclude: [year-end]\n")}schedules:\n  ${schedule}`,
    );
  });

  it("uses the schedule and the list that are there", () => {
    const schedules =
      'schedules:\n  new-year: { once: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }] }\n  x: { once: [{ start: "2026-12-01T20:00", end: "2026-12-02T06:00" }] }\n';
    becomes(
      `timeZone: UTC\n${schedules}${windows("    exclude: [|x]\n")}`,
      title,
      `timeZone: UTC\n${schedules}${windows("    exclude: [x, new-year]\n")}`,
    );
    becomes(
      `timeZone: UTC\n${schedules}${windows("    exclude:\n      - x|\n")}`,
      title,
      `timeZone: UTC\n${schedules}${windows("    exclude:\n      - x\n      - new-year\n")}`,
    );
    assert.equal(
      offered(`timeZone: UTC\n${schedules}${windows("    exclude: [|new-year]\n")}`).has(title),
      false,
    );
  });

  it("is not offered for a blackout of something else, or in which nothing begins", () => {
    const part = windows("", "pat|ch").replace("blackout,", "blackout, target: { client: acme },");
    assert.equal(offered(`timeZone: UTC\n${part}`).has(title), false);
    const short = windows("", "pat|ch").replace("2027-01-02T06:00", "2026-12-31T21:00");
    assert.equal(offered(`timeZone: UTC\n${short}`).has(title), false);
  });
});

describe("what is made from what is there", () => {
  it("is a schedule with the times of a window, under a name of its own", () => {
    const text = (mark: string, schedules: string): string =>
      `timeZone: UTC\n${schedules}windows:\n  - id: a\n    kind: blackout\n    on${mark}ce: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }]\n`;
    const other = 'schedules:\n  a: { once: [{ start: "2026-12-01T20:00", end: "2026-12-02T06:00" }] }\n';
    becomes(
      text("|", other),
      "Copy these times to schedules as a-2",
      text("", `${other}  a-2: { once: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }] }\n`),
    );
    assert.deepEqual(
      [
        ...offered(
          text("|", other.replace("2026-12-01", "2026-12-31").replace("2026-12-02", "2027-01-02")),
        ).keys(),
      ],
      [],
    );
  });

  it("is an override for an agent of the inventory", () => {
    const agents = (mark: string): string =>
      `agents:\n  - { client: acme, site: hq, ids: [DB_7${mark}, web-1] }\n`;
    becomes(
      agents("|"),
      "Add an override for DB_7",
      `${agents("")}overrides:\n  - id: exempt-db-7\n    effect: exempt\n    target: { client: acme, site: hq, agent: DB_7 }\n    reason: Say why\n`,
    );
    assert.deepEqual([...offered(agents("").replace("hq", "h|q")).keys()], []);
  });

  it("is offered by its kind", () => {
    const text = "agents:\n  - { client: acme, site: hq, ids: [db-7|] }\n";
    for (const kind of ["refactor", "refactor.rewrite", ""])
      assert.equal(offered(text, [kind]).size, 1, kind);
    for (const kind of ["quickfix", "refactor.extract", "source"])
      assert.equal(offered(text, [kind]).size, 0, kind);
  });
});
