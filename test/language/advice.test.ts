/** Advice: what is possible and probably not meant, at the words that say it, and nothing about what is as it should be. */
import assert from "node:assert/strict";
import { adviseDefinition } from "../../src/core/check/advise";
import { adviceCodes } from "../../src/core/check/codes/advice";
import { exampleHeader } from "../../src/core/problem";
import { diagnose } from "../../src/language/diagnose";
import { check, found, nowMs } from "./marked";

const zone = "timeZone: Europe/Copenhagen\n";
const window = `${zone}windows:\n  - id: nightly\n    kind: maintenance\n`;
const uri = "file:///example.maintenance.yaml";

const first = (text: string): ReturnType<typeof diagnose>[number] | undefined =>
  diagnose(`${exampleHeader}${text}`, { uri, nowMs })[0];

const messageOf = (problem: ReturnType<typeof first>): string => {
  const message = problem?.message ?? "";
  return typeof message === "string" ? message : message.value;
};

describe("advice", () => {
  it("is never an error", () => {
    for (const { severity } of Object.values(adviceCodes)) assert.notEqual(severity, "error");
  });

  it("is left out where something is wrong already", () =>
    check(`${window}    recurring: { frequency: monthly, byMonthDay: [31], startTime: "22:00", duration: PT4H }
    exclude: [holidays]
              ^^^^^^^^ unknown-schedule
`));

  it("about days that some months do not have", () => {
    check(`${window}    recurring: { frequency: monthly, byMonthDay: [1, 31], startTime: "22:00", duration: PT4H }
                                                     ^^ skipped-month
`);
    check(`${window}    rrule: FREQ=MONTHLY;BYMONTHDAY=30
           ^^^^^^^^^^^^^^^^^^^^^^^^^^ skipped-month
    start: "2027-01-30T02:00"
    duration: PT4H
`);
    check(`${window}    recurring: { frequency: monthly, startDate: "2027-01-29", startTime: "22:00", duration: PT4H }
                                                ^^^^^^^^^^^^ skipped-month
`);
  });

  it("names the months, and the last day where the 31st was meant", () => {
    const problem = first(`${window}    rrule: FREQ=MONTHLY;BYMONTHDAY=31
    start: "2027-01-31T02:00"
    duration: PT4H
`);
    assert.match(messageOf(problem), /^February, April, June, September and November have no 31st;/);
    assert.deepEqual(problem?.data, { suggestion: "FREQ=MONTHLY;BYMONTHDAY=-1" });
  });

  it("not about days that every month of the rule has", () => {
    for (const rule of [
      "frequency: monthly, byMonthDay: [28]",
      "frequency: monthly, byMonthDay: [31, -1]",
      "frequency: yearly, byMonth: [1, 3], byMonthDay: [31]",
      'frequency: monthly, interval: 12, startDate: "2027-01-31"',
      'frequency: yearly, interval: 4, startDate: "2028-02-29"',
      "frequency: monthly, byMonthDay: [25, 26, 27, 28, 29, 30, 31], byDay: [fr], bySetPos: [-1]",
    ])
      check(`${window}    recurring: { ${rule}, startTime: "22:00", duration: PT4H }\n`);
  });

  it("about clock changes within a period, with both lengths", () => {
    check(`${window}    recurring: { frequency: weekly, byDay: [sa, su], startTime: "22:00", endTime: "02:30" }
                                                                                  ^^^^^^^ clock-change
`);
    const problem = first(
      `${window}    recurring: { frequency: daily, startTime: "22:00", endTime: "06:00" }\n`,
    );
    assert.match(
      messageOf(problem),
      /instead of 8 hours it lasts on 2027-03-27 7 hours, on 2027-10-30 9 hours\./,
    );
  });

  it("not about clock changes that no period meets, or that do not matter", () => {
    for (const rule of [
      'frequency: weekly, byDay: [mo], startTime: "22:00", endTime: "02:30"',
      'frequency: daily, startTime: "22:00", duration: PT8H',
      'frequency: daily, startTime: "00:00", endTime: "24:00"',
      'frequency: daily, startTime: "03:00", endTime: "04:00"',
      'frequency: daily, endDate: "2026-12-31", startTime: "22:00", endTime: "06:00"',
    ])
      check(`${window}    recurring: { ${rule} }\n`);
    check(
      `${window}    timeZone: Asia/Tokyo\n    recurring: { frequency: daily, startTime: "22:00", endTime: "06:00" }\n`,
    );
  });

  it("about an occurrence that a clock change swallows", () =>
    check(`${window}    recurring: { frequency: weekly, byDay: [su], startTime: "02:10", endTime: "02:50" }
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ empty-occurrence
`));

  it("about cutoffs that leave nothing of the time between two occurrences", () => {
    check(`${window}    rrule: FREQ=DAILY
    start: "2027-01-01T22:00"
    duration: PT20H
    cutoff: PT4H
            ^^^^ cutoff-fills-gap
`);
    check(
      `${window}    recurring: { frequency: weekly, byDay: [mo, th], startTime: "22:00", duration: PT8H }\n    cutoff: PT24H\n`,
    );
  });

  it("about windows that are over, faded as unnecessary", () => {
    const past = (times: string): string => `${zone}windows:\n  - { id: a, kind: blackout, ${times} }\n`;
    const over = 'once: [{ start: "2026-11-20T20:00", end: "2026-11-21T13:00" }]';
    assert.deepEqual(found(exampleHeader + past(over)), ["7:10-11 past-window"]);
    check(
      `${window}    rrule: FREQ=DAILY;UNTIL=20260302
    start: "2026-03-01T02:00"
    duration: PT1H
`.replace("nightly\n", "nightly\n        ^^^^^^^ past-window\n"),
    );
    assert.deepEqual(first(past(over))?.tags, [1]);
    const daily = (endDate: string): string =>
      `recurring: { frequency: daily, endDate: "${endDate}", startTime: "12:00", duration: PT26H }`;
    // The one of the day before yesterday ended at 14:00 yesterday; the one of yesterday is still open at 13:00.
    assert.match(found(exampleHeader + past(daily("2026-11-19"))).join(), /past-window/);
    assert.doesNotMatch(found(exampleHeader + past(daily("2026-11-20"))).join(), /past-window/);
    assert.deepEqual(found(exampleHeader + past(over.replace("T13:00", "T13:01"))), []);
  });

  it("about windows whose occurrences are all excluded, with the schedule", () => {
    const text = (days: string): string => `schedules:
  weekend: { recurring: { frequency: weekly, byDay: [sa, su], startTime: "00:00", endTime: "24:00" } }
${window}    recurring: { frequency: weekly, byDay: [${days}], startTime: "22:00", duration: PT4H }
    exclude: [weekend]
`;
    check(`${text("su, sa")}    ^^^^^^^ excluded-window\n`);
    check(text("fr, sa"));
    assert.equal(first(text("su"))?.relatedInformation?.[0]?.location.range.start.line, 5);
  });

  it("about maintenance during a blackout of the same place and the same operations", () => {
    const pair = (nightly: string, blackout: string): string => `
      timeZone: Europe/Copenhagen
      operations: { blocked: [a.b, c.d] }
      windows:
        - { id: nightly, kind: maintenance, ${nightly}, recurring: { frequency: daily, startTime: "22:00", duration: PT4H } }
        - { id: year-end, kind: blackout, ${blackout}, once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }] }
    `;
    const isFound = (nightly: string, blackout: string): boolean => {
      const text = exampleHeader + pair(nightly, blackout).replaceAll(/^ {6}/gm, "");
      return found(text).some((line) => line.endsWith("window-in-blackout"));
    };
    assert.ok(isFound("title: a", "title: b"));
    assert.ok(isFound("target: { client: acme }", "title: b"));
    assert.ok(isFound("title: a", "target: { client: acme, site: hq }"));
    assert.ok(isFound("operations: [a.b]", "operations: [a.*]"));
    assert.ok(!isFound("target: { client: acme }", "target: { client: other }"));
    assert.ok(!isFound("operations: [a.b]", "operations: [c.d]"));
    check(`
      timeZone: Europe/Copenhagen
      windows:
        - { id: early, kind: maintenance, recurring: { frequency: daily, startTime: "22:00", duration: PT4H } }
                ^^^^^ window-in-blackout
        - { id: noon, kind: maintenance, recurring: { frequency: daily, startTime: "12:00", duration: PT4H } }
        - { id: year-end, kind: blackout, once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }] }
    `);
  });

  it("about overrides that contradict each other while both count", () => {
    check(`
      overrides:
        - { id: a, effect: exempt, reason: INC-1, target: { client: acme } }
                           ^^^^^^ contradictory-overrides
        - { id: b, effect: maintenance, reason: INC-2, target: { client: acme } }
        - { id: c, effect: exempt, reason: INC-3 }
    `);
    const [problem] = diagnose(
      `${exampleHeader}overrides:\n  - { id: a, effect: exempt, reason: r }\n  - { id: b, effect: maintenance, reason: r, expires: "2027-01-01T00:00:00Z" }\n`,
      { uri, nowMs },
    );
    assert.match(messageOf(problem), /^Until `2027-01-01T00:00:00Z` the target is in maintenance/);
    assert.equal(problem?.relatedInformation?.[0]?.location.range.start.line, 6);
  });

  it("about overrides that another one says for longer", () =>
    check(`
      overrides:
        - { id: a, effect: exempt, reason: INC-1, expires: "2027-01-01T00:00:00Z" }
                ^ useless-override
        - { id: b, effect: exempt, reason: INC-2 }
        - { id: c, effect: exempt, reason: INC-3, target: { client: acme } }
        - { id: d, effect: maintenance, reason: INC-4, target: { client: other }, expires: "2020-01-01T00:00:00Z" }
                                                                                           ^^^^^^^^^^^^^^^^^^^^^^ expired-override
        - { id: e, effect: exempt, reason: INC-5, target: { client: other } }
    `));

  it("about overrides that admit to what is open anyway", () =>
    check(`
      operations:
        blocked: [report.*, database.connect]
        alwaysAllowed: [report.show, check.run]
      roles:
        - { id: administrator, admitted: true, may: [disable], bypass: [database.*] }
        - { id: contractor }
      overrides:
        - { id: a, effect: admit, roles: [contractor], operations: [report.show, check.run], reason: INC-1 }
                ^ useless-override
        - { id: b, effect: admit, roles: [administrator], operations: [database.connect], reason: INC-2 }
                ^ useless-override
        - { id: c, effect: admit, roles: [administrator, contractor], operations: [database.connect], reason: INC-3 }
        - { id: d, effect: admit, roles: [administrator], operations: [report.*], reason: INC-4 }
        - { id: e, effect: admit, roles: [administrator], reason: INC-5 }
    `));

  it("not about overrides that admit to what is refused because it is not listed", () => {
    const text = (role: string): string => `
      operations: { unlisted: deny, onlyDuringMaintenance: [license.edit] }
      roles: [{ id: a, admitted: true, may: [disable] }, { id: b }]
      overrides: [{ id: jit, effect: admit, roles: [${role}], operations: [license.edit], reason: INC-1 }]
    `;
    check(text("b"));
    assert.match(found(exampleHeader + text("a").replaceAll(/^ {6}/gm, "")).join(), /useless-override/);
  });

  it("about blocked operations that are always allowed, with the entry that allows them", () => {
    check(`
      operations:
        blocked: [alert.email.send, alert.*, { id: alert.sms.send, answer: Not now }]
                  ^^^^^^^^^^^^^^^^ undone-block
                                                   ^^^^^^^^^^^^^^ undone-block
        alwaysAllowed: [alert.email.*, alert.sms.send]
    `);
    const problem = first("operations: { blocked: [a.b], alwaysAllowed: [x.y, a.*] }\n");
    assert.equal(problem?.relatedInformation?.[0]?.location.range.start.character, 51);
    assert.deepEqual(problem.tags, [1]);
  });

  it("about roles that nothing gives anything to", () =>
    check(`
      timeZone: Europe/Copenhagen
      roles:
        - { id: administrator, admitted: true, may: [disable] }
        - { id: idle, bypass: [], may: [] }
                ^^^^ useless-role
        - { id: let-through }
        - { id: approver }
        - { id: asker, may: [enable] }
      windows:
        - { id: stop, kind: blackout, letThrough: [let-through], once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }] }
      transitions:
        approval: { for: [enable], approvers: [approver] }
    `));

  it("not about roles while what may name them cannot be read", () =>
    check(`
      roles:
        - { id: administrator, admitted: true, may: [disable] }
        - { id: idle }
      overides:
      ^^^^^^^^ unknown-property
        - { id: jit, effect: admit, roles: [idle], reason: INC-1 }
    `));

  it("about any JSON value takes a moment and never throws", () => {
    const odd = [
      null,
      1,
      "x",
      [],
      {},
      { windows: [null, { id: 1 }] },
      { windows: { a: 1 }, overrides: [[]] },
    ];
    for (const value of odd) assert.ok(Array.isArray(adviseDefinition(value, [], [], nowMs)));
    const many = (count: number, make: (index: number) => unknown): unknown[] =>
      Array.from({ length: count }, (_, index) => make(index));
    const day = { frequency: "daily", startTime: "22:00", endTime: "21:00" };
    const value = {
      ...{ apiVersion: "maintenance-mode/v1", kind: "MaintenanceDefinition", metadata: { name: "x" } },
      timeZone: "Europe/Copenhagen",
      schedules: { all: { recurring: { frequency: "daily", startTime: "00:00", endTime: "24:00" } } },
      windows: many(20_000, (index) => ({
        id: `w-${index}`,
        kind: index % 2 === 0 ? "blackout" : "maintenance",
        recurring: day,
        exclude: index % 3 === 0 ? ["all"] : undefined,
      })).map((one) => JSON.parse(JSON.stringify(one)) as unknown),
      overrides: many(20_000, (index) => ({ id: `o-${index}`, effect: "exempt", reason: "r" })),
    };
    const start = process.cpuUsage();
    assert.ok(adviseDefinition(value, [], [], nowMs).length > 20_000);
    assert.ok(process.cpuUsage(start).user < 5_000_000, "it took more than five seconds");
  });
});
