/** Problems of shape: one per mistake, at the exact node, in the words of a definition. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { diagnose } from "../../src/language/diagnose";
import { check, checkFile, nowMs } from "./marked";

const window = "timeZone: Europe/Copenhagen\nwindows:\n  - id: nightly\n    kind: maintenance\n";

/** Code and message of each problem in the lines after the header. */
function messages(body: string): string[] {
  return diagnose(exampleHeader + body, { uri: "x.maintenance.yaml", nowMs }).map(
    ({ code, message }) => `${String(code)}: ${typeof message === "string" ? message : message.value}`,
  );
}

describe("shape", () => {
  it("unknown keys, at the key, with the nearest known one", () => {
    check(`
      opertions: {}
      ^^^^^^^^^ unknown-property
      roles:
        - id: administrator
          admited: true
          ^^^^^^^ unknown-property
          may: [disable]
    `);
    assert.deepEqual(messages("operations: { always-allowed: [] }\n"), [
      "unknown-property: `always-allowed` is not a key of `operations`. Did you mean `alwaysAllowed`?",
    ]);
    assert.deepEqual(messages("notice: { message: x, color: red }\n"), [
      "unknown-property: `color` is not a key of `notice`. Possible are: title, message, messageWithoutEnd, contact.",
    ]);
  });

  it("a misspelt key is not missing as well, and what depends on it is not judged", () => {
    check(`
      timezone: Europe/Copenhagen
      ^^^^^^^^ unknown-property
      windows:
        - id: nightly
          kind: maintenance
          recuring: { frequency: daily, startTime: "22:00", duration: PT1H }
          ^^^^^^^^ unknown-property
      role: [{ id: a }]
      ^^^^ unknown-property
      overrides:
        - { id: jit, effect: admit, roles: [administrator], reason: INC-43 }
    `);
    check(`
      roles:
        - idd: administrator
          ^^^ unknown-property
          admitted: true
          may: [disable]
      overrides:
        - { id: jit, effect: admit, roles: [administrator], reason: INC-43 }
    `);
  });

  it("missing keys, at the key of what lacks them", () => {
    check(`
      notice:
      ^^^^^^ missing-property
        contact: Operations
      services:
        - title: AOS
          ^^^^^ missing-property
      overrides:
        - reason: INC-42
          id: keep
          ^^ missing-property
    `);
    checkFile("apiVersion: maintenance-mode/v1\n^^^^^^^^^^ missing-property\nkind: MaintenanceDefinition\n");
    assert.deepEqual(messages("services: [{}]\n"), [
      "missing-property: Service needs `id`: the id under which transitions and the endpoint name this service. Add it, such as `id: aos`.",
    ]);
  });

  it("a window that does not say when", () => {
    check(`
      timeZone: Europe/Copenhagen
      windows:
        - kind: blackout
          id: weekly
          ^^ missing-property
    `);
    assert.deepEqual(messages(window), [
      "missing-property: Nothing says when this happens: add once, recurring, or rrule with start and duration.",
    ]);
  });

  it("keys that exclude each other", () => {
    check(
      `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT1H, endTime: "23:00" }
                                                       ^^^^^^^^ conflicting-property
`,
    );
    check(
      `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }
    rrule: FREQ=DAILY
    ^^^^^ conflicting-property
    letThrough: [a]
    ^^^^^^^^^^ conflicting-property
`,
    );
  });

  it("targets with a gap", () =>
    check(`
      overrides:
        - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, agent: db-7 } }
                                                                              ^^^^^ target-gap
    `));

  it("a wrong kind of value hides everything under it", () => {
    check(`
      services:
        id: aos
        ^^^^^^^ wrong-type
      roles: administrator
             ^^^^^^^^^^^^^ wrong-type
      operations: [a]
                  ^^^ wrong-type
      timeZone: 5
                ^ wrong-type
      windows:
      ^^^^^^^ wrong-type
    `);
    assert.deepEqual(
      messages(
        "operations: { blocked: a.b, alwaysAllowed: 7, answer: 5 }\nroles: [{ id: x, admitted: no, may: [force], bypass: ['*'] }]\n",
      ),
      [
        "wrong-type: `blocked` must be a list (one entry a line, each after a dash and a space); here is the text `a.b`. Write `[a.b]`.",
        "wrong-type: `alwaysAllowed` must be a list (one entry a line, each after a dash and a space); here is a number.",
        "wrong-type: `answer` must be a text; here is a number. Put it in quotes.",
        "wrong-type: `admitted` must be true or false; here is the text `no`. Write `false`, without quotes.",
      ],
    );
    assert.match(
      messages("operations:\n  blocked:\n    -a.b\n")[0] ?? "",
      /A dash begins an entry only when a space follows it\.$/,
    );
  });

  it("values that are not in the list", () => {
    check(`
      operations:
        unlisted: dney
                  ^^^^ unknown-value
      roles:
        - { id: administrator, admitted: true, may: [disable, enabel] }
                                                              ^^^^^^ unknown-value
    `);
    assert.deepEqual(messages("operations: { inFlight: drop }\n"), [
      "unknown-value: `drop` is not possible for `inFlight`. Possible: finish, stop.",
    ]);
  });

  it("versions that are not known, and nothing else of such a document", () =>
    checkFile(
      "apiVersion: maintenance-mode/v9\n            ^^^^^^^^^^^^^^^^^^^ unknown-version\nkind: MaintenanceDefinition\nfoo: 1\n",
    ));

  it("forms of values", () => {
    check(`
      metadata2: 1
      ^^^^^^^^^ unknown-property
      services:
        - id: AOS Service
              ^^^^^^^^^^^ malformed-value
        - id: ${"a".repeat(65)}
              ${"^".repeat(65)} too-long
        - id: dixf
          title: ""
                 ^^ empty-value
      agents: []
              ^^ empty-value
      schedules: { No Good: { once: [{ start: "2026-02-30T10:00", end: "2026-03-01T10:00" }], timeZone: Europe/Copenhagen } }
                   ^^^^^^^ malformed-value
                                              ^^^^^^^^^^^^^^^^^^ malformed-value
    `);
    assert.deepEqual(
      messages(`${window}    recurring: { frequency: daily, startTime: "9 pm", duration: PT1H }\n`),
      [
        'malformed-value: `startTime` must be a time of day HH:MM from 00:00 to 23:59, quoted, such as "22:00"; `9 pm` is not.',
      ],
    );
  });

  it("numbers", () =>
    check(
      `${window}    recurring: { frequency: yearly, byMonth: [13], byMonthDay: [0], startTime: "22:00", duration: PT1H, interval: 0, startDate: "2026-01-01" }
                                              ^^ out-of-range
                                                                ^ out-of-range
                                                                                                                  ^ out-of-range
`,
    ));

  it("entries that are twice", () =>
    check(`
      operations:
        blocked:
          - process.run
          - { id: process.run, answer: Could not start }
                  ^^^^^^^^^^^ duplicate-item
        alwaysAllowed: [a.b, a.c, a.b]
                                  ^^^ duplicate-item
      agents:
        - { client: acme, site: hq, ids: [db-7, db-7] }
                                                ^^^^ duplicate-item
        - { client: acme, site: hq, ids: [web-1] }
            ^^^^^^ duplicate-item
    `));

  it("a wrong kind in a schedule, or in a list on one line, is told and judged no further", () =>
    check(`
      timeZone: Europe/Copenhagen
      schedules:
        nightly: { rrule: 5, start: "2027-01-01T02:00", duration: PT1H }
                          ^ wrong-type
      windows: [{ id: weekly, kind: maintenance, recurring: { frequency: weekly, byDay: 1, startTime: "02:00", duration: PT1H } }]
                                                                                        ^ wrong-type
    `));

  it("cron, with the rule that means the same", () => {
    check(`${window}    cron: "0 2 * * 0"\n    ^^^^ cron\n`);
    assert.match(
      messages(`${window}    cron: "30 2 * * 1-5"\n`)[0] ?? "",
      /`rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR` with a `start` at 02:30/,
    );
  });
});
