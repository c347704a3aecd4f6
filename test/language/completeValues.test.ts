/** Completion: which values are offered, from the schema, the names of the definition, and the calendar. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { CompletionItemKind } from "vscode-languageserver-types";
import { accepts, head, labels, mistakes, nowMs, offered, offers } from "./completing";
import { complete } from "../../src/language/complete";
import { LiveText } from "../../src/language/live";

const details = (marked: string): string[] =>
  offered(head + marked).map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`));

describe("completion of values", () => {
  it("says what each value of a closed list means", () =>
    assert.deepEqual(details("operations:\n  unlisted: |\n"), [
      "allow: default. Open to everybody: only what is listed is blocked.",
      "deny: Open to admitted roles only: everybody else stays out.",
    ]));

  it("offers true and false", () =>
    assert.deepEqual(details("roles:\n  - { id: a, admitted: | }\n"), ["true", "false: default"]));

  it("offers a right once", () =>
    offers("roles:\n  - id: a\n    may:\n      - disable\n      - |\n      - grant\n", [
      "enable",
      "force",
      "restart",
      "schedule",
      "approve",
    ]));

  it("says which month a number is", () =>
    assert.deepEqual(
      details("schedules:\n  a: { recurring: { byMonth: [1, 2, 3, 4, 5, 6, 7, 8, 9, |] } }\n"),
      ["10: October", "11: November", "12: December"],
    ));

  it("offers a day with its position only where there are positions", () => {
    const days = (frequency: string): string[] =>
      labels(
        `${head}schedules:\n  a:\n    recurring:\n      frequency: ${frequency}\n      byDay:\n        - |\n`,
      );
    assert.deepEqual(days("weekly").slice(0, 7), ["mo", "tu", "we", "th", "fr", "sa", "su"]);
    assert.ok(days("monthly").includes("nthOfPeriod") || days("monthly").includes("nth day of the month"));
    assert.ok(!days("weekly").includes("nth day of the month"));
  });
});

describe("completion of names", () => {
  const roles = "roles:\n  - { id: administrator, admitted: true, may: [disable] }\n  - id: contractor\n";

  it("offers the roles where one is used", () => {
    offers(`${roles}transitions:\n  approval:\n    for: [enable]\n    approvers: [|]\n`, [
      "administrator",
      "contractor",
    ]);
    offers(`${roles}windows:\n  - { id: a, kind: blackout, letThrough: [contractor, |] }\n`, [
      "administrator",
    ]);
  });

  it("does not take what is being typed for a name", () =>
    offers(`${roles}overrides:\n  - { id: a, effect: admit, roles: [contr|] }\n`, [
      "administrator",
      "contractor",
    ]));

  it("offers names that are used where they are to be declared", () => {
    offers("overrides:\n  - { id: a, effect: admit, roles: [helper] }\nroles:\n  - id: |\n", ["helper"]);
    accepts(
      `
      windows:
        - id: a
          kind: maintenance
          exclude: [close-of-books]
      schedules:
        |
    `,
      "close-of-books",
      `
      windows:
        - id: a
          kind: maintenance
          exclude: [close-of-books]
      schedules:
        close-of-books:
          once:
            - { start: "2026-11-21T14:00", end: "2026-11-21T16:00" }
    `,
    );
  });

  it("offers schedules and services", () => {
    offers(
      "schedules:\n  holidays: {}\n  stocktaking: {}\nwindows:\n  - id: a\n    exclude:\n      - holi|\n",
      ["holidays", "stocktaking"],
    );
    offers("transitions:\n  restart: { services: [|] }\nservices:\n  - id: aos\n  - id: mr\n", ["aos", "mr"]);
  });

  it("narrows agents by their site, and sites by their client", () => {
    const inventory = `agents:
  - { client: acme, site: hq, ids: [db-7, web-1] }
  - { client: acme, site: lab, ids: [lab-1] }
  - { client: globe, site: harbour, ids: [terminal-1] }
`;
    const target = (inner: string): string => `${inventory}overrides:\n  - { id: a, target: { ${inner} } }\n`;
    offers(target("client: |"), ["acme", "globe"]);
    offers(target("client: acme, site: |"), ["hq", "lab"]);
    offers(target("client: acme, site: hq, agent: |"), ["db-7", "web-1"]);
    offers(target("client: globe, site: hq, agent: |"), []);
  });

  it("begins with an agent of the site that is written", () => {
    const inventory =
      "agents:\n  - { client: acme, site: hq, ids: [db-7] }\n  - { client: globe, site: harbour, ids: [a-1] }\n";
    const target = (inner: string): string =>
      `${inventory}overrides:\n  - { id: a, effect: exempt, reason: x, target: { ${inner} } }\n`;
    accepts(target("client: globe, |"), "site", target("client: globe, site: harbour"));
    accepts(
      target("client: globe, site: harbour, |"),
      "agent",
      target("client: globe, site: harbour, agent: a-1"),
    );
  });

  it("offers of the sites that other targets name those of the same client", () =>
    offers(
      "windows:\n  - { id: a, target: { client: acme, site: hq } }\n  - { id: b, target: { client: globe, site: lab } }\noverrides:\n  - { id: b, target: { client: acme, site: | } }\n",
      ["hq"],
    ));

  it("offers what other targets name where there is no inventory", () =>
    offers(
      "windows:\n  - { id: a, target: { client: acme } }\noverrides:\n  - { id: b, target: { client: | } }\n",
      ["acme"],
    ));
});

describe("completion of operations", () => {
  const operations = `operations:
  blocked: [process.component.run, process.component.import, process.calendar.*, session.sign-in]
  alwaysAllowed:
    - `;

  it("goes segment by segment", () => {
    offers(`${operations}|\n`, [
      "process.*",
      "session.*",
      "*",
      "process.calendar.*",
      "process.component.import",
      "process.component.run",
      "session.sign-in",
    ]);
    offers(`${operations}process.|\n`, [
      "process.calendar.*",
      "process.component.*",
      "process.*",
      "process.component.import",
      "process.component.run",
    ]);
    offers(`${operations}process.component.r|\n`, [
      "process.component.import",
      "process.component.run",
      "process.component.*",
    ]);
  });

  it("offers the pattern below any name", () => offers(`${operations}new.thing.|\n`, ["new.thing.*"]));

  it("leaves out what the list has", () =>
    offers("operations:\n  blocked:\n    - id: session.sign-in\n    - session.|\n", [
      "session.*",
      "operation with an answer of its own",
      "id",
      "answer",
      "inFlight",
    ]));

  it("replaces the whole name", () =>
    accepts(
      "operations:\n  blocked: [a.b.c]\n  alwaysAllowed: [a.|x.y]\n",
      "a.b.*",
      "operations:\n  blocked: [a.b.c]\n  alwaysAllowed: [a.b.*]\n",
    ));
});

describe("completion of time zones", () => {
  it("offers all of them, and finds them by their city", () => {
    const zones = offered(`${head}windows:\n  - { id: a, timeZone: | }\n`);
    assert.equal(zones[0]?.label, "Europe/Berlin");
    assert.equal(zones[0].detail, "the definition's");
    assert.ok(zones.length > 400);
    const york = zones.find(({ label }) => label === "America/New_York");
    assert.equal(york?.filterText, "America/New_York New York");
    assert.ok(zones.some(({ label }) => label === "UTC"));
  });
});

describe("completion of recurrence rules", () => {
  const rule = (text: string): string => `windows:\n  - id: a\n    rrule: ${text}\n`;
  const found = (text: string): string[] => labels(head + rule(text));

  it("offers whole rules, then parts, then values", () => {
    assert.ok(found("|").includes("FREQ=WEEKLY;BYDAY=SU"));
    assert.deepEqual(found("FREQ=|"), ["WEEKLY", "DAILY", "MONTHLY", "YEARLY"]);
    assert.deepEqual(found("FREQ=WEEKLY;|"), ["BYDAY=", "BYMONTH=", "INTERVAL=", "COUNT=", "UNTIL="]);
    assert.deepEqual(found("FREQ=WEEKLY;BYDAY=|"), ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]);
  });

  it("offers nothing that the rule cannot have", () => {
    assert.ok(!found("FREQ=MONTHLY;COUNT=3;|").includes("UNTIL="));
    assert.ok(found("FREQ=MONTHLY;BYDAY=|").includes("2TU"));
    assert.ok(!found("FREQ=WEEKLY;BYDAY=MO,TU,|").includes("TU"));
    assert.ok(found("FREQ=WEEKLY;BYDAY=MO;|").includes("BYSETPOS="));
  });

  it("keeps what stands before and behind", () => {
    accepts(
      rule("FREQ=WEEKLY;BYDAY=MO,|;COUNT=3"),
      "TU",
      rule('"FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3"').replaceAll('"', ""),
    );
    accepts(rule("FREQ=WEE|;BYDAY=MO"), "MONTHLY", rule("FREQ=MONTHLY;BYDAY=MO"));
    accepts(rule("FREQ=WEEKLY;|"), "UNTIL=", rule("FREQ=WEEKLY;UNTIL=20271121"));
  });
});

describe("completion of times", () => {
  const window = (inner: string): string => `windows:\n  - id: a\n    kind: maintenance\n${inner}\n`;

  it("offers lengths in words", () => {
    assert.deepEqual(details(window("    announce: |")).slice(0, 3), [
      "PT15M: 15 minutes",
      "PT30M: 30 minutes",
      "PT1H: 1 hour",
    ]);
    assert.ok(details(window("    rrule: FREQ=DAILY\n    duration: |")).includes("P1D: 1 day"));
  });

  it("begins today, by the clocks of the zone", () => {
    assert.deepEqual(details(window("    once: [{ start: | }]")).slice(0, 2), [
      "2026-11-21T14:00: Saturday, the next full hour",
      "2026-11-21T22:00: Saturday, this evening",
    ]);
    const inTokyo = window("    timeZone: Asia/Tokyo\n    once: [{ start: | }]");
    assert.equal(labels(head + inTokyo)[0], "2026-11-21T22:00");
    assert.equal(details(window("    recurring: { startDate: | }"))[0], "2026-11-21: Saturday, today");
  });

  it("ends after the start", () => {
    accepts(
      window('    once: [{ start: "2027-03-01T22:00", end: | }]'),
      "2027-03-02T00:00",
      window('    once: [{ start: "2027-03-01T22:00", end: "2027-03-02T00:00" }]'),
    );
    const ends = details(window('    recurring: { startTime: "22:00", endTime: | }'));
    assert.deepEqual(ends.slice(0, 3), ["23:00: 1 hour", "24:00: 2 hours", "01:00: 3 hours, next day"]);
    assert.ok(!ends.some((end) => end.startsWith("22:00")));
    assert.equal(
      details(window("    recurring: { startDate: 2027-02-28, endDate: | }"))[0],
      "2028-02-28: Monday, a year later",
    );
  });

  it("offers the quarters of an hour that is typed", () =>
    offers(window('    recurring: { startTime: "22:|" }'), ["22:00", "22:15", "22:30", "22:45"]));

  it("quotes times", () =>
    accepts(
      window("    recurring: { frequency: daily, duration: PT1H, startTime: 2| }"),
      "23:00",
      window('    recurring: { frequency: daily, duration: PT1H, startTime: "23:00" }'),
    ));

  it("writes an instant with the offset that holds then", () =>
    assert.deepEqual(details("overrides:\n  - { id: a, expires: | }\n").slice(0, 2), [
      "2026-11-22T14:00:00+01:00: Sunday, in a day",
      "2026-11-21T14:00:00+01:00: Saturday, in an hour",
    ]));
});

describe("completion of whole entries", () => {
  it("offers windows of every kind", () => {
    const windows = offered(`${head}windows:\n  - |\n`).filter(
      ({ kind }) => kind === CompletionItemKind.Snippet,
    );
    assert.deepEqual(
      windows.map(({ label }) => label),
      [
        "maintenance window, once",
        "maintenance window, every week",
        "maintenance window, every month",
        "blackout window",
      ],
    );
  });

  it("writes a window with an id of its own", () =>
    accepts(
      `
      windows:
        - id: patch-tuesday
          kind: blackout
          once: [{ start: "2027-01-01T00:00", end: "2027-01-02T00:00" }]
        - |
    `,
      "maintenance window, every month",
      `
      windows:
        - id: patch-tuesday
          kind: blackout
          once: [{ start: "2027-01-01T00:00", end: "2027-01-02T00:00" }]
        - id: patch-tuesday-2
          kind: maintenance
          recurring:
            frequency: monthly
            byDay: [{ day: tu, nthOfPeriod: 2 }]
            startTime: "22:00"
            duration: PT4H
          announce: PT30M
    `,
    ));

  it("writes an override for an agent that there is", () =>
    accepts(
      `
      agents:
        - { client: globe, site: harbour, ids: [terminal-1] }
      overrides:
        - |
    `,
      "override: stays out of maintenance",
      `
      agents:
        - { client: globe, site: harbour, ids: [terminal-1] }
      overrides:
        - id: keep-running
          effect: exempt
          target: { client: globe, site: harbour, agent: terminal-1 }
          reason: "INC-42: must not be interrupted"
          expires: "2026-11-22T14:00:00+01:00"
    `,
    ));

  it("lets nobody in who does not exist", () => {
    const text = "overrides:\n  - |\n";
    assert.ok(!labels(head + text).includes("override: lets a role in for a while"));
    const roles = "roles:\n  - { id: helper, admitted: true, may: [disable] }\n";
    assert.ok(labels(head + roles + text).includes("override: lets a role in for a while"));
  });
});

describe("completion in the samples", () => {
  /** Where a definition may contradict itself: a closed list is offered whole, and a role may give up its rights. */
  const contradictions = /^(?:conflicting-property|self-lock-out|missing-property)/;

  for (const name of readdirSync("samples").filter((file) => file.endsWith(".yaml"))) {
    it(`makes no mistake in ${name}`, function () {
      this.timeout(120_000);
      const lines = readFileSync(`samples/${name}`, "utf8").split("\n");
      let count = 0;
      for (const [index, line] of lines.entries()) {
        if (line.trim() === "" || line.trim().startsWith("#")) continue;
        const indent = /^ */.exec(line)?.[0] ?? "";
        const value = /^ *(?:- )?[\w-]+:(?= )/.exec(line)?.[0];
        const edited = [[line, indent], ...(value === undefined ? [] : [[`${value} `]])];
        for (const replaced of edited) {
          const text = [...lines.slice(0, index), ...replaced, ...lines.slice(index + 1)].join("\n");
          const position = { line: index + replaced.length - 1, character: replaced.at(-1)!.length };
          const view = new LiveText(text, { uri: "file:///a.maintenance.yaml", nowMs });
          const { items } = complete(view, position, { nowMs, snippets: false });
          for (const item of items.slice(0, 2)) {
            count++;
            const found = mistakes(text, position, item).filter((error) => !contradictions.test(error));
            assert.deepEqual(found, [], `line ${index + 1}: ${item.label}`);
          }
        }
      }
      assert.ok(count > 10);
    });
  }
});
