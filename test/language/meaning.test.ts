/** Problems of meaning: the shape is right, and what it says cannot be, or probably was not meant. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { diagnose } from "../../src/language/diagnose";
import { check, checkFile, nowMs } from "./marked";

const zone = "timeZone: Europe/Copenhagen\n";
const window = `${zone}windows:\n  - id: nightly\n    kind: maintenance\n`;

describe("meaning", () => {
  it("three mistakes in a definition are three problems, at the right words", () =>
    check(`
      timeZone: Europe/Copenhagen
      roles:
        - id: administrator
          admitted: true
          may: [enable, disable]
          titel: Administrator
          ^^^^^ unknown-property
      windows:
        - id: year-end
          kind: blackout
          once: [{ start: "2027-01-01T06:00", end: "2026-12-31T20:00" }]
                                                   ^^^^^^^^^^^^^^^^^^ end-before-start
          letThrough: [administrater]
                       ^^^^^^^^^^^^^ unknown-role
    `));

  it("ids that are used twice, with the first one as a related place", () => {
    check(`
      services:
        - id: aos
        - id: aos
              ^^^ duplicate-id
      overrides:
        - { id: aos, effect: exempt, reason: INC-42 }
    `);
    const [diagnostic] = diagnose(`${exampleHeader}services: [{ id: a }, { id: a }]\n`, {
      uri: "x.maintenance.yaml",
      nowMs,
    });
    assert.deepEqual(diagnostic?.relatedInformation?.[0]?.location, {
      uri: "x.maintenance.yaml",
      range: { start: { line: 4, character: 17 }, end: { line: 4, character: 18 } },
    });
  });

  it("names that nothing declares", () =>
    check(`
      timeZone: Europe/Copenhagen
      windows:
        - id: nightly
          kind: maintenance
          recurring: { frequency: daily, startTime: "22:00", duration: PT1H }
          exclude: [holidays]
                    ^^^^^^^^ unknown-schedule
      transitions:
        approval: { for: [enable], approvers: [boss] }
                                               ^^^^ unknown-role
      services: [{ id: aos }]
      overrides:
        - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }
                                            ^^^^^^^^^^ unknown-role
    `));

  it("services, and restarts beside windows", () =>
    check(`
      transitions:
        restart: { services: [aso] }
        ^^^^^^^ restart-with-windows
                              ^^^ unknown-service
      services: [{ id: aos }]
      timeZone: Europe/Copenhagen
      windows: [{ id: nightly, kind: maintenance, recurring: { frequency: daily, startTime: "22:00", duration: PT1H } }]
    `));

  it("targets that the inventory does not know, if there is one", () => {
    check(`
      agents:
        - { client: acme, site: hq, ids: [db-7] }
      overrides:
        - { id: a, effect: exempt, reason: INC-42, target: { client: acme, site: hq, agent: db-8 } }
                                                                                            ^^^^ unknown-agent
        - { id: b, effect: exempt, reason: INC-42, target: { client: acme, site: lab, agent: db-7 } }
                                                                                 ^^^ unknown-agent
        - { id: c, effect: exempt, reason: INC-42, target: { client: Acme } }
                                                                     ^^^^ unknown-agent
    `);
    check(`
      overrides:
        - { id: a, effect: exempt, reason: INC-42, target: { client: acme } }
    `);
  });

  it("operations that nothing else names", () => {
    check(`
      operations:
        blocked: [process.component.run, report.*]
      roles:
        - id: administrator
          admitted: true
          may: [disable]
          bypass: ["*", process.componnt.run, report.nightly, alert.email]
                        ^^^^^^^^^^^^^^^^^^^^ unknown-operation
      overrides:
        - { id: jit, effect: admit, roles: [administrator], operations: [alert.*, database.connect], reason: INC-43 }
                                                                                  ^^^^^^^^^^^^^^^^ unknown-operation
    `);
  });

  it("where unlisted operations are refused, only what looks misspelt", () =>
    check(`
      operations:
        unlisted: deny
        onlyDuringMaintenance: [license.edit]
      roles:
        - { id: administrator, admitted: true, may: [disable] }
        - { id: contractor, bypass: [database.connect, license.edti] }
                                                       ^^^^^^^^^^^^ unknown-operation
    `));

  it("ends before starts", () => {
    check(`${window}    once: [{ start: "2027-01-02T10:00", end: "2027-01-02T10:00" }]
                                             ^^^^^^^^^^^^^^^^^^ end-before-start
    recurring: { frequency: daily, startTime: "22:00", endTime: "22:00", startDate: "2027-02-01", endDate: "2027-01-31" }
                                                                ^^^^^^^ equal-times
                                                                                                           ^^^^^^^^^^^^ end-before-start
`);
    check(`${window}    rrule: FREQ=DAILY;UNTIL=20260101
           ^^^^^^^^^^^^^^^^^^^^^^^^^ end-before-start
    start: "2026-11-29T02:00"
    duration: PT0M
              ^^^^ zero-duration
`);
    check(`${window}    once: [{ start: "2027-01-01T10:00", end: "2027-01-01T24:00" }]\n`);
  });

  it("rules that cannot be read", () =>
    check(`${window}    rrule: FREQ=WEEKLY;BYDAY=SO
           ^^^^^^^^^^^^^^^^^^^^ malformed-rrule
    start: "2026-11-29T02:00"
    duration: PT4H
`));

  it("occurrences that overlap, and recurrences that never happen", () => {
    check(`${window}    once:
      - { start: "2027-01-01T10:00", end: "2027-01-02T10:00" }
      - { start: "2027-01-02T09:00", end: "2027-01-02T12:00" }
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ overlapping-occurrences
`);
    check(`${window}    rrule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no-occurrence
    start: "2026-11-29T02:00"
    duration: PT4H
`);
  });

  it("time that the clocks skip", () => {
    check(`${window}    once: [{ start: "2027-03-28T02:10", end: "2027-03-28T02:50" }]
                                             ^^^^^^^^^^^^^^^^^^ empty-occurrence
`);
    check(`${window}    once: [{ start: "2027-03-28T02:00", end: "2027-03-28T04:00" }]
                                             ^^^^^^^^^^^^^^^^^^ clock-change
`);
  });

  it("time zones", () => {
    check(`
      timeZone: Copenhagen
                ^^^^^^^^^^ unknown-time-zone
      schedules:
        a: { timeZone: Europe/Kopenhagen, once: [{ start: "2027-01-01T10:00", end: "2027-01-01T24:00" }] }
                       ^^^^^^^^^^^^^^^^^ unknown-time-zone
    `);
    check(`
      windows:
      ^^^^^^^ missing-time-zone
        - { id: a, kind: blackout, once: [{ start: "2027-01-01T10:00", end: "2027-01-01T24:00" }] }
    `);
    const suggestions = ["Copenhagen", "Europe/Kopenhagen", "america/new york", "Nowhere/At_All"].map(
      (name) => {
        const [diagnostic] = diagnose(`${exampleHeader}timeZone: ${JSON.stringify(name)}\n`, {
          uri: "x.maintenance.yaml",
          nowMs,
        });
        return (diagnostic?.data as { suggestion?: string } | undefined)?.suggestion;
      },
    );
    assert.deepEqual(suggestions.slice(0, 2), ["Europe/Copenhagen", "Europe/Copenhagen"]);
    assert.equal(suggestions[3], undefined);
  });

  it("overrides that have expired, faded as unnecessary", () => {
    check(`
      overrides:
        - { id: now, effect: exempt, reason: INC-42, expires: "2026-11-21T12:00:00Z" }
                                                              ^^^^^^^^^^^^^^^^^^^^^^ expired-override
        - { id: soon, effect: exempt, reason: INC-42, expires: "2026-11-21T13:00:00.001+01:00" }
    `);
  });

  it("definitions that nobody could end", () => {
    for (const role of [
      "{ id: a, admitted: true, may: [force] }",
      '{ id: a, bypass: ["*"], may: [disable] }',
    ])
      check(`roles: [${role}]\n`);
    check(`
      roles:
      ^^^^^ self-lock-out
        - { id: operator, may: [enable, disable] }
        - { id: user, admitted: true, bypass: [a.*] }
      operations: { blocked: [a.b] }
    `);
    checkFile(exampleHeader);
  });
});
