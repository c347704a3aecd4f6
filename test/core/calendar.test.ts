/** When windows are open: recurrence, clock changes, exclusions, and rules that began long ago. */
import assert from "node:assert/strict";
import { compileCalendar } from "../../src/core/calendar";
import type { Window } from "../../src/core/generated/types";
import { parseRrule } from "../../src/core/rrule";
import { isTimeZone } from "../../src/core/zone";

type When = Partial<Window>;
const day = 86_400_000;

/** The occurrences between two instants, as `start/end` in UTC minutes. */
function occurrences(when: When, from: string, to: string, schedules: Record<string, When> = {}): string[] {
  const zone = when.timeZone ?? "Europe/Berlin";
  const excluded = Object.entries(schedules).map(
    ([id, schedule]) => [id, compileCalendar(schedule, zone, new Map())] as const,
  );
  const calendar = compileCalendar({ id: "w", kind: "maintenance", ...when }, zone, new Map(excluded));
  const found: string[] = [];
  const limit = Date.parse(to);
  let one = calendar.nextAfter(Date.parse(from) - 1, limit);
  while (one !== undefined) {
    assert.deepEqual(calendar.activeAt(one.startMs)?.startMs, one.startMs, "open at its first instant");
    assert.notEqual(calendar.activeAt(one.endMs)?.startMs, one.startMs, "closed at its end");
    found.push(`${text(one.startMs)}/${text(one.endMs)}`);
    one = calendar.nextAfter(one.startMs, limit);
  }
  return found;
}

const text = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const weekly = (byDay: ("mo" | "tu" | "su")[], startTime: string, endTime: string): When => ({
  recurring: { frequency: "weekly", byDay, startTime, endTime },
});

describe("calendar", () => {
  it("opens once in local time and closes at 24:00", () => {
    assert.deepEqual(
      occurrences(
        { once: [{ start: "2026-12-31T20:00", end: "2026-12-31T24:00" }] },
        "2026-01-01",
        "2027-12-31",
      ),
      ["2026-12-31T19:00/2026-12-31T23:00"],
    );
  });

  it("belongs to the day it starts on when it ends the next morning", () => {
    assert.deepEqual(occurrences(weekly(["mo"], "22:00", "02:00"), "2026-11-22", "2026-11-30T00:00Z"), [
      "2026-11-23T21:00/2026-11-24T01:00",
    ]);
  });

  it("starts at the change when a gap swallows its start, and is not inverted", () => {
    const gap = weekly(["su"], "02:30", "03:00");
    assert.deepEqual(
      occurrences(gap, "2026-03-28", "2026-04-06"),
      ["2026-04-05T00:30/2026-04-05T01:00"],
      "a gap from 2 to 3 leaves nothing",
    );
    assert.deepEqual(occurrences(weekly(["su"], "01:30", "02:30"), "2026-03-28", "2026-03-30"), [
      "2026-03-29T00:30/2026-03-29T01:00",
    ]);
  });

  it("takes the first occurrence of a time that happens twice, at both ends", () => {
    assert.deepEqual(occurrences(weekly(["su"], "02:00", "03:00"), "2026-10-24", "2026-10-26"), [
      "2026-10-25T00:00/2026-10-25T02:00",
    ]);
    assert.deepEqual(occurrences(weekly(["su"], "01:00", "02:30"), "2026-10-24", "2026-10-26"), [
      "2026-10-24T23:00/2026-10-25T00:30",
    ]);
  });

  it("moves half an hour on Lord Howe", () => {
    const when = { ...weekly(["su"], "02:15", "04:00"), timeZone: "Australia/Lord_Howe" };
    assert.deepEqual(occurrences(when, "2026-10-03", "2026-10-05"), ["2026-10-03T15:30/2026-10-03T17:00"]);
  });

  it("counts hours exactly and days on the calendar", () => {
    const start = "2026-10-24T12:00";
    assert.deepEqual(
      occurrences({ rrule: "FREQ=DAILY;COUNT=1", start, duration: "PT24H" }, "2026-10-01", "2026-11-01"),
      ["2026-10-24T10:00/2026-10-25T10:00"],
    );
    assert.deepEqual(
      occurrences({ rrule: "FREQ=DAILY;COUNT=1", start, duration: "P1D" }, "2026-10-01", "2026-11-01"),
      ["2026-10-24T10:00/2026-10-25T11:00"],
    );
  });

  it("finds the second Tuesday, the last Friday, the last day, the 31st and the 29th of February", () => {
    const starts = (rrule: string, from: string, to: string): string[] =>
      occurrences({ timeZone: "Etc/UTC", rrule, start: "2024-01-01T00:00", duration: "PT1H" }, from, to).map(
        (one) => one.slice(0, 10),
      );
    assert.deepEqual(starts("FREQ=MONTHLY;BYDAY=2TU", "2026-11-01", "2027-01-31"), [
      "2026-11-10",
      "2026-12-08",
      "2027-01-12",
    ]);
    assert.deepEqual(starts("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-01", "2026-12-31"), [
      "2026-11-27",
      "2026-12-25",
    ]);
    assert.deepEqual(starts("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-01", "2027-03-31"), [
      "2027-01-31",
      "2027-02-28",
      "2027-03-31",
    ]);
    assert.deepEqual(starts("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-01", "2027-05-31"), [
      "2027-01-31",
      "2027-03-31",
      "2027-05-31",
    ]);
    assert.deepEqual(starts("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "2033-01-01"), [
      "2028-02-29",
      "2032-02-29",
    ]);
    assert.deepEqual(starts("FREQ=YEARLY;BYDAY=1MO", "2026-01-01", "2028-01-01"), [
      "2026-01-05",
      "2027-01-04",
    ]);
    assert.deepEqual(starts("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-01", "2026-11-30"), [
      "2026-10-30",
      "2026-11-30",
    ]);
    assert.deepEqual(starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-01", "2026-11-29"), [
      "2026-11-02",
      "2026-11-16",
    ]);
    assert.deepEqual(starts("FREQ=DAILY;INTERVAL=3;COUNT=3", "2024-01-01", "2024-02-01"), [
      "2024-01-01",
      "2024-01-04",
      "2024-01-07",
    ]);
    assert.deepEqual(starts("FREQ=DAILY;UNTIL=20240102", "2024-01-01", "2024-02-01"), [
      "2024-01-01",
      "2024-01-02",
    ]);
  });

  it("drops an occurrence whole when its start is excluded, and keeps any other whole", () => {
    const holidays = { once: [{ start: "2026-11-23T21:30", end: "2026-11-23T23:00" }] };
    const monday = { ...weekly(["mo", "tu"], "22:00", "23:00"), exclude: ["holidays"] };
    assert.deepEqual(occurrences(monday, "2026-11-22", "2026-11-25", { holidays }), [
      "2026-11-24T21:00/2026-11-24T22:00",
    ]);
    const earlier = { ...weekly(["mo"], "21:00", "22:00"), exclude: ["holidays"] };
    assert.deepEqual(occurrences(earlier, "2026-11-22", "2026-11-25", { holidays }), [
      "2026-11-23T20:00/2026-11-23T21:00",
    ]);
  });

  it("answers for a rule that never occurs, and for one that began ten years ago", () => {
    assert.deepEqual(
      occurrences(
        { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", start: "2016-01-01T00:00", duration: "PT1H" },
        "2026-01-01",
        "2036-01-01",
      ),
      [],
    );
    const old = compileCalendar(
      { rrule: "FREQ=DAILY;INTERVAL=2", start: "2016-01-01T22:00", duration: "PT1H" },
      "Etc/UTC",
      new Map(),
    );
    assert.equal(
      text(old.nextAfter(Date.parse("2026-11-21T23:00Z"), Date.parse("2026-12-01"))?.startMs ?? 0),
      "2026-11-22T22:00",
    );
  });

  it("knows zones by their exact names only", () => {
    const asked = ["Europe/Berlin", "UTC", "Asia/Calcutta", "europe/berlin", "Mars/Olympus", "+02:00", ""];
    assert.deepEqual(asked.filter(isTimeZone), ["Europe/Berlin", "UTC", "Asia/Calcutta"]);
  });

  it("refuses rules that say nothing or cannot be", () => {
    const rules = [
      "FREQ=DAILY",
      "FREQ=HOURLY",
      "FREQ=MONTHLY;BYDAY=6MO",
      "FREQ=MONTHLY;BYSETPOS=1",
      "FREQ=YEARLY;BYMONTH=+5",
      "FREQ=WEEKLY;BYDAY=2TU",
      "FREQ=DAILY;COUNT=0",
      "FREQ=DAILY;COUNT=1;UNTIL=20270101",
      "FREQ=DAILY;FREQ=DAILY",
      "INTERVAL=2",
    ];
    assert.deepEqual(
      rules.filter((rule) => parseRrule(rule).ok),
      ["FREQ=DAILY"],
    );
  });

  it("answers with the occurrence that ends last when its own overlap", () => {
    const calendar = compileCalendar(
      { rrule: "FREQ=DAILY", start: "2026-01-01T00:00", duration: "PT36H" },
      "Etc/UTC",
      new Map(),
    );
    const now = Date.parse("2026-06-02T06:00Z");
    assert.equal(calendar.activeAt(now)?.startMs, Date.parse("2026-06-02T00:00Z"));
    assert.equal(calendar.activeAt(now - day)?.startMs, Date.parse("2026-06-01T00:00Z"));
  });
});
