/** Completion: where keys, values and entries are offered, and how they stand in the text when they are accepted. */
import assert from "node:assert/strict";
import { accepts, acceptsWhole, head, labels, offered, offers, snippetOf } from "./completing";

const windowKeys = ["title", "target", "timeZone", "announce", "cutoff", "operations", "answer"];
const admin = "roles:\n  - { id: administrator, admitted: true, may: [disable] }\n";

describe("completion of keys", () => {
  it("offers what is missing first, and nothing that is there", () =>
    offers(
      `
      windows:
        - id: nightly
          |
    `,
      ["kind", "once", "recurring", "rrule", ...windowKeys],
    ));

  it("offers once beside recurring, and rrule no more", () =>
    offers(
      `
      windows:
        - id: nightly
          |
          kind: maintenance
          recurring: { frequency: daily, startTime: "02:00", duration: PT1H }
    `,
      ["title", "target", "timeZone", "once", "announce", "cutoff", "operations", "answer"],
    ));

  it("offers letThrough to a blackout, once there is a role to let through", () => {
    const window = "windows:\n  - id: shutdown\n    kind: blackout\n    |\n";
    assert.ok(!labels(head + window).includes("letThrough"));
    assert.ok(labels(head + admin + window).includes("letThrough"));
    assert.ok(!labels(head + admin + window.replace("blackout", "maintenance")).includes("letThrough"));
  });

  it("offers one way to end an occurrence and a recurrence", () => {
    const recurring = (more: string): string =>
      `${head}windows:\n  - id: a\n    kind: maintenance\n    recurring:\n      frequency: daily\n      startTime: "02:00"\n${more}      |\n`;
    assert.deepEqual(labels(recurring("")).slice(0, 2), ["endTime", "duration"]);
    const ended = labels(recurring("      duration: PT1H\n      endDate: 2030-01-01\n"));
    for (const name of ["endTime", "count", "bySetPos"]) assert.ok(!ended.includes(name), name);
  });

  it("brings along what a key cannot be without", () => {
    accepts(
      `
      windows:
        - id: nightly
          kind: maintenance
          rr|
    `,
      "rrule",
      `
      windows:
        - id: nightly
          kind: maintenance
          rrule: FREQ=WEEKLY;BYDAY=SU
          start: "2026-11-21T14:00"
          duration: PT4H
    `,
    );
    accepts(
      `
      windows:
        - id: nightly
          kind: maintenance
          recurring:
            frequency: daily
            startTime: "02:00"
            duration: PT1H
            |
    `,
      "interval",
      `
      windows:
        - id: nightly
          kind: maintenance
          recurring:
            frequency: daily
            startTime: "02:00"
            duration: PT1H
            interval: 2
            startDate: "2026-11-21"
    `,
    );
  });

  it("offers the site of a target only beside its client", () => {
    offers("overrides:\n  - id: a\n    target: { | }\n", ["target", "client"]);
    offers("overrides:\n  - id: a\n    target: { client: acme, | }\n", ["site"]);
    offers("overrides:\n  - id: a\n    target: { client: acme, site: hq, | }\n", ["agent"]);
  });

  it("says what an override with the effect admit needs", () => {
    const [first] = offered(
      `${head}${admin}overrides:\n  - id: jit\n    effect: admit\n    reason: x\n    |\n`,
    );
    assert.equal(first?.label, "roles");
    assert.equal(first.detail, "needed");
    const exempt = labels(
      `${head}${admin}overrides:\n  - id: keep\n    effect: exempt\n    reason: x\n    |\n`,
    );
    assert.deepEqual(exempt, ["target", "expires"]);
  });

  it("documents a key with the schema's text", () => {
    const kind = offered(`${head}windows:\n  - |\n`).find(({ label }) => label === "kind");
    assert.deepEqual(kind?.documentation, {
      kind: "markdown",
      value:
        "**Kind**  \nWhat is in force during the window.\n\n" +
        "- `maintenance`: Admitted roles work on; operations that are not blocked go on.\n" +
        "- `blackout`: A full stop: only the roles in letThrough get in, and what is running is refused, too.",
    });
  });

  it("gives the key of a line that has a value another name, and only one that the value is right for", () => {
    accepts(
      `
      operations:
        unli|: deny
    `,
      "unlisted",
      `
      operations:
        unlisted: deny
    `,
    );
    offers("operations:\n  un|listed: deny\n", ["unlisted", "answer"]);
  });

  it("does so at the top, also where the entries are many", () => {
    offers("ro|les:\n  - id: a\n    admitted: true\n  - id: b\n", ["roles"]);
    offers("wind|ows:\n", [
      "notice",
      "roles",
      "operations",
      "schedules",
      "windows",
      "agents",
      "overrides",
      "transitions",
      "services",
    ]);
  });

  it("replaces the word that the cursor is in", () =>
    accepts(
      `
      operations:
        un|lis
        answer: No
    `,
      "unlisted",
      `
      operations:
        unlisted: allow
        answer: No
    `,
    ));

  it("offers the top-level keys in column 0, those of the definition that are not there", () => {
    const all = ["notice", "operations", "schedules", "windows", "agents", "overrides", "transitions"];
    offers(`${admin}services:\n  - id: aos\n|`, all);
    offers(`${admin}services:\n  - id: aos\n\noper|\n`, all);
  });

  it("gives windows a time zone where there is none yet", () => {
    const bare = head.replace(/timeZone.*\n/, "");
    const window = `windows:
  - id: server-move
    kind: maintenance
    once:
      - { start: "2026-11-21T14:00", end: "2026-11-21T16:00" }
    announce: PT30M`;
    acceptsWhole(`${bare}|\n`, "windows", `${bare}timeZone: Europe/Copenhagen\n${window}\n`);
    acceptsWhole(
      `${bare}windows:\n  - |\n`,
      "maintenance window, once",
      `${bare}${window.replace("once:", "timeZone: Europe/Copenhagen\n    once:")}\n`,
    );
  });
});

describe("completion and indentation", () => {
  it("begins a list below its key, and a mapping", () => {
    accepts("operations:\n  blo|\n", "blocked", "operations:\n  blocked:\n    - process.calendar.*\n");
    accepts(
      "transitions:\n  |\n",
      "drain",
      "transitions:\n  drain:\n    timeout: PT30M\n    then: proceed\n",
    );
  });

  it("indents as the text does", () => {
    accepts(
      `
      operations:
          blocked:
              - a
          only|
    `,
      "onlyDuringMaintenance",
      `
      operations:
          blocked:
              - a
          onlyDuringMaintenance:
              - configuration.license.edit
    `,
    );
    accepts(
      `
      roles:
      - id: administrator
        admitted: true
        may: [disable]
        byp|
    `,
      "bypass",
      `
      roles:
      - id: administrator
        admitted: true
        may: [disable]
        bypass:
        - "*"
    `,
    );
  });

  it("adds an entry where the cursor stands in the column of the dashes", () => {
    accepts(
      "services:\n  - id: aos\n  |\n",
      "service",
      "services:\n  - id: aos\n  - id: aos-2\n    title: AOS service\n",
    );
    accepts(
      "services:\n|\n  - id: aos\n",
      "service",
      "services:\n  - id: aos-2\n    title: AOS service\n  - id: aos\n",
    );
    accepts("services:\n- id: aos\n|\n- id: mr\n", "id", "services:\n- id: aos\n- id: aos-2\n- id: mr\n");
  });

  it("does not cut off what follows", () => {
    accepts(
      `
      operations:
        unlisted: deny
      |
        inFlight: stop
    `,
      "answer",
      `
      operations:
        unlisted: deny
        answer: Not possible during maintenance
        inFlight: stop
    `,
    );
    accepts(
      `
      transitions:
        drain:
              |
          then: cancel
    `,
      "timeout",
      `
      transitions:
        drain:
          timeout: PT30M
          then: cancel
    `,
    );
  });

  it("moves a line that stands too far right", () =>
    accepts(
      "operations:\n  unlisted: deny\n      |\n",
      "inFlight",
      "operations:\n  unlisted: deny\n  inFlight: finish\n",
    ));

  it("writes an entry behind its dash, with and without the space", () => {
    const done = "windows:\n  - id: patch-tuesday\n";
    accepts("services:\n  - |\n", "id", "services:\n  - id: aos\n");
    accepts("services:\n  -|\n", "id", "services:\n  - id: aos\n");
    assert.ok(labels(`${head}${done}    kind: blackout\n  - |\n`).includes("id"));
  });

  it("adds a key above the others of an entry", () =>
    accepts(
      "services:\n  - tit|\n    id: aos\n",
      "title",
      "services:\n  - title: AOS service\n    id: aos\n",
    ));

  it("writes a value behind its colon, with and without the space", () => {
    accepts("operations:\n  unlisted: |\n", "deny", "operations:\n  unlisted: deny\n");
    accepts("operations:\n  unlisted:|\n", "deny", "operations:\n  unlisted: deny\n");
    accepts("operations:\n  unlisted: al|low # all\n", "deny", "operations:\n  unlisted: deny # all\n");
    accepts("operations:\n  unlisted:\n    |\n", "deny", "operations:\n  unlisted:\n    deny\n");
  });

  it("opens a list or a mapping behind its colon", () => {
    accepts(
      "transitions:\n  approval: { for: | }\n",
      "enable",
      "transitions:\n  approval: { for: [enable] }\n",
    );
    accepts(
      "transitions:\n  drain: |\n",
      "drain",
      "transitions:\n  drain: { timeout: PT30M, then: proceed }\n",
    );
    accepts("services: |\n", "service", "services:\n  - id: aos\n    title: AOS service\n");
  });

  it("offers nothing behind a colon whose value lies below", () => {
    offers("operations: |\n  unlisted: deny\n", []);
    offers("services: |\n  - id: aos\n", []);
  });
});

describe("completion in brackets", () => {
  it("adds a key", () => {
    accepts(
      "transitions:\n  drain: { timeout: PT1H, | }\n",
      "then",
      "transitions:\n  drain: { timeout: PT1H, then: proceed }\n",
    );
    accepts(
      "transitions:\n  drain: { | then: proceed }\n",
      "timeout",
      "transitions:\n  drain: { timeout: PT30M,  then: proceed }\n",
    );
    accepts("transitions:\n  drain: {ti|}\n", "timeout", "transitions:\n  drain: {timeout: PT30M}\n");
  });

  it("adds what is not in the list", () => {
    offers("transitions:\n  approval: { for: [enable, |] }\n", ["disable"]);
    accepts(
      "transitions:\n  approval: { for: [enable,|] }\n",
      "disable",
      "transitions:\n  approval: { for: [enable, disable] }\n",
    );
    accepts(
      "transitions:\n  approval:\n    for: [\n      enable,\n      |\n    ]\n",
      "disable",
      "transitions:\n  approval:\n    for: [\n      enable,\n      disable\n    ]\n",
    );
  });

  it("goes on where the bracket is still open", () => {
    accepts(
      `
      transitions:
        approval: { for: [en|
        drain: { timeout: PT1H, then: cancel }
    `,
      "enable",
      `
      transitions:
        approval: { for: [enable
        drain: { timeout: PT1H, then: cancel }
    `,
    );
    offers("transitions:\n  drain: { timeout: PT1H, |\n  restart:\n    services: [aos]\n", ["then"]);
  });

  it("writes a mapping in a list on one line", () =>
    accepts(
      `
      windows:
        - id: a
          kind: maintenance
          recurring: { frequency: monthly, byDay: [|], startTime: "02:00", duration: PT1H }
    `,
      "nth day of the month",
      `
      windows:
        - id: a
          kind: maintenance
          recurring: { frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 2 }], startTime: "02:00", duration: PT1H }
    `,
    ));

  it("writes JSON in a JSON file", () => {
    const json = (inner: string): string =>
      `{ "apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": { "name": "x" }, ${inner} }`;
    const uri = "file:///example.maintenance.json";
    acceptsWhole(
      json('"transitions": { "drain": { "timeout": "PT1H", | } }'),
      "then",
      json('"transitions": { "drain": { "timeout": "PT1H", "then": "proceed" } }'),
      uri,
    );
    acceptsWhole(
      json('"transitions": { "drain": { "timeout": "PT1H", "th|" } }'),
      "then",
      json('"transitions": { "drain": { "timeout": "PT1H", "then": "proceed" } }'),
      uri,
    );
    acceptsWhole(
      json('"operations": { "unlisted": "|" }'),
      "deny",
      json('"operations": { "unlisted": "deny" }'),
      uri,
    );
  });
});

describe("completion in quotes", () => {
  it("replaces what is inside them", () => {
    acceptsWhole(
      head.replace("Europe/Berlin", '"Europe/Be|r"'),
      "Europe/Paris",
      head.replace("Europe/Berlin", '"Europe/Paris"'),
    );
    acceptsWhole(
      head.replace("Europe/Berlin", "'|'"),
      "Europe/Paris",
      head.replace("Europe/Berlin", "'Europe/Paris'"),
    );
  });

  it("closes them", () =>
    acceptsWhole(
      head.replace("Europe/Berlin", '"Par|'),
      "Europe/Paris",
      head.replace("Europe/Berlin", '"Europe/Paris"'),
    ));

  it("puts in quotes what would be something else without", () => {
    accepts(
      'agents:\n  - { client: "off", site: hq, ids: [a] }\nwindows:\n  - { id: a, target: { client: | } }\n',
      "off",
      'agents:\n  - { client: "off", site: hq, ids: [a] }\nwindows:\n  - { id: a, target: { client: "off" } }\n',
    );
    accepts(
      "roles:\n  - { id: a, admitted: true, may: [disable], bypass: [|] }\n",
      "*",
      'roles:\n  - { id: a, admitted: true, may: [disable], bypass: ["*"] }\n',
    );
    accepts(
      `
      agents:
        - { client: "no", site: "12e3", ids: [a] }
      overrides:
        - id: keep
          effect: exempt
          reason: x
          target: { client: "no", site: | }
    `,
      "12e3",
      `
      agents:
        - { client: "no", site: "12e3", ids: [a] }
      overrides:
        - id: keep
          effect: exempt
          reason: x
          target: { client: "no", site: "12e3" }
    `,
    );
  });
});

describe("completion where nothing fits", () => {
  const nothing: [string, string][] = [
    ["in a comment", "operations: # unl|\n"],
    ["in a comment line", "operations:\n  # |\n  unlisted: deny\n"],
    ["in a comment in brackets", "roles:\n  - { id: a, # |\n    admitted: true }\n"],
    ["in a text block", "notice:\n  message: >\n    un|\n"],
    ["in a free text", "notice:\n  message: |\n"],
    ["behind a closing bracket", "transitions:\n  approval: { for: [enable] } |\n"],
    ["behind a closing quote", 'operations:\n  unlisted: "deny"|\n'],
    ["below a key that nobody knows", "cron:\n  |\n"],
    ["for an id to be invented", "windows:\n  - id: |\n"],
  ];
  for (const [where, text] of nothing) it(where, () => offers(text, []));

  it("in other people's files", () => assert.deepEqual(offered("a: |\n", "file:///compose.yaml"), []));
});

describe("completion while the text is broken elsewhere", () => {
  it("goes on in the entry that is typed", () =>
    accepts(
      `
      roles:
        - id: administrator
          admitted: true
          may: [disable
      operations:
        unlisted: "deny
        blocked:
          - id: process.run
            inFl|
          - !!
      notice
    `,
      "inFlight",
      `
      roles:
        - id: administrator
          admitted: true
          may: [disable
      operations:
        unlisted: "deny
        blocked:
          - id: process.run
            inFlight: stop
          - !!
      notice
    `,
    ));

  it("keeps to its own definition where the text has several", () => {
    const second = `---\n${head}${admin}overrides:\n  - { id: a, effect: admit, reason: x, roles: [|] }\n`;
    assert.deepEqual(labels(`${head}roles:\n  - id: other\n${second}`), ["administrator"]);
  });
});

describe("completion of an empty file", () => {
  const names = ["minimal", "business application", "sandbox", "monitoring", "deployment server"];

  for (const text of ["|", "\n|\n", "# My policy.\n|", "min|"]) {
    it(`offers whole definitions in ${JSON.stringify(text)}`, () =>
      assert.deepEqual(labels(text).slice(0, names.length), names));
  }

  for (const name of names) {
    it(`offers ${name}, a definition without a problem`, () => {
      const [item] = offered("|").filter(({ label }) => label === name);
      const text = item?.textEdit?.newText ?? "";
      acceptsWhole("|", name, text);
      assert.match(text, /^apiVersion: [^]*\n$/);
    });
  }

  it("offers none beside a definition", () => assert.ok(!labels(`${head}|`).includes("minimal")));
});

describe("completion with snippets", () => {
  it("lets the user choose among what is possible", () =>
    assert.equal(snippetOf("operations:\n  unl|\n", "unlisted"), "unlisted: ${1|allow,deny|}"));

  it("lets the user change what is an example, inside the quotes that it needs", () => {
    assert.equal(snippetOf("notice:\n  |\n", "contact"), "contact: ${1:Operations desk, extension 4711}");
    assert.equal(
      snippetOf("notice:\n  |\n", "message"),
      'message: "${1:Maintenance since {start\\}. Back at {end\\}.}"',
    );
    assert.equal(snippetOf("notice: { | }\n", "contact"), 'contact: "${1:Operations desk, extension 4711}"');
  });

  it("leaves the indentation of further lines to the client", () =>
    assert.equal(
      snippetOf("transitions:\n  |\n", "drain"),
      "drain:\n  timeout: ${1|PT30M,PT15M,PT1H,PT2H,PT4H,PT8H,PT12H,PT24H|}\n  then: ${2|proceed,cancel|}",
    ));
});
