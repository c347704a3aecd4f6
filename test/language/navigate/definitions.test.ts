/** Where names are declared. */
import assert from "node:assert/strict";
import { definitions } from "../../../src/language/navigate/definitions";
import type { LiveText } from "../../../src/language/live";
import { opened, shown } from "./opened";

function check(marked: string, expected: string[], ...others: LiveText[]): void {
  const { view, cursors } = opened(marked);
  for (const cursor of cursors)
    assert.deepEqual(shown(definitions(view, others, cursor), view, ...others), expected);
  assert.ok(cursors.length > 0);
}

const header = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: here }
`;

const there = opened(
  `${header}operations:
  blocked: [report.run]
agents:
  - { client: acme, site: hq, ids: [web-1] }
roles:
  - id: guest
`,
  "file:///there.maintenance.yaml",
).view;

describe("go to definition", () => {
  it("finds a role from every place that names it", () => {
    check(
      `${header}roles:
  - id: op|s
windows:
  - { id: w, kind: blackout, letThrough: [|ops, ops|] }
overrides:
  - id: o
    effect: admit
    roles: ["ops|"]
transitions:
  approval: { for: [enable], approvers: [o|ps] }
`,
      ["- id: [ops]"],
    );
  });

  it("finds schedules by their key and services by their id", () => {
    check(
      `${header}schedules:
  holidays: { once: [] }
windows:
  - { id: w, kind: blackout, exclude: [holi|days] }
`,
      ["[holidays]: { once: [] }"],
    );
    check(
      `${header}transitions:
  restart: { services: [ao|s] }
services:
  - { id: mr }
  - { id: "aos" }
`,
      [`- { id: "[aos]" }`],
    );
  });

  it("tells sites and agents of one name apart by what they belong to", () => {
    check(
      `${header}agents:
  - { client: acme, site: hq, ids: [db] }
  - { client: acme, site: lab, ids: [db] }
  - { client: globe, site: hq, ids: [db] }
overrides:
  - id: o
    target: { client: globe, site: hq, agent: d|b }
`,
      ["- { client: globe, site: hq, ids: [[db]] }"],
    );
  });

  it("shows the first of the groups that declare a client", () => {
    check(
      `${header}agents:
  - { client: acme, site: hq, ids: [db] }
  - { client: acme, site: lab, ids: [db] }
windows:
  - { id: w, target: { client: ac|me } }
`,
      ["- { client: [acme], site: hq, ids: [db] }"],
    );
  });

  it("finds the entries of operations: equal ones, else those that cover it, the nearest first, else those below", () => {
    const operations = `operations:
  blocked: [process.*, { id: process.component.run }, "*"]
  alwaysAllowed: [process.approval.*]
`;
    check(`${header}${operations}roles: [{ id: a, bypass: [process.com|ponent.run] }]\n`, [
      `blocked: [process.*, { id: [process.component.run] }, "*"]`,
    ]);
    check(`${header}${operations}roles: [{ id: a, bypass: [process.approval.gi|ve] }]\n`, [
      "alwaysAllowed: [[process.approval.*]]",
      `blocked: [[process.*], { id: process.component.run }, "*"]`,
      `blocked: [process.*, { id: process.component.run }, "[*]"]`,
    ]);
    check(
      `${header}operations: { blocked: [process.run, report.run] }\nroles: [{ id: a, bypass: [proc|ess.*] }]\n`,
      ["operations: { blocked: [[process.run], report.run] }"],
    );
  });

  it("stays in the definition for ids, also in one file", () => {
    const text = (cursor: string): string => `${header}windows: [{ id: w, letThrough: [gue${cursor}st] }]
---
${header}roles: [{ id: guest }]
`;
    check(text("|"), [], there);
  });

  it("looks in other files for what is shared, when its own definition does not declare it", () => {
    const target = `overrides: [{ id: o, target: { client: acme, site: h|q } }]\n`;
    check(`${header}${target}`, ["- { client: acme, site: [hq], ids: [web-1] }"], there);
    check(
      `${header}agents: [{ client: acme, site: hq, ids: [] }]\n${target}`,
      ["agents: [{ client: acme, site: [hq], ids: [] }]"],
      there,
    );
    check(`${header}roles: [{ id: a, bypass: [report.|run] }]\n`, ["blocked: [[report.run]]"], there);
  });

  it("works in JSON, and where a part of the text is broken", () => {
    check(
      `{ "apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": { "name": "x" },
  "roles": [{ "id": "ops" }],
  "windows": [{ "id": "w", "letThrough": ["o|ps"] }] }`,
      [`"roles": [{ "id": "[ops]" }],`],
    );
    check(`${header}roles:\n  - id: ops\n    may: [enable\nwindows:\n  - id: w\n    letThrough: [o|ps]\n`, [
      "- id: [ops]",
    ]);
  });

  it("finds nothing where there is no name, and in other people's files", () => {
    check(`${header}time|Zone: Europe/Ber|lin\n`, []);
    const { view, cursors } = opened(
      "image: maintenance-mode/server\nroles: [{ id: o|ps }]\n",
      "file:///other.yaml",
    );
    assert.deepEqual(definitions(view, [], cursors[0]!), []);
  });
});
