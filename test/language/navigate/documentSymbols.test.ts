/** The outline of a text. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DocumentSymbol, Position, Range } from "vscode-languageserver-types";
import type { LiveText } from "../../../src/language/live";
import { documentSymbols } from "../../../src/language/navigate/documentSymbols";
import { opened, textOf } from "./opened";

/** Each symbol with what is selected when it is chosen, unless that is its name, and the lines that it covers. */
function outline(view: LiveText): string[] {
  const text = view.text();
  const lines = ({ name, detail, range, selectionRange, children }: DocumentSymbol): string[] => {
    const selected = textOf(text, selectionRange);
    const covered = `${range.start.line}:${range.start.character}-${range.end.line}:${range.end.character}`;
    const shown = `${name}${detail ? ` (${detail})` : ""}${selected === name ? "" : ` -> ${selected}`} ${covered}`;
    return [shown, ...(children ?? []).flatMap(lines).map((line) => `  ${line}`)];
  };
  return documentSymbols(view).flatMap(lines);
}

function check(text: string, expected: string[]): void {
  assert.deepEqual(outline(opened(text).view), expected);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

function holds(outer: Range, inner: Range): boolean {
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

/** What editors demand: names, selections inside, children inside and one behind the other. */
function checkNesting(symbols: readonly DocumentSymbol[], around?: DocumentSymbol): void {
  let before: DocumentSymbol | undefined;
  for (const symbol of symbols) {
    const where = `${symbol.name} ${JSON.stringify(symbol.range)}`;
    assert.notEqual(symbol.name, "");
    assert.ok(holds(symbol.range, symbol.selectionRange), `selection of ${where}`);
    if (around) assert.ok(holds(around.range, symbol.range), `${where} in ${around.name}`);
    if (before) assert.ok(isBefore(before.range.end, symbol.range.start), `${where} after ${before.name}`);
    before = symbol;
    checkNesting(symbol.children ?? [], symbol);
  }
}

const folder = join(__dirname, "../../../samples");
const samples = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

describe("outline", () => {
  it("shows an environment with what its sections declare", () => {
    check(
      `
      apiVersion: maintenance-mode/v1
      kind: MaintenanceDefinition
      metadata:
        name: "erp"   # the id

      timeZone: Europe/Copenhagen
      roles:
        - id: admin
          admitted: true
          may: [enable, force]
          # the end

        - { id: guest }
      operations:
        unlisted: deny
        blocked: [process.*, { id: report.run, answer: Later }]
      schedules:
        holidays:
          once: [{ start: "2026-12-23T16:00", end: "2027-01-02T10:00" }]
      services: [{ id: aos, title: Server }]
      transitions:
        restart: { services: [aos] }
      `,
      [
        "erp 0:0-21:30",
        `  metadata 2:0-3:13`,
        "  timeZone (Europe/Copenhagen) 5:0-5:27",
        "  roles 6:0-12:17",
        "    admin (admitted, enable force) 7:4-9:24",
        "    guest 12:4-12:17",
        "  operations 13:0-15:57",
        "    blocked 15:2-15:57",
        "      process.* 15:12-15:21",
        "      report.run (Later) 15:23-15:56",
        "  schedules 16:0-18:66",
        "    holidays (2026-12-23 16:00) 17:2-18:66",
        "  services 19:0-19:38",
        "    aos (Server) 19:11-19:37",
        "  transitions 20:0-21:30",
        "    restart 21:2-21:30",
      ],
    );
  });

  it("says when windows are, and what overrides do to whom", () => {
    check(
      `
      apiVersion: maintenance-mode/v1
      windows:
        - id: patch
          kind: maintenance
          recurring: { frequency: monthly, byDay: [{ day: tu, nthOfPeriod: 2 }], startTime: "22:00", duration: PT4H }
        - { id: night, kind: maintenance, recurring: { frequency: weekly, byDay: [sa, su], startTime: "23:00", endTime: "02:00" } }
        - { id: closing, kind: maintenance, recurring: { frequency: monthly, byMonthDay: [1, -1], startTime: "18:00" } }
        - { id: sunday, kind: maintenance, rrule: FREQ=WEEKLY;BYDAY=SU }
        - { id: year-end, kind: blackout, once: [{ start: "2026-12-31T20:00" }, { start: "2027-12-31T20:00" }] }
      overrides:
        - { id: keep, effect: exempt, target: { client: acme, site: hq, agent: db-7 } }
        - { id: jit, effect: admit, roles: [contractor, guest] }
      `,
      [
        "(no name) -> apiVersion 0:0-11:58",
        "  windows 1:0-8:106",
        "    patch (maintenance, monthly, second tu, 22:00 for PT4H) 2:4-4:111",
        "    night (maintenance, weekly, sa su, 23:00 to 02:00) 5:4-5:125",
        "    closing (maintenance, monthly, day 1 -1, 18:00) 6:4-6:114",
        "    sunday (maintenance, FREQ=WEEKLY;BYDAY=SU) 7:4-7:66",
        "    year-end (blackout, 2026-12-31 20:00 and 1 more) 8:4-8:106",
        "  overrides 9:0-11:58",
        "    keep (exempt, acme / hq / db-7) 10:4-10:81",
        "    jit (admit, contractor guest) 11:4-11:58",
      ],
    );
  });

  it("puts sites below their client", () => {
    check(
      `
      apiVersion: maintenance-mode/v1
      agents:
        - { client: acme, site: hq, ids: [a, b] }
        - client: acme
          site: lab
          ids:
            - c
        - { client: globe, site: hq }
        - { client: acme, site: dock, ids: [d] }
      `,
      [
        "(no name) -> apiVersion 0:0-8:42",
        "  agents 1:0-8:42",
        "    acme 2:4-6:9",
        "      hq (2 agents) 2:4-2:43",
        "      lab (1 agent) 3:4-6:9",
        "    globe 7:4-7:31",
        "      hq (0 agents) 7:4-7:31",
        "    acme 8:4-8:42",
        "      dock (1 agent) 8:4-8:42",
      ],
    );
  });

  it("shows what there is while a text is written", () => {
    check("apiVersion: maintenance-mode/v1\nroles:\n  - id:\n  - \n  - title: x\nwindows:\n", [
      "(no name) -> apiVersion 0:0-5:7",
      "  roles 1:0-4:12",
      "    (no id) -> id 2:4-2:6",
      "    (no id) -> title: x 4:4-4:12",
      "  windows 5:0-5:7",
    ]);
  });

  it("shows every definition of a text, and JSON", () => {
    check(
      `
      apiVersion: maintenance-mode/v1
      metadata: { name: a }
      ---
      apiVersion: maintenance-mode/v1
      metadata: { name: b }
      `,
      ["a 0:0-1:21", "  metadata 1:0-1:21", "b 3:0-4:21", "  metadata 4:0-4:21"],
    );
    check(`{ "metadata": { "name": "x" },\n  "roles": [{ "id": "ops" }] }\n`, [
      "x 0:2-1:28",
      "  metadata 0:2-0:29",
      "  roles 1:2-1:28",
      "    ops 1:12-1:27",
    ]);
  });

  it("keeps every range inside the one around it", () => {
    for (const text of samples) {
      const symbols = documentSymbols(opened(text).view);
      assert.ok(symbols.length > 0);
      checkNesting(symbols);
    }
    const anchored = `
      apiVersion: maintenance-mode/v1
      roles: &r [&a { id: x }, *a]
      services: *r
      operations: { blocked: &b [x], alwaysAllowed: *b }
      `;
    checkNesting(documentSymbols(opened(anchored).view));
  });

  it("shows nothing of other people's files", () => {
    assert.deepEqual(documentSymbols(opened("roles: []\n", "file:///other.yaml").view), []);
  });
});
