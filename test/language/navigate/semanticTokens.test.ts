/** What words mean to an editor that colours them. */
import assert from "node:assert/strict";
import type { Range } from "vscode-languageserver-types";
import type { LiveText } from "../../../src/language/live";
import { semanticTokens, semanticTokensLegend } from "../../../src/language/navigate/semanticTokens";
import { opened } from "./opened";

/** Each token as its text and type, with `!` for a declaration. */
function tokens(view: LiveText, range?: Range): string[] {
  const lines = view.text().split("\n");
  const { data } = semanticTokens(view, range);
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down, right, length, type, modifiers] = data.slice(at, at + 5) as [
      number,
      number,
      number,
      number,
      number,
    ];
    line += down;
    character = down === 0 ? character + right : right;
    const text = lines[line]!.slice(character, character + length);
    found.push(`${text} ${semanticTokensLegend.tokenTypes[type]!}${modifiers === 1 ? "!" : ""}`);
  }
  return found;
}

function check(text: string, expected: string[]): void {
  assert.deepEqual(tokens(opened(text).view), expected);
}

describe("semantic tokens", () => {
  it("tell names by their kind, and declarations from uses", () => {
    check(
      `
      metadata: { name: erp }
      roles:
        - id: "ops"
          bypass: ['*', process.run, process.*]
      operations: { blocked: [process.run, { id: report.* }] }
      schedules: { holidays: {} }
      windows: [{ exclude: [holidays], id: w, letThrough: [ops] }]
      overrides: [{ id: o, target: { client: acme, site: hq, agent: db } }]
      services: [{ id: aos }]
      `,
      [
        "erp namespace!",
        "ops class!",
        "* regexp",
        "process.run function",
        "process.* regexp",
        "process.run function!",
        "report.* regexp!",
        "holidays struct!",
        "holidays struct",
        "w event!",
        "ops class",
        "o decorator!",
        "acme type",
        "hq type",
        "db variable",
        "aos interface!",
      ],
    );
  });

  it("tell times, time zones and words of the schema", () => {
    check(
      `
      apiVersion: maintenance-mode/v1
      timeZone: Europe/Berlin
      metadata: { labels: { start: noon } }
      roles: [{ may: [enable, fly] }]
      windows:
        - kind: blackout
          title: maintenance
          timeZone: "Asia/Tokyo"
          once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }]
          recurring: { frequency: weekly, byDay: [sa, { day: su }], startDate: "2027-01-09", startTime: "23:00" }
          duration: PT4H
      overrides: [{ expires: "2026-12-24T00:00:00Z" }]
      transitions: { drain: { timeout: PT30M, then: proceed } }
      `,
      [
        "maintenance-mode/v1 enumMember",
        "Europe/Berlin enum",
        "enable enumMember",
        "blackout enumMember",
        "Asia/Tokyo enum",
        "2026-12-31T20:00 number",
        "2027-01-01T06:00 number",
        "weekly enumMember",
        "sa enumMember",
        "su enumMember",
        "2027-01-09 number",
        "23:00 number",
        "PT4H number",
        "2026-12-24T00:00:00Z number",
        "PT30M number",
        "proceed enumMember",
      ],
    );
  });

  it("look only at the lines of a range", () => {
    const { view } = opened(`
      apiVersion: maintenance-mode/v1
      roles:
        - id: a
        - id: b
          bypass: [x]
        - id: c
      services: [{ id: s }]
      `);
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 5 } };
    assert.deepEqual(tokens(view, range), ["b class!", "x function"]);
    const json = opened(`{ "roles": [\n{ "id": "a" },\n{ "id": "b" },\n{ "id": "c" }] }\n`).view;
    assert.deepEqual(tokens(json, { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } }), [
      "b class!",
    ]);
  });

  it("mark what stands behind an anchor once, and aliases not at all", () => {
    check(
      `
      roles: [&r { id: &i a }, *r, { id: *i }]
      overrides: [{ target: &t { client: acme } }, { target: *t }]
      `,
      ["a class!", "acme type"],
    );
  });

  it("leave out texts of several lines, and other people's files", () => {
    check(`agents:\n  - client: "a\n      b"\n    site: s\n`, ["s type!"]);
    assert.deepEqual(tokens(opened("roles: [{ id: a }]\n", "file:///other.yaml").view), []);
  });
});
