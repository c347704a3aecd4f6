/** Hovers: what they say about keys and values, and what follows for windows, roles, operations, overrides and times. */
import assert from "node:assert/strict";
import { MarkupContent } from "vscode-languageserver-types";
import { hover } from "../../src/language/hover";
import { LiveText } from "../../src/language/live";
import { head, nowMs } from "./completing";
import { dedent } from "./marked";
import { open } from "./open";

const uri = "file:///example.maintenance.yaml";

/** The Markdown at the `|` behind the head of a definition, in a text of one part and in one that is cut. */
function told(marked: string, viewerZone?: string): string | undefined {
  const { view, text, cursors } = open(head + dedent(marked));
  const found = [view, new LiveText(text, { uri, nowMs })].map((one) =>
    hover(one, cursors[0]!, { nowMs, viewerZone }),
  );
  assert.deepEqual(found[1], found[0], "a hover does not depend on the view");
  const contents = found[0]?.contents;
  if (contents === undefined) return undefined;
  assert.ok(MarkupContent.is(contents) && contents.kind === "markdown");
  return contents.value;
}

/** Checks the text before the schema's. */
function tells(marked: string, expected: string, viewerZone?: string): void {
  assert.equal(told(marked, viewerZone)?.split("\n\n---\n\n")[0], dedent(expected).trimEnd());
}

const window = (inner: string, more = ""): string =>
  `windows:\n  - id: night|ly\n    kind: maintenance\n    ${inner}\n${more}`;

describe("hover", () => {
  it("tells the schema's text with what is allowed, and marks what stands there", () =>
    assert.equal(
      told("operations:\n  unlisted: de|ny\n"),
      dedent(`
        **Unlisted operations**  
        What happens, while maintenance is on, to an operation that is not listed here.

        - \`allow\`: Open to everybody: only what is listed is blocked.
        - **\`deny\`**: Open to admitted roles only: everybody else stays out.

        Default: \`allow\``),
    ));

  it("tells it at the key with an example", () =>
    assert.equal(
      told("wind|ows:\n  - id: a\n    kind: maintenance\n")?.includes(
        "Example: `[{ id: year-end, kind: blackout,",
      ),
      true,
    ));

  it("covers the word that it is about", () => {
    const { view, cursors } = open(`${head}operations:\n  unlis|ted: deny\n`);
    assert.deepEqual(hover(view, cursors[0]!, { nowMs })?.range, {
      start: { line: 6, character: 2 },
      end: { line: 6, character: 10 },
    });
  });

  const nothing: [string, string][] = [
    ["an unknown key", "opera|tion: 5\n"],
    ["a word of one's own", "metadata: { name: x, labels: { te|am: finance } }\n"],
    ["white space", "operations: |  \n  unlisted: deny\n"],
    ["a comment", "operations:\n  unlisted: deny # na|me\n"],
  ];
  for (const [where, text] of nothing)
    it(`says nothing about ${where}`, () => assert.equal(told(text), undefined));

  it("says nothing in other people's files", () => {
    const { view, cursors } = open("wind|ows: 5\n");
    assert.equal(hover({ ...view, isOurs: false }, cursors[0]!, { nowMs }), undefined);
  });

  it("goes on while the text is broken elsewhere", () =>
    assert.ok(told("roles: [\noperations:\n  unlisted: de|ny\n  answer\n")?.includes("Unlisted operations")));

  it("makes no Markdown of what the definition says", () => {
    const text = told(
      'roles:\n  - id: "[x](http://y) `*"\n    bypass: ["a|"]\noperations:\n  blocked: [a]\n',
    );
    assert.ok(text?.includes("- `` [x](http://y) `* `` by its bypass\n"), text);
    assert.ok(told("roles:\n  - { id: a, bypa|ss: [] }\n")?.includes("An empty list is the same as none."));
  });
});

describe("hover on a window", () => {
  it("tells the next five openings in its zone", () =>
    tells(
      window(
        'recurring: { frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 2 }], startTime: "22:00", duration: PT4H }',
      ),
      `
        Next in \`Europe/Berlin\`:

        - Tue 8 Dec 2026 22:00 to Wed 9 Dec 2026 02:00
        - Tue 12 Jan 2027 22:00 to Wed 13 Jan 2027 02:00
        - Tue 9 Feb 2027 22:00 to Wed 10 Feb 2027 02:00
        - Tue 9 Mar 2027 22:00 to Wed 10 Mar 2027 02:00
        - Tue 13 Apr 2027 22:00 to Wed 14 Apr 2027 02:00
      `,
    ));

  it("tells them in the reader's zone, and which one is open", () =>
    tells(
      window(
        'once: [{ start: "2026-11-21T10:00", end: "2026-11-21T24:00" }, { start: "2026-12-01T01:00", end: "2026-12-01T02:00" }]',
      ),
      `
        Next in \`Europe/Berlin\`:

        - Sat 21 Nov 2026 10:00 to 24:00 (open now)  
          \`America/New_York\`: Sat 21 Nov 2026 04:00 to 18:00
        - Tue 1 Dec 2026 01:00 to 02:00  
          \`America/New_York\`: Mon 30 Nov 2026 19:00 to 20:00
      `,
      "America/New_York",
    ));

  it("does not repeat them for a reader with the same clocks", () =>
    tells(
      window('once: [{ start: "2026-12-01T01:00", end: "2026-12-01T02:00" }]'),
      "\nNext in `Europe/Berlin`:\n\n- Tue 1 Dec 2026 01:00 to 02:00\n",
      "Europe/Paris",
    ));

  it("leaves out what a schedule excludes", () =>
    tells(
      window(
        'recurring: { frequency: daily, startTime: "01:00", endTime: "02:00" }\n    exclude: [pause]',
        'schedules:\n  pause: { once: [{ start: "2026-11-23T00:00", end: "2026-12-24T00:00" }] }\n',
      ),
      `
        Next in \`Europe/Berlin\`:

        - Sun 22 Nov 2026 01:00 to 02:00
        - Thu 24 Dec 2026 01:00 to 02:00
        - Fri 25 Dec 2026 01:00 to 02:00
        - Sat 26 Dec 2026 01:00 to 02:00
        - Sun 27 Dec 2026 01:00 to 02:00
      `,
    ));

  it("tells the same at what says when", () => {
    for (const key of ["on|ce", "rru|le"]) {
      const when =
        key === "on|ce"
          ? 'on|ce: [{ start: "2027-01-01T01:00", end: "2027-01-01T02:00" }]'
          : 'rru|le: FREQ=DAILY;COUNT=1\n    start: "2027-01-01T01:00"\n    duration: PT1H';
      tells(
        `windows:\n  - id: a\n    kind: blackout\n    ${when}\n`,
        "\nNext in `Europe/Berlin`:\n\n- Fri 1 Jan 2027 01:00 to 02:00\n",
      );
    }
  });

  it("says so when it never opens again", () =>
    tells(
      window('once: [{ start: "2020-01-01T01:00", end: "2020-01-01T02:00" }]'),
      "\nNo more in the next ten years, in `Europe/Berlin`.\n",
    ));

  it("says nothing of openings that cannot be known", () => {
    for (const when of [
      "recurring: { frequency: daily }",
      "once: 5",
      "timeZone: Europe/Nowhere\n    once: []",
    ])
      assert.ok(told(window(when))?.startsWith("**Window id**"), when);
  });

  /** The notes about clock changes; in 2027 Berlin's clocks skip 02:00 to 03:00 on 28 March, and repeat it on 31 October. */
  const notes = (when: string): string[] =>
    [...(told(window(when)) ?? "").matchAll(/^Clock change: (.*)$/gm)].map(([, note = ""]) => note);
  const on = (day: string, times: string): string =>
    `recurring: { frequency: daily, startDate: "${day}", endDate: "${day}", ${times} }`;

  it("warns when a clock change shortens or lengthens an opening", () => {
    assert.deepEqual(notes(on("2027-03-27", 'startTime: "22:00", endTime: "06:00"')), [
      "on Sat 27 Mar 2027 it lasts 7 hours instead of 8 hours.",
    ]);
    assert.deepEqual(notes(on("2027-10-30", 'startTime: "22:00", endTime: "06:00"')), [
      "on Sat 30 Oct 2027 it lasts 9 hours instead of 8 hours.",
    ]);
    assert.deepEqual(notes('once: [{ start: "2027-03-28T01:00", end: "2027-03-28T04:00" }]'), [
      "on Sun 28 Mar 2027 it lasts 2 hours instead of 3 hours.",
    ]);
  });

  it("warns when a clock change shifts an end of exact hours, or a beginning", () => {
    assert.deepEqual(notes(on("2027-03-27", 'startTime: "22:00", duration: PT8H')), [
      "on Sat 27 Mar 2027 it ends at 07:00 instead of 06:00, after the same time.",
    ]);
    assert.deepEqual(notes(on("2027-03-28", 'startTime: "02:30", endTime: "04:00"')), [
      "on Sun 28 Mar 2027 it begins at 03:00 instead of 02:30.",
      "on Sun 28 Mar 2027 it lasts 1 hour instead of 1 hour 30 minutes.",
    ]);
  });

  it("warns when a clock change swallows an opening", () =>
    assert.deepEqual(
      notes('recurring: { frequency: daily, startDate: "2027-03-27", startTime: "02:00", endTime: "02:45" }'),
      ["on Sun 28 Mar 2027 it is skipped, because the clocks skip its time."],
    ));

  it("warns of nothing on other days, and of days of the calendar never", () => {
    assert.deepEqual(notes(on("2027-03-26", 'startTime: "22:00", endTime: "06:00"')), []);
    assert.deepEqual(notes(on("2027-06-01", 'startTime: "22:00", duration: P1D')), []);
  });
});

describe("hover on a role", () => {
  const definition = (operations: string, cursor: string): string => `roles:
  - { id: administrator, admitted: true, bypass: ["*"], may: [enable, disable] }
  - { id: ${cursor === "role" ? "contr|actor" : "contractor"} }
operations: { unlisted: ${operations} }
windows:
  - { id: shutdown, kind: blackout, letThrough: [${cursor === "window" ? "contr|actor" : "contractor"}] }
overrides:
  - { id: jit, effect: admit, roles: [contractor], operations: [database.connect], reason: x, expires: "2026-12-01T00:00:00Z" }
  - { id: old, effect: admit, roles: [contractor], reason: x, expires: "2026-11-01T00:00:00Z" }
`;
  const expected = (admission: string): string => `
    While maintenance is on, \`contractor\`:

    - Is not admitted: ${admission}
    - May do \`database.connect\` through override \`jit\` until Tue 1 Dec 2026 01:00 (\`Europe/Berlin\`).
    - Override \`old\` let it do everything; that has expired.
    - Gets in during \`shutdown\` (blackout).
    - Has no rights over maintenance itself.
  `;

  it("tells what it may do, where it is declared and where it is used", () => {
    tells(definition("deny", "role"), expected("only what is always allowed is open to it."));
    tells(definition("allow", "window"), expected("what is not blocked is open to it, as to everybody."));
  });

  it("tells of a role that is admitted", () =>
    tells(
      'roles:\n  - { id: adm|in, admitted: true, bypass: ["*", a.b], may: [enable, disable] }\n',
      `
        While maintenance is on, \`admin\`:

        - Is admitted: works on with everything that is not blocked.
        - May always do everything and \`a.b\` (bypass), also when that is blocked.
        - May \`enable\` and \`disable\` maintenance itself.
      `,
    ));

  it("says nothing of a role that nobody declares", () =>
    assert.ok(
      told("transitions:\n  approval: { for: [enable], approvers: [no|body] }\n")?.startsWith("**Id**"),
    ));
});

describe("hover on an operation", () => {
  const roles = "roles:\n  - { id: admin, admitted: true, may: [disable], bypass: [process.*] }\n";

  it("tells who may still do it, and where it is named", () =>
    tells(
      `operations:
  blocked: [process.*, process.run]
overrides:
  - { id: jit, effect: admit, roles: [helper], operations: [process.r|un], reason: x }
  - { id: old, effect: admit, roles: [helper], reason: x, expires: "2026-11-01T00:00:00Z" }
${roles}`,
      `
        Blocked while maintenance is on, also for admitted roles.

        Open nevertheless to:

        - \`admin\` by its bypass
        - \`helper\` through override \`jit\`

        Named in operations.blocked (\`process.*\`), line 7, operations.blocked, line 7, override \`jit\`, line 9, the bypass of role \`admin\` (\`process.*\`), line 12.
      `,
    ));

  it("tells by which pattern", () =>
    assert.ok(
      told(
        `operations:\n  blocked: [process.*]\nwindows:\n  - { id: a, operations: [process.r|un.x] }\n`,
      )?.startsWith("Blocked while maintenance is on, by `process.*`, also for admitted roles."),
    ));

  it("tells of what is always allowed, possible only then, or not blocked", () => {
    const first = (text: string): string => (told(text) ?? "").split("\n")[0] ?? "";
    assert.equal(
      first("operations: { alwaysAllowed: [session.sign|-out] }\n"),
      "Always allowed: only a blackout stops it.",
    );
    assert.equal(
      first("operations: { onlyDuringMaintenance: [con|fig] }\n"),
      "Refused while maintenance is off.",
    );
    assert.equal(
      first(`operations: { unlisted: deny }\n${roles.replace("process.*", "x.|y")}`),
      "Not blocked: while maintenance is on, admitted roles may do it: `admin`.",
    );
    assert.equal(
      first(roles.replace("process.*", "x.|y")),
      "Not blocked: open to everybody while maintenance is on.",
    );
  });
});

describe("hover on an override", () => {
  const inventory =
    "agents:\n  - { client: acme, site: hq, ids: [db-7, web-1] }\n  - { client: acme, site: lab, ids: [lab-1] }\n";

  it("tells what it changes, for how many agents, and until when", () => {
    tells(
      `${inventory}overrides:\n  - { id: ke|ep, effect: exempt, target: { client: acme }, reason: x, expires: "2026-12-01T00:00:00Z" }\n`,
      `
        Keeps client \`acme\` out of maintenance until Tue 1 Dec 2026 01:00 (\`Europe/Berlin\`), unless something nearer says otherwise.

        3 agents of the inventory: \`db-7\`, \`web-1\` and \`lab-1\`.
      `,
    );
    tells(
      `${inventory}overrides:\n  - { id: lab, effect: main|tenance, target: { client: acme, site: hq, agent: db-7 }, reason: x, expires: "2026-11-01T00:00:00Z" }\n`,
      `
        Keeps client \`acme\`, site \`hq\`, agent \`db-7\` in maintenance until Sun 1 Nov 2026 01:00 (\`Europe/Berlin\`).

        It has expired and no longer counts.

        1 agent of the inventory: \`db-7\`.
      `,
    );
    tells(
      "overrides:\n  - { id: j|it, effect: admit, roles: [helper], reason: x }\n",
      "\nLets `helper` do everything in the environment, also when it is blocked.\n",
    );
  });

  it("counts the agents of a target, name by name", () => {
    const target = (text: string): string => `${inventory}overrides:\n  - { id: a, target: { ${text} } }\n`;
    tells(target("client: ac|me, site: hq"), "\n3 agents of the inventory: `db-7`, `web-1` and `lab-1`.\n");
    tells(target("client: acme, site: h|q"), "\n2 agents of the inventory: `db-7` and `web-1`.\n");
  });
});

describe("hover on a schedule", () => {
  const text = (schedule: string, use: string): string =>
    `schedules:\n  ${schedule}: { once: [{ start: "2026-12-24T00:00", end: "2026-12-27T00:00" }] }\nwindows:\n  - { id: a, exclude: [${use}] }\n  - { id: b }\n`;
  const expected =
    "\nExcluded by `a`: what would begin inside it is dropped.\n\nNext in `Europe/Berlin`:\n\n- Thu 24 Dec 2026 00:00 to Sun 27 Dec 2026 00:00\n";

  it("tells where it is excluded, and when it comes", () => {
    tells(text("holi|days", "holidays"), expected);
    tells(text("holidays", "holi|days"), expected);
    assert.ok(told(text("holi|days", "other"))?.startsWith("No window excludes it."));
  });
});

describe("hover on a time", () => {
  it("reads an instant by the clocks of the definition and the reader", () =>
    tells(
      'overrides:\n  - { id: a, expires: "2026-12-|01T00:00:00Z" }\n',
      `
        Tue 1 Dec 2026 01:00 (\`Europe/Berlin\`)  
        Mon 30 Nov 2026 19:00 (\`America/New_York\`)  
        In 9 days 11 hours
      `,
      "America/New_York",
    ));

  it("reads a local time in the zone of its window", () => {
    tells(
      'windows:\n  - { id: a, timeZone: Asia/Tokyo, once: [{ start: "2026-11-|20T09:00", end: "2026-11-21T24:00" }] }\n',
      `
        Fri 20 Nov 2026 09:00 (\`Asia/Tokyo\`)  
        1 day 12 hours ago
      `,
    );
    assert.ok(
      told(
        'windows:\n  - { id: a, once: [{ start: "2026-11-20T09:00", end: "2026-11-21T|24:00" }] }\n',
      )?.startsWith("The end of Sat 21 Nov 2026  \nSun 22 Nov 2026 00:00 (`Europe/Berlin`)"),
    );
  });

  it("reads dates and durations", () => {
    const first = (text: string): string => (told(text) ?? "").split("\n")[0] ?? "";
    assert.equal(
      first('windows:\n  - { id: a, recurring: { startDate: "2027-0|1-12" } }\n'),
      "Tuesday 12 Jan 2027",
    );
    assert.equal(
      first("windows:\n  - { id: a, announce: PT1|H30M }\n"),
      "1 hour 30 minutes, exactly, whatever the clocks do",
    );
    assert.equal(
      first("windows:\n  - { id: a, recurring: { duration: P2|D } }\n"),
      "2 days, by the calendar: the clocks show the same time at the end",
    );
  });

  it("tells what a time zone's clocks show, and when they change", () => {
    tells(
      "windows:\n  - { id: a, timeZone: Europe/Lon|don }\n",
      `
        Now Sat 21 Nov 2026 12:10, UTC+00:00  
        The clocks change on Sun 28 Mar 2027 at 01:00, to UTC+01:00
      `,
    );
    assert.ok(told("windows:\n  - { id: a, timeZone: Asia/To|kyo }\n")?.includes("The clocks do not change"));
    assert.ok(told("windows:\n  - { id: a, timeZone: Asia/Now|here }\n")?.startsWith("**Time zone**"));
  });
});
