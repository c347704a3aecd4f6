/** Did-you-mean, and the rules that cron expressions are translated into. */
import assert from "node:assert/strict";
import { cronProblem } from "../../../src/core/check/cron";
import { Place } from "../../../src/core/check/place";
import { editDistance, listed, nearest, quoted } from "../../../src/core/check/wording";

describe("nearest", () => {
  const cases: [name: string, known: string[], found: string | undefined][] = [
    ["admited", ["admitted", "may"], "admitted"],
    ["alwaysallowed", ["alwaysAllowed"], "alwaysAllowed"],
    ["always-allowed", ["alwaysAllowed"], "alwaysAllowed"],
    ["dney", ["allow", "deny"], "deny"],
    ["drop", ["finish", "stop"], undefined],
    ["a", ["b"], undefined],
    ["db-8", ["db-7", "web-1"], "db-7"],
    ["colour", ["title", "contact"], undefined],
    ["", ["a"], undefined],
    ["x".repeat(1e6), ["x"], undefined],
  ];
  for (const [name, known, expected] of cases) {
    it(`${name.slice(0, 20)} among ${known.join(", ")} is ${expected ?? "nothing"}`, () =>
      assert.equal(nearest(name, known), expected));
  }

  it("stops when its budget is spent", () => {
    const budget = { comparisons: 3 };
    assert.equal(nearest("admited", ["a", "b", "c", "admitted"], budget), undefined);
    assert.equal(nearest("admited", ["admitted"], budget), undefined);
  });

  it("counts letters", () => {
    for (const [a, b, distance] of [
      ["", "", 0],
      ["abc", "abc", 0],
      ["abc", "acb", 1],
      ["abc", "ab", 1],
      ["abc", "abxc", 1],
      ["kitten", "sitting", 3],
    ] as const) {
      assert.equal(editDistance(a, b, 5), distance);
      assert.equal(editDistance(b, a, 5), distance);
    }
    assert.equal(editDistance("kitten", "sitting", 2), 3);
  });

  it("keeps messages short", () => {
    assert.equal(quoted("x".repeat(100)).length, 62);
    assert.equal(quoted({ a: 1 }), "a mapping");
    assert.equal(listed(Array.from({ length: 100 }, (_, index) => `n${index}`)).split(", ").length, 16);
  });
});

describe("cron", () => {
  const rules: [cron: unknown, rrule: string, time: string][] = [
    ["0 2 * * *", "FREQ=DAILY", "02:00"],
    ["@daily", "FREQ=DAILY", "00:00"],
    ["5 22 * * 0", "FREQ=WEEKLY;BYDAY=SU", "22:05"],
    ["5 22 * * 7,SAT", "FREQ=WEEKLY;BYDAY=SA,SU", "22:05"],
    ["5 22 * * mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "22:05"],
    ["0 0 1,15 * *", "FREQ=MONTHLY;BYMONTHDAY=1,15", "00:00"],
    ["0 0 1 jan,7 *", "FREQ=MONTHLY;BYMONTHDAY=1;BYMONTH=1,7", "00:00"],
    ["0 0 * 6-8 *", "FREQ=DAILY;BYMONTH=6,7,8", "00:00"],
  ];
  for (const [cron, rrule, time] of rules) {
    it(`${String(cron)} is ${rrule}`, () => {
      const { suggestion, message } = cronProblem(new Place(cron, "/windows/0/cron"));
      assert.equal(suggestion, rrule);
      assert.ok(message.includes(`at ${time}`), message);
    });
  }

  for (const cron of [
    "*/15 * * * *",
    "0 2,14 * * *",
    "0 2 1 * 1",
    "0 2 * * 2#2",
    "0 0 2 * * *",
    "0 25 * * *",
    "0 2 32 * *",
    "0 2 5-1 * *",
    "0 2 1-2-3 * *",
    "@reboot",
    "",
    5,
    null,
  ]) {
    it(`${String(cron)} has no equivalent, and says why`, () => {
      const { suggestion, message } = cronProblem(new Place(cron, "/windows/0/cron"));
      assert.equal(suggestion, undefined);
      assert.match(message, /has no equivalent rule: .+\./);
    });
  }
});
