/** What the schema of a definition accepts and refuses: exactly one error for each mistake, at the node that is wrong. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { validateDefinition } from "../../src/core/generated/validate.js";

const base = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "erp" },
  timeZone: "Europe/Copenhagen",
};

/** The errors of a definition with this text in it, each as `path keyword`. */
function errorsOf(text: string): string[] {
  const definition = { ...base, ...(parse(text) as object) };
  validateDefinition(definition);
  return (validateDefinition.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

function window(text: string): string {
  return `windows: [{ id: w, kind: maintenance, ${text} }]`;
}

function recurring(text: string): string {
  return window(`recurring: { startTime: "22:00", duration: PT4H, ${text} }`);
}

const once = `once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }]`;
const w = "/windows/0";
const r = "/windows/0/recurring";

/** Text -> the one error that it has. */
const mistakes: [string, string][] = [
  // the whole document
  [`apiVersion: maintenance-mode/v2`, "/apiVersion enum"],
  [`kind: Definition`, "/kind enum"],
  [`overides: []`, " additionalProperties"],
  [`metadata: {}`, "/metadata required"],
  [`metadata: { name: ERP Production }`, "/metadata/name pattern"],
  [`metadata: { name: a--b }`, "/metadata/name pattern"],
  [`metadata: { name: e, labels: { " x": y } }`, "/metadata/labels propertyNames"],
  [`metadata: { name: e, labels: { x: 1 } }`, "/metadata/labels/x type"],
  [`metadata: [erp]`, "/metadata type"],
  [`timeZone: +01:00`, "/timeZone pattern"],
  [`timeZone:`, "/timeZone type"],
  [`notice: { title: Back soon }`, "/notice required"],
  [`notice: { message: "Back at {ende}" }`, "/notice/message pattern"],
  [`notice: { message: Soon, messageWithoutEnd: "Back at {end}" }`, "/notice/messageWithoutEnd pattern"],
  // roles
  [`roles: []`, "/roles minItems"],
  [`roles: { admin: {} }`, "/roles type"],
  [`roles: [{ admitted: true }]`, "/roles/0 required"],
  [`roles: [{ id: a, admitted: "yes" }]`, "/roles/0/admitted type"],
  [`roles: [{ id: a, bypass: ["process.*.run"] }]`, "/roles/0/bypass/0 pattern"],
  [`roles: [{ id: a, bypass: [x, x] }]`, "/roles/0/bypass uniqueItems"],
  [`roles: [{ id: a, may: [enabel] }]`, "/roles/0/may/0 enum"],
  // operations
  [`operations: { unlisted: forbid }`, "/operations/unlisted enum"],
  [`operations: { blocked: process.run }`, "/operations/blocked type"],
  [`operations: { blocked: [process..run] }`, "/operations/blocked/0 pattern"],
  [`operations: { blocked: [5] }`, "/operations/blocked/0 type"],
  [`operations: { blocked: [{ answer: No }] }`, "/operations/blocked/0 required"],
  [`operations: { blocked: [{ id: "a.*b" }] }`, "/operations/blocked/0/id pattern"],
  [`operations: { blocked: [{ id: a, inFlight: finish }] }`, "/operations/blocked/0/inFlight enum"],
  [`operations: { blocked: [{ id: a, answr: No }] }`, "/operations/blocked/0 additionalProperties"],
  [`operations: { onlyDuringMaintenance: [] }`, "/operations/onlyDuringMaintenance minItems"],
  // windows
  [`windows: []`, "/windows minItems"],
  [`windows: [{ kind: maintenance, ${once} }]`, `${w} required`],
  [`windows: [{ id: w, ${once} }]`, `${w} required`],
  [`windows: [{ id: w, kind: maintenence, ${once} }]`, `${w}/kind enum`],
  [window(`title: Patches`), `${w} anyOf`],
  [window(`start: "2026-01-01T00:00", duration: PT1H`), `${w} anyOf`],
  [window(`cron: "0 2 * * 0", ${once}`), `${w} additionalProperties`],
  [window(`${once}, letThrough: [a]`), `${w}/letThrough not`],
  [window(`${once}, start: "2026-01-01T00:00"`), `${w}/start not`],
  [window(`${once}, announce: P1D`), `${w}/announce pattern`],
  [window(`${once}, cutoff: PT`), `${w}/cutoff pattern`],
  [window(`${once}, cutoff: 15`), `${w}/cutoff type`],
  [window(`${once}, exclude: [holidays, holidays]`), `${w}/exclude uniqueItems`],
  [window(`${once}, target: { site: hq }`), `${w}/target dependentRequired`],
  [window(`${once}, target: { client: a, agent: b }`), `${w}/target dependentRequired`],
  [window(`${once}, target: { client: " a" }`), `${w}/target/client pattern`],
  [window(`once: { start: "2026-12-31T20:00", end: "2027-01-01T06:00" }`), `${w}/once type`],
  [window(`once: []`), `${w}/once minItems`],
  [window(`once: [{ start: "2026-12-31T20:00" }]`), `${w}/once/0 required`],
  [window(`once: [{ start: "2026-12-31T24:00", end: "2027-01-01T06:00" }]`), `${w}/once/0/start pattern`],
  [window(`once: [{ start: "2026-12-31T20:00", end: "2027-02-29T06:00" }]`), `${w}/once/0/end pattern`],
  [window(`once: [{ start: "2026-12-31T20:00Z", end: "2027-01-01T06:00" }]`), `${w}/once/0/start pattern`],
  [window(`once: [{ start: "2026-12-31", end: "2027-01-01T06:00" }]`), `${w}/once/0/start pattern`],
  // rrule
  [window(`rrule: FREQ=DAILY, start: "2026-01-01T00:00"`), `${w} required`],
  [window(`rrule: freq=daily, start: "2026-01-01T00:00", duration: PT1H`), `${w}/rrule pattern`],
  [window(`rrule: FREQ=DAILY, start: "2026-01-01T00:00", duration: PT0.5H`), `${w}/duration pattern`],
  [
    window(`rrule: FREQ=DAILY, recurring: { frequency: daily, startTime: "22:00", endTime: "23:00" }`),
    `${w}/rrule not`,
  ],
  // recurring
  [recurring(`frequency: hourly`), `${r}/frequency enum`],
  [recurring(`byDay: [tu]`), `${r} required`],
  [recurring(`frequency: daily, startTme: "21:00"`), `${r} additionalProperties`],
  [recurring(`frequency: daily, endTime: "23:00"`), `${r}/duration not`],
  [window(`recurring: { frequency: daily, startTime: "22:00" }`), `${r} anyOf`],
  [window(`recurring: { frequency: daily, startTime: 22:60, duration: PT1H }`), `${r}/startTime pattern`],
  [window(`recurring: { frequency: daily, startTime: 1320, duration: PT1H }`), `${r}/startTime type`],
  [window(`recurring: { frequency: daily, startTime: "24:00", duration: PT1H }`), `${r}/startTime pattern`],
  [recurring(`frequency: weekly`), `${r} required`],
  [recurring(`frequency: daily, interval: 2`), `${r} required`],
  [recurring(`frequency: weekly, interval: 2, count: 3`), `${r} required`],
  [recurring(`frequency: daily, interval: 0`), `${r}/interval minimum`],
  [recurring(`frequency: daily, interval: 1.5`), `${r}/interval type`],
  [recurring(`frequency: daily, startDate: "2026-01-01", endDate: "2026-02-01", count: 3`), `${r}/count not`],
  [recurring(`frequency: daily, startDate: "2026-02-30"`), `${r}/startDate pattern`],
  [recurring(`frequency: weekly, byDay: [tuesday]`), `${r}/byDay/0 pattern`],
  [recurring(`frequency: weekly, byDay: tu`), `${r}/byDay type`],
  [recurring(`frequency: weekly, byDay: [{ day: tuesday }]`), `${r}/byDay/0/day enum`],
  [recurring(`frequency: monthly, byDay: [{ nthOfPeriod: 2 }]`), `${r}/byDay/0 required`],
  [recurring(`frequency: weekly, byDay: [{ day: tu, nthOfPeriod: 2 }]`), `${r}/byDay/0/nthOfPeriod not`],
  [recurring(`frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 0 }]`), `${r}/byDay/0/nthOfPeriod not`],
  [recurring(`frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 6 }]`), `${r}/byDay/0/nthOfPeriod maximum`],
  [
    recurring(`frequency: yearly, byMonth: [3], byDay: [{ day: su, nthOfPeriod: 20 }]`),
    `${r}/byDay/0/nthOfPeriod maximum`,
  ],
  [recurring(`frequency: yearly, byDay: [{ day: su, nthOfPeriod: 54 }]`), `${r}/byDay/0/nthOfPeriod maximum`],
  [recurring(`frequency: weekly, byMonthDay: [1]`), `${r}/byMonthDay not`],
  [recurring(`frequency: monthly, byMonthDay: [32]`), `${r}/byMonthDay/0 maximum`],
  [recurring(`frequency: monthly, byMonthDay: [0]`), `${r}/byMonthDay/0 not`],
  [recurring(`frequency: daily, byMonth: [13]`), `${r}/byMonth/0 maximum`],
  [recurring(`frequency: daily, bySetPos: [1]`), `${r} anyOf`],
  // schedules
  [`schedules: {}`, "/schedules minProperties"],
  [`schedules: { Public Holidays: { ${once} } }`, "/schedules propertyNames"],
  [`schedules: { h: { title: Holidays } }`, "/schedules/h anyOf"],
  [`schedules: { h: { ${once}, kind: maintenance } }`, "/schedules/h additionalProperties"],
  // agents
  [`agents: [{ client: a, site: b, ids: [] }]`, "/agents/0/ids minItems"],
  [`agents: [{ client: a, ids: [c] }]`, "/agents/0 required"],
  // overrides
  [`overrides: [{ id: o, effect: exempt }]`, "/overrides/0 required"],
  [`overrides: [{ id: o, effect: exempted, reason: x }]`, "/overrides/0/effect enum"],
  [`overrides: [{ id: o, effect: admit, reason: x }]`, "/overrides/0 required"],
  [`overrides: [{ id: o, effect: exempt, roles: [a], reason: x }]`, "/overrides/0/roles not"],
  [`overrides: [{ id: o, effect: maintenance, operations: [a], reason: x }]`, "/overrides/0/operations not"],
  [`overrides: [{ id: o, effect: exempt, reason: x, expires: 2026-12-24 }]`, "/overrides/0/expires format"],
  [
    `overrides: [{ id: o, effect: exempt, reason: x, expires: "2026-12-24T00:00:00" }]`,
    "/overrides/0/expires format",
  ],
  [
    `overrides: [{ id: o, effect: exempt, reason: x, expires: "2027-02-29T00:00:00Z" }]`,
    "/overrides/0/expires format",
  ],
  // transitions and services
  [`transitions: { approval: { for: [enable] } }`, "/transitions/approval required"],
  [`transitions: { approval: { for: [force-enable], approvers: [a] } }`, "/transitions/approval/for/0 enum"],
  [`transitions: { drain: { timeout: PT30M } }`, "/transitions/drain required"],
  [`transitions: { drain: { timeout: P1D, then: proceed } }`, "/transitions/drain/timeout pattern"],
  [`transitions: { restart: { services: [] } }`, "/transitions/restart/services minItems"],
  [`services: [aos]`, "/services/0 type"],
];

/** Texts without an error. */
const fine: string[] = [
  `roles: [{ id: a, bypass: [], may: [] }]`,
  `operations: { blocked: [], alwaysAllowed: [] }`,
  `operations: { blocked: ["*", process.*, { id: Process.Run_2 }] }`,
  `notice: { message: "{start} {end} {reason} {contact}" }`,
  window(once),
  window(`${once}, target: {}`),
  window(`${once}, recurring: { frequency: daily, startTime: "22:00", endTime: "24:00" }`),
  window(`${once}, rrule: FREQ=WEEKLY;BYDAY=SU, start: "2026-01-01T00:00", duration: P1D`),
  window(`once: [{ start: "2028-02-29T20:00", end: "2028-02-29T24:00" }]`),
  window(`once: [{ start: "2000-02-29T00:00", end: "2000-02-29T01:00" }]`),
  recurring(`frequency: weekly, byDay: [tu, { day: th }]`),
  recurring(`frequency: weekly, startDate: "2026-01-01"`),
  recurring(`frequency: monthly, byDay: [mo, tu, we, th, fr], bySetPos: [-1]`),
  recurring(`frequency: yearly, byDay: [{ day: mo, nthOfPeriod: 20 }]`),
  recurring(`frequency: yearly, byMonth: [3], byMonthDay: [-1]`),
  recurring(`frequency: daily, startDate: "2026-01-01", interval: 3, count: 10`),
  `overrides: [{ id: o, effect: exempt, reason: x, expires: "2026-12-24T00:00:00.5+05:45" }]`,
  `overrides: [{ id: o, effect: admit, roles: [a], operations: [b], target: { client: c }, reason: x }]`,
];

describe("the schema of a definition", () => {
  for (const [text, error] of mistakes) {
    it(`finds one mistake in ${text}`, () => assert.deepEqual(errorsOf(text), [error]));
  }
  for (const text of fine) {
    it(`accepts ${text}`, () => assert.deepEqual(errorsOf(text), []));
  }

  it("asks for what is always needed", () => {
    validateDefinition({});
    const missing = validateDefinition.errors?.map(({ params }) => params.missingProperty);
    assert.deepEqual(missing, ["apiVersion", "kind", "metadata"]);
  });

  it("asks for a time zone as soon as a window or schedule has none", () => {
    const without = { ...base, timeZone: undefined };
    const own = `${once}, timeZone: UTC`;
    const cases: [string, string[]][] = [
      [window(once), [" required"]],
      [`schedules: { h: { ${once} } }`, [" required"]],
      [`windows: [{ id: a, kind: blackout, ${own} }, { id: b, kind: blackout, ${once} }]`, [" required"]],
      [`${window(once)}\nschedules: { h: { ${once} } }`, [" required"]],
      [`${window(own)}\nschedules: { h: { ${own} } }`, []],
      [`windows: 5`, ["/windows type"]],
    ];
    for (const [text, expected] of cases) {
      validateDefinition({ ...without, ...(parse(text) as object) });
      const found = (validateDefinition.errors ?? []).map(
        ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
      );
      assert.deepEqual(found, expected, text);
    }
  });

  it("says in its own words what is expected", () => {
    const message = (text: string) => {
      assert.equal(errorsOf(text).length, 1);
      return validateDefinition.errors?.[0]?.message;
    };
    assert.equal(message(`timeZone: "1"`), "must be an IANA time zone name, such as Europe/Copenhagen");
    assert.equal(
      message(window(`title: x`)),
      "nothing says when this happens: add once, recurring, or rrule with start and duration",
    );
    assert.equal(
      message(`schedules: { A: { ${once} } }`),
      "must be an id of lower-case letters, digits and single hyphens, such as patch-tuesday",
    );
  });

  it("never throws, whatever the value", () => {
    for (const value of [undefined, null, 0, "", [], [[]], true, Object.create(null), { toString: 1 }, NaN]) {
      assert.equal(validateDefinition(value), false);
      assert.ok(validateDefinition.errors!.length > 0);
    }
  });
});
