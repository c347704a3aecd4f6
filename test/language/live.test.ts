/** A text that follows edits says at every moment what a fresh reading of the same text says. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Position } from "vscode-languageserver-types";
import { diagnose, diagnosticsOf } from "../../src/language/diagnose";
import { type Edit, LiveText } from "../../src/language/live";
import { Lines } from "../../src/language/position";
import { nowMs } from "./marked";

const uri = "file:///example.maintenance.yaml";
const folder = join(__dirname, "../../samples");
const samples = readdirSync(folder)
  .filter((name) => name.endsWith(".maintenance.yaml"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** What people type, delete and paste, and what breaks a text. */
const typed = [
  ...Array.from("abz019-:.,#'\"[]{}&*!|>%@ \t\n\r\\~"),
  "\n",
  "\n  ",
  "  - ",
  "- ",
  "\r\n",
  "---\n",
  "...\n",
  "# note\n",
  "\n# note\n",
  "&a ",
  "*a",
  "<<: ",
  "windows:\n",
  "  - id: x\n    kind: maintenance\n",
  "  - { id: patch, effect: exempt, target: { client: acme }, reason: why }\n",
  "roles: []\n",
  "timeZone: Europe/Berlin\n",
  "  key: value\n",
  "  stray\n",
  "stray\n",
  "\uFEFF",
  "é😀",
];

/** Numbers that look random and are the same in every run (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** A sequence of edits, compared with a fresh reading after each. */
function compareAfterEdits(start: string, seed: number, edits: number): void {
  const roll = dice(seed);
  let text = start;
  const live = new LiveText(text, { uri, nowMs });
  for (let count = 0; count < edits; count++) {
    const lines = new Lines(text);
    const from = roll(text.length + 1);
    const to = roll(3) === 0 ? Math.min(text.length, from + roll(roll(4) === 0 ? 200 : 6)) : from;
    const insert = from < to && roll(2) === 0 ? "" : (typed[roll(typed.length)] ?? "");
    const edit: Edit = {
      range: { start: positionOf(lines, from), end: positionOf(lines, to) },
      text: insert,
    };
    const [a, b] = [lines.offset(edit.range!.start), lines.offset(edit.range!.end)];
    text = text.slice(0, a) + insert + text.slice(b);
    live.edit(edit);
    assert.equal(live.text(), text, `seed ${seed}, edit ${count}: ${JSON.stringify(edit)}`);
    const fresh = new LiveText(text, { uri, nowMs });
    const [known, wanted] = [live, fresh].map((one) => diagnosticsOf(one, {}));
    assert.deepEqual(known, wanted, `seed ${seed}, edit ${count}: ${JSON.stringify(edit)}\n${text}`);
    // Where nothing is wrong that is found out in another way.
    const atOnce = count % 4 === 0 ? diagnose(text, { uri, nowMs }) : wanted;
    assert.deepEqual(atOnce, wanted, `seed ${seed}, edit ${count}, at once:\n${text}`);
    assert.deepEqual([...live.parts()].map(placeOf), [...fresh.parts()].map(placeOf));
    if (text.length > start.length * 2 || text.length < start.length / 2) text = reset(live, start);
  }
}

function positionOf(lines: Lines, offset: number): Position {
  return lines.position(offset);
}

function placeOf({ path, line, definition }: { path: string; line: number; definition: number }): unknown {
  return [path, line, definition];
}

function reset(live: LiveText, text: string): string {
  live.edit({ text });
  return text;
}

describe("a text that follows edits", () => {
  for (const [index, sample] of samples.entries()) {
    it(`says what a fresh reading says, sample ${index + 1}`, function () {
      this.timeout(60_000);
      for (let seed = 1; seed <= 6; seed++) compareAfterEdits(sample, seed * 100 + index, 60);
    });
  }

  it("knows the agents of a site after each edit of its entries", () => {
    const header =
      "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: example }\n";
    const agents =
      "agents:\n  - { client: acme, site: hq, ids: [db-7] }\n  - { client: acme, site: lab, ids: [db-8] }\n";
    const target = "{ client: acme, site: hq, agent: db-7 }";
    const start = `${header}${agents}overrides:\n  - { id: spared, effect: exempt, target: ${target}, reason: why }\n`;
    const live = new LiveText(start, { uri, nowMs });
    const codes = (): unknown[] => diagnosticsOf(live, {}).map(({ code }) => code);
    const replace = (before: string, after: string): unknown[] => {
      const text = live.text();
      const lines = new Lines(text);
      const at = text.indexOf(before);
      const range = { start: positionOf(lines, at), end: positionOf(lines, at + before.length) };
      live.edit({ range, text: after });
      return codes();
    };
    assert.deepEqual(codes(), []);
    assert.deepEqual(replace("[db-7]", "[db-9]"), ["unknown-agent"]);
    assert.deepEqual(replace("[db-9]", "[db-9, db-7]"), []);
    assert.deepEqual(replace("site: lab", "site: hq"), ["duplicate-item"]);
    assert.deepEqual(replace("[db-9, db-7]", "[db-9]"), ["duplicate-item", "unknown-agent"]);
    assert.deepEqual(replace("[db-8]", "[db-8, db-7]"), ["duplicate-item"]);
    assert.deepEqual(replace("site: hq, ids: [db-9]", "site: lab, ids: [db-9]"), []);
    assert.deepEqual(replace("[db-8, db-7]", "[db-8]"), ["unknown-agent"]);
  });

  it("keeps the advice about a large text while it is typed in haste, and brings it up to date afterwards", () => {
    const many = Array.from({ length: 250 }, (_, index) => `  - { id: s-${index} }\n`).join("");
    const roles = "roles:\n  - { id: admin, admitted: true, may: [disable] }\n  - id: idle\n";
    const live = new LiveText(
      `apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: x }\n${roles}services:\n${many}`,
      { uri, nowMs },
    );
    const lines = (isHasty: boolean): string[] =>
      diagnosticsOf(live, { isHasty }).map(({ code, range }) => `${range.start.line} ${String(code)}`);
    assert.ok(live.isLarge);
    assert.deepEqual(lines(false), ["5 useless-role"]);
    const at = (line: number, character: number): Edit["range"] => ({
      start: { line, character },
      end: { line, character },
    });
    live.edit({ range: at(3, 0), text: "timeZone: Europe/Berlin\n" });
    assert.deepEqual(lines(true), ["6 useless-role"]);
    live.edit({ range: at(6, 12), text: "\n    admitted: true" });
    live.edit({ range: at(8, 0), text: "  - id: other\n" });
    assert.deepEqual(lines(false), ["8 useless-role"]);
  });
});
