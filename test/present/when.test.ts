import assert from "node:assert/strict";
import { both, clockTime, fromNow, span } from "../../src/extension/present/when";
import { readEnd } from "../../src/extension/present/end";
import { here } from "./state";

describe("instants in words", () => {
  it("shows the reader's clock", () => {
    assert.equal(clockTime("2026-11-21T22:30:00+01:00", here), "22:30");
    assert.equal(clockTime("2026-12-09T21:00:00Z", here), "Wed 9 Dec, 22:00");
    assert.equal(clockTime("2027-01-09T21:00:00Z", here), "Sat 9 Jan 2027, 22:00");
    assert.equal(clockTime("2026-11-20T23:30:00Z", here), "00:30");
    assert.equal(clockTime("tomorrow", here), "an unreadable time");
    assert.equal(clockTime("9".repeat(400), here), "an unreadable time");
  });

  const distances = [
    ["2026-11-21T11:00:20Z", "now"],
    ["2026-11-21T11:01:00Z", "in 1 minute"],
    ["2026-11-21T10:41:00Z", "19 minutes ago"],
    ["2026-11-21T12:00:00Z", "in 1 hour"],
    ["2026-11-22T11:00:00Z", "in 24 hours"],
    ["2026-11-24T11:00:00Z", "in 3 days"],
    ["nonsense", "at an unknown time"],
  ] as const;
  for (const [instant, words] of distances) {
    it(`${instant}: ${words}`, () => assert.equal(fromNow(instant, here), words));
  }

  it("names the day of a span once", () => {
    assert.equal(span("2026-12-08T21:00:00Z", "2026-12-09T01:00:00Z", here), "Tue 8 Dec, 22:00 to 02:00");
    assert.equal(
      span("2026-12-08T21:00:00Z", "2026-12-10T01:00:00Z", here),
      "Tue 8 Dec, 22:00 to Thu 10 Dec, 02:00",
    );
    assert.equal(both("2026-11-21T13:00:00Z", here), "14:00 (in 2 hours)");
  });
});

describe("an estimated end as people type it", () => {
  const now = new Date(2026, 10, 21, 12, 0);
  const at = { nowMs: now.getTime() };
  const local = (...[year, month, day, hour, minute]: [number, number, number, number, number]) =>
    new Date(year, month - 1, day, hour, minute).toISOString();

  const understood: [string, string][] = [
    ["2h", local(2026, 11, 21, 14, 0)],
    ["90m", local(2026, 11, 21, 13, 30)],
    ["45min", local(2026, 11, 21, 12, 45)],
    ["1h30m", local(2026, 11, 21, 13, 30)],
    ["1h 30m", local(2026, 11, 21, 13, 30)],
    ["2D", new Date(at.nowMs + 2 * 86_400_000).toISOString()],
    ["22:30", local(2026, 11, 21, 22, 30)],
    ["22.30", local(2026, 11, 21, 22, 30)],
    ["9:15", local(2026, 11, 22, 9, 15)],
    ["12:00", local(2026, 11, 22, 12, 0)],
    ["2026-12-24 08:00", local(2026, 12, 24, 8, 0)],
    ["2026-12-24T08:00", local(2026, 12, 24, 8, 0)],
    [" 2026-12-24T08:00:00Z ", "2026-12-24T08:00:00.000Z"],
    ["2026-12-24T08:00+02:00", "2026-12-24T06:00:00.000Z"],
  ];
  for (const [text, instant] of understood) {
    it(`understands '${text}'`, () => {
      const end = readEnd(text, at);
      assert.ok(end.ok, JSON.stringify(end));
      assert.equal(end.at, instant);
      assert.match(end.understood, /\d\d:\d\d \(.+\), time zone .+/);
    });
  }

  const refused: [string, RegExp][] = [
    ["soon", /not understood\. Write a duration/],
    ["", /not understood/],
    ["2", /not understood/],
    ["25:00", /not understood/],
    ["12:60", /not understood/],
    ["2026-11-31 08:00", /not understood/],
    ["2026-12-24", /not understood/],
    ["2026-12-24 25:00", /not understood/],
    ["-2h", /not understood/],
    ["0h", /already past/],
    ["2026-11-20 08:00", /already past/],
    ["900d", /more than a year/],
    ["2036-12-24 08:00", /more than a year/],
  ];
  for (const [text, problem] of refused) {
    it(`refuses '${text}'`, () => {
      const end = readEnd(text, at);
      assert.ok(!end.ok);
      assert.match(end.problem, problem);
    });
  }
});
