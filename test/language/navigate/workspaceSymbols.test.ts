/** Names of a workspace by a few letters. */
import assert from "node:assert/strict";
import { workspaceSymbols } from "../../../src/language/navigate/workspaceSymbols";
import { opened, shown } from "./opened";

const erp = opened(
  `
  apiVersion: maintenance-mode/v1
  metadata: { name: erp }
  roles: [{ id: admin }, { id: "ops" }]
  windows: [{ id: patch-day, letThrough: [ops, unknown] }]
  operations: { blocked: [process.*], alwaysAllowed: [process.*] }
  agents:
    - { client: Acme, site: hq, ids: [db-7] }
    - { client: Acme, site: lab, ids: [] }
  `,
  "file:///erp.maintenance.yaml",
).view;
const two = opened(
  "apiVersion: maintenance-mode/v1\nmetadata: { name: a }\n---\napiVersion: maintenance-mode/v1\nmetadata: { name: b }\nroles: [{ id: ops }]\n",
  "file:///two.maintenance.yaml",
).view;
const foreign = opened("image: maintenance-mode/server\nroles: [{ id: ops }]\n", "file:///foreign.yaml").view;

function check(query: string, expected: string[]): void {
  const found = workspaceSymbols([erp, two, foreign], query);
  assert.deepEqual(
    found.map(({ name, containerName }) =>
      containerName === undefined ? name : `${name} (${containerName})`,
    ),
    expected,
  );
}

describe("workspace symbols", () => {
  it("finds what is declared, once, and not what is only used", () => {
    check("", [
      "erp",
      "admin (erp)",
      "ops (erp)",
      "patch-day (erp)",
      "process.* (erp)",
      "Acme (erp)",
      "hq (erp / Acme)",
      "db-7 (erp / Acme / hq)",
      "lab (erp / Acme)",
      "a",
      "b",
      "ops (b)",
    ]);
  });

  it("finds names by letters in their order, whatever their case", () => {
    check("patch-d", ["patch-day (erp)"]);
    check("p day", ["patch-day (erp)"]);
    check("yad", []);
    check("ACM", ["Acme (erp)"]);
    check("cess.x", []);
    check(".*", ["process.* (erp)"]);
    check("[", []);
  });

  it("says where, without quotes", () => {
    const [first, second] = workspaceSymbols([erp, two], "ops");
    assert.deepEqual(shown([first!.location], erp), [`roles: [{ id: admin }, { id: "[ops]" }]`]);
    assert.deepEqual(shown([second!.location], two), ["roles: [{ id: [ops] }]"]);
  });

  it("answers so many that an editor can show them", () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `  - id: r${index}\n`);
    const { view } = opened(`apiVersion: maintenance-mode/v1\nroles:\n${ids.join("")}`);
    assert.equal(workspaceSymbols([view], "r").length, 1000);
    assert.equal(workspaceSymbols([view], "r2999").length, 1);
  });
});
