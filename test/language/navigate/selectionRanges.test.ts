/** What a selection grows to. */
import assert from "node:assert/strict";
import type { SelectionRange } from "vscode-languageserver-types";
import { selectionRanges } from "../../../src/language/navigate/selectionRanges";
import { ask, opened, textOf } from "./opened";

/** The texts of the steps, the smallest first. */
function check(marked: string, expected: string[]): void {
  const found = ask(marked, (view, position) => {
    const steps: string[] = [];
    let step: SelectionRange | undefined = selectionRanges(view, [position])[0];
    for (; step !== undefined; step = step.parent) steps.push(textOf(view.text(), step.range));
    return steps;
  });
  assert.deepEqual(found, expected);
}

const version = "apiVersion: maintenance-mode/v1";

describe("selection ranges", () => {
  it("grow from a text to the definition", () => {
    const entry = `id: ops\n    may: ["enable", force]`;
    const section = `roles:\n  - id: a\n  - ${entry}`;
    check(`${version}\n${section.replace("enable", "en|able")}\n  # end\n\ntimeZone: Europe/Berlin\n`, [
      "enable",
      `"enable"`,
      `["enable", force]`,
      `may: ["enable", force]`,
      entry,
      `- ${entry}`,
      section,
      `${version}\n${section}\n  # end\n\ntimeZone: Europe/Berlin`,
    ]);
  });

  it("grow from a key", () => {
    check(`${version}\nmetadata:\n  na|me: x\n`, [
      "name",
      "name: x",
      "metadata:\n  name: x",
      `${version}\nmetadata:\n  name: x`,
    ]);
    check(`${version}\nmeta|data: { name: x }\n`, [
      "metadata",
      "metadata: { name: x }",
      `${version}\nmetadata: { name: x }`,
    ]);
  });

  it("grow in JSON and around anchors", () => {
    const json = `"roles": [{ "id": "a" }]`;
    check(`{ ${json.replace('"a"', '"|a"')} }\n`, [
      "a",
      `"a"`,
      `"id": "a"`,
      `{ "id": "a" }`,
      `[{ "id": "a" }]`,
      json,
      `{ ${json} }`,
    ]);
    check(`${version}\nroles: [&a { id: x }, *|a]\n`, [
      "*a",
      "[&a { id: x }, *a]",
      "roles: [&a { id: x }, *a]",
      `${version}\nroles: [&a { id: x }, *a]`,
    ]);
  });

  it("grow from a comment to what is around it, and stay in their definition", () => {
    check(`${version}\nroles:\n  # fi|rst\n  - id: a\n---\n${version}\n`, [
      "roles:\n  # first\n  - id: a",
      `${version}\nroles:\n  # first\n  - id: a`,
    ]);
  });

  it("answer every position, also where nothing is", () => {
    const { view } = opened("\n");
    const at = { line: 0, character: 0 };
    assert.deepEqual(selectionRanges(view, [at, at]), [
      { range: { start: at, end: at } },
      { range: { start: at, end: at } },
    ]);
  });
});
