/** What stands beside windows and overrides: the notes are written into the text as `«note»` where they are to be seen. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { codeLenses, inlayHints, noteFor } from "../../src/language/annotate";
import { applied } from "../../src/language/actions/apply";
import { annotated } from "../../src/language/annotate/note";
import { LiveText } from "../../src/language/live";
import { dedent } from "./marked";

const everything = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 0 } };
const zone = "timeZone: Europe/Copenhagen\n";

function open(text: string): LiveText {
  return new LiveText(exampleHeader + text, { uri: "file:///example.maintenance.yaml", nowMs: 0 });
}

/** Sees that exactly the notes in the text are shown, and gives when the first of them changes. */
function check(now: string, marked: string): string | undefined {
  const text = dedent(marked).replace(/«[^»]*»/g, "");
  const view = open(text);
  const { hints, changesMs } = inlayHints(view, everything, { nowMs: Date.parse(now), of: annotated });
  const edits = hints.map(({ position, label }) => ({
    range: { start: position, end: position },
    newText: `«${typeof label === "string" ? label : ""}»`,
  }));
  assert.equal(applied(view.text(), edits), exampleHeader + dedent(marked));
  return Number.isFinite(changesMs) ? new Date(changesMs).toISOString() : undefined;
}

const daily = (note: string, times: string): string =>
  `${zone}windows:\n  - id: a # nightly${note}\n    kind: maintenance\n    recurring: { frequency: daily, ${times} }\n`;

describe("notes", () => {
  it("tell when a window opens next, by the clocks of its zone, until it opens", () => {
    const changes = check(
      "2026-11-04T12:00:00Z",
      `${zone}windows:
  - id: patch-tuesday«next: Tue 10 Nov 22:00-02:00»
    kind: maintenance
    recurring: { frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 2 }], startTime: "22:00", duration: PT4H }
  - kind: blackout
    id: year-end«next: Thu 31 Dec 20:00 to Sat 2 Jan 2027 06:00»
    once: [{ start: "2026-12-31T20:00", end: "2027-01-02T06:00" }]
`,
    );
    assert.equal(changes, "2026-11-10T21:00:00.000Z");
  });

  it("say the year only when it is another one, and 24:00 for the end of the day", () => {
    check(
      "2026-12-31T23:30:00+01:00",
      daily("«next: Fri 1 Jan 2027 20:00-22:00»", 'startTime: "20:00", endTime: "22:00"'),
    );
    check(
      "2027-01-01T00:30:00+01:00",
      daily("«next: Fri 1 Jan 20:00-24:00»", 'startTime: "20:00", endTime: "24:00"'),
    );
  });

  it("count down while a window is open, minute by minute on the last day", () => {
    const text = (note: string): string => daily(note, 'startTime: "22:00", endTime: "02:00"');
    const at = (time: string, note: string): string | undefined => check(time, text(note));
    assert.equal(at("2026-11-10T23:46:00+01:00", "«open now, ends in 2 h 14 m»"), "2026-11-10T22:47:00.000Z");
    assert.equal(at("2026-11-10T23:46:20+01:00", "«open now, ends in 2 h 14 m»"), "2026-11-10T22:47:00.000Z");
    assert.equal(at("2026-11-11T01:59:59+01:00", "«open now, ends in 1 m»"), "2026-11-11T01:00:00.000Z");
    assert.equal(
      at("2026-11-11T02:00:00+01:00", "«next: Wed 11 Nov 22:00-02:00»"),
      "2026-11-11T21:00:00.000Z",
    );
    const long = `${zone}windows:\n  - { id: a, kind: blackout, once: [{ start: "2026-11-01T00:00", end: "2026-11-05T00:00" }] }«open now, ends in 3 d 14 h»\n`;
    assert.equal(check("2026-11-01T10:00:00+01:00", long), "2026-11-01T10:00:00.000Z");
  });

  it("count to the end of occurrences that follow each other", () => {
    const once =
      '[{ start: "2026-11-01T08:00", end: "2026-11-01T10:00" }, { start: "2026-11-01T10:00", end: "2026-11-01T12:00" }]';
    check(
      "2026-11-01T09:00:00+01:00",
      `${zone}windows:\n  - { id: a, kind: blackout, once: ${once} }«open now, ends in 3 h»\n`,
    );
    check(
      "2026-11-01T09:00:00+01:00",
      daily("«open now, without a break»", 'startTime: "22:00", duration: P1D'),
    );
  });

  it("tell when a window never opens again, and leave out what is excluded", () => {
    const changes = check(
      "2026-11-04T12:00:00Z",
      `${zone}schedules:
  holidays: { once: [{ start: "2026-12-01T00:00", end: "2026-12-31T00:00" }] }
windows:
  - id: a«never again»
    kind: maintenance
    once: [{ start: "2026-01-01T00:00", end: "2026-01-02T00:00" }, { start: "2026-12-24T00:00", end: "2026-12-25T00:00" }]
    exclude: [holidays]
`,
    );
    assert.equal(changes, undefined);
  });

  it("say nothing about a window that cannot be understood", () => {
    check(
      "2026-11-04T12:00:00Z",
      "windows:\n  - id: a\n    kind: maintenance\n    once: [{ start: tomorrow }]\n",
    );
  });

  it("count the agents that an override touches", () => {
    check(
      "2026-11-04T12:00:00Z",
      `
      agents:
        - { client: acme, site: hq, ids: [db-7, web-1] }
        - { client: acme, site: lab, ids: [db-7] }
        - { client: other, site: hq, ids: [x] }
      overrides:
        - id: a«3 agents»
          effect: exempt
          target: { client: acme }
          reason: r
        - { id: b, effect: exempt, target: { client: acme, site: hq, agent: db-7 }, reason: r }«1 agent»
        - { id: c, effect: exempt, reason: r }«4 agents»
        - { id: d, effect: exempt, target: { client: nobody }, reason: r }
`,
    );
    check("2026-11-04T12:00:00Z", "overrides:\n  - { id: c, effect: exempt, reason: r }\n");
  });

  it("are there for the lines that are asked for, also in JSON", () => {
    const entries = [1, 2, 3].map((id) => ({
      id: `w${id}`,
      kind: "blackout",
      once: [{ start: "2027-01-01T00:00", end: "2027-01-01T01:00" }],
    }));
    const text = JSON.stringify(
      { apiVersion: "maintenance-mode/v1", timeZone: "UTC", windows: entries },
      null,
      1,
    );
    const view = new LiveText(text, { uri: "file:///example.maintenance.json", nowMs: 0 });
    const line = text.slice(0, text.indexOf("w2")).split("\n").length - 1;
    const range = { start: { line: line - 1, character: 0 }, end: { line: line + 1, character: 0 } };
    const { hints } = inlayHints(view, range, { nowMs: 0, of: ["windows"] });
    assert.deepEqual(
      hints.map(({ position }) => position.line),
      [line],
    );
  });

  it("stand above, when that is wanted, and say the same there", () => {
    const view = open(daily("", 'startTime: "22:00", duration: PT4H'));
    const [lens, ...more] = codeLenses(view, ["windows"]);
    assert.deepEqual([lens?.range.start, more], [{ line: 6, character: 4 }, []]);
    const options = { nowMs: Date.parse("2026-11-04T12:00:00Z"), of: annotated };
    assert.equal(noteFor(view, lens!.range.start, options)?.text, "next: Wed 4 Nov 22:00-02:00");
    assert.equal(noteFor(view, { line: 6, character: 0 }, options), undefined);
    assert.deepEqual(codeLenses(view, ["overrides"]), []);
  });
});
