/** Names are changed everywhere or not at all. */
import assert from "node:assert/strict";
import type { TextEdit } from "vscode-languageserver-types";
import type { LiveText } from "../../../src/language/live";
import { prepareRename, rename } from "../../../src/language/navigate/rename";
import { ask, opened, textOf } from "./opened";

const header = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: here }
`;

/** Renames at the cursor, and gives the texts that came of it: its own without the header, then the others. */
function renamed(marked: string, newName: string, ...others: LiveText[]): string[] {
  return ask(header + marked, (view, position) => {
    const found = rename(view, others, position, newName);
    if ("refusal" in found) return [found.refusal];
    return [view, ...others].map((one) =>
      edited(one, found.edit.changes?.[one.uri] ?? []).replace(header, ""),
    );
  });
}

function edited(view: LiveText, edits: readonly TextEdit[]): string {
  for (const { range, newText } of [...edits].reverse()) view.edit({ range, text: newText });
  return view.text();
}

function check(marked: string, newName: string, expected: string): void {
  assert.deepEqual(renamed(marked, newName), [expected]);
}

describe("rename", () => {
  it("changes a role wherever it is named, and keeps the quotes", () => {
    check(
      `roles:
  - id: o|ps # the desk
windows:
  - { id: ops, letThrough: ['ops', other] }
overrides:
  - id: o
    roles: ["ops"]
`,
      "desk",
      `roles:
  - id: desk # the desk
windows:
  - { id: ops, letThrough: ['desk', other] }
overrides:
  - id: o
    roles: ["desk"]
`,
    );
  });

  it("quotes a name that is something else without quotes", () => {
    for (const name of ["on", "no", "null", "true", "12", "1e3", "2026-01-01", "0x1f"])
      check("roles: [{ id: o|ps }]\n", name, `roles: [{ id: "${name}" }]\n`);
    for (const name of ["one", "7zip", "a-1"])
      check("roles: [{ id: o|ps }]\n", name, `roles: [{ id: ${name} }]\n`);
    check(
      "agents:\n  - { client: ac|me, site: s, ids: [] }\n",
      "A, B: #1",
      `agents:\n  - { client: "A, B: #1", site: s, ids: [] }\n`,
    );
    check(
      "agents:\n  - { client: 'ac|me', site: s, ids: [] }\n",
      "Rock 'n' Roll",
      `agents:\n  - { client: 'Rock ''n'' Roll', site: s, ids: [] }\n`,
    );
  });

  it("writes a name of several lines on one", () => {
    check(
      `agents:
  - client: >-
      acme
      corp
    site: hq
  - client: acm|e corp
`,
      "globe",
      "agents:\n  - client: globe\n    site: hq\n  - client: globe\n",
    );
  });

  it("changes a key of schedules and its uses", () => {
    check(
      "schedules:\n  holi|days: {}\nwindows:\n  - { id: w, exclude: [holidays] }\n",
      "off",
      `schedules:\n  "off": {}\nwindows:\n  - { id: w, exclude: ["off"] }\n`,
    );
  });

  it("changes a site of its client only, and what lies in it stays in it", () => {
    check(
      `agents:
  - { client: acme, site: hq, ids: [db] }
  - { client: globe, site: hq, ids: [db] }
windows:
  - { id: w, target: { client: acme, site: |hq, agent: db } }
`,
      "main",
      `agents:
  - { client: acme, site: main, ids: [db] }
  - { client: globe, site: hq, ids: [db] }
windows:
  - { id: w, target: { client: acme, site: main, agent: db } }
`,
    );
  });

  it("changes equal operations only, not the patterns around them", () => {
    check(
      `operations:
  blocked: [process.*, process.r|un]
roles: [{ id: a, bypass: [process.run, "*"] }]
`,
      "process.start",
      `operations:
  blocked: [process.*, process.start]
roles: [{ id: a, bypass: [process.start, "*"] }]
`,
    );
  });

  it("changes what is shared in all files, and ids in their definition only", () => {
    const there = (): LiveText =>
      opened(
        "apiVersion: maintenance-mode/v1\nroles: [{ id: acme, bypass: [acme] }]\nwindows: [{ id: w, target: { client: acme } }]\n",
        "file:///there.maintenance.yaml",
      ).view;
    const unchanged = there().text();
    assert.deepEqual(renamed("agents: [{ client: acm|e, site: acme, ids: [] }]\n", "globe", there()), [
      "agents: [{ client: globe, site: acme, ids: [] }]\n",
      unchanged.replace("client: acme", "client: globe"),
    ]);
    assert.deepEqual(renamed("operations: { blocked: [acm|e] }\n", "globe", there()), [
      "operations: { blocked: [globe] }\n",
      unchanged.replace("[acme]", "[globe]"),
    ]);
    assert.deepEqual(
      renamed(`roles: [{ id: acm|e }]\n---\n${header}roles: [{ id: acme }]\n`, "globe", there()),
      [`roles: [{ id: globe }]\n---\n${header}roles: [{ id: acme }]\n`, unchanged],
    );
  });

  it("changes the name of the environment", () => {
    const found = ask("metadata:\n  name: he|re\napiVersion: maintenance-mode/v1\n", (view, position) =>
      rename(view, [], position, "there"),
    );
    assert.ok("edit" in found);
    assert.equal(found.edit.changes?.["file:///here.maintenance.yaml"]?.[0]?.newText, "there");
  });

  it("changes what stands behind an anchor, once", () => {
    check(
      `overrides:
  - { id: a, target: &t { client: &c acme } }
  - { id: b, target: *t }
  - { id: d, target: { client: *|c } }
`,
      "globe",
      `overrides:
  - { id: a, target: &t { client: &c globe } }
  - { id: b, target: *t }
  - { id: d, target: { client: *c } }
`,
    );
  });

  it("changes JSON", () => {
    const json = (name: string): string =>
      `{ "apiVersion": "maintenance-mode/v1", "roles": [{ "id": "${name}" }], "windows": [{ "letThrough": ["${name.replace("|", "")}"] }] }\n`;
    const { view, cursors } = opened(json("o|ps"), "file:///x.maintenance.json");
    const found = rename(view, [], cursors[0]!, "on");
    assert.ok("edit" in found);
    assert.equal(edited(view, found.edit.changes?.[view.uri] ?? []), json("on"));
  });

  it("refuses what the schema does not allow", () => {
    const [id] = renamed("roles: [{ id: o|ps }]\n", "The Desk");
    assert.equal(
      id,
      "`The Desk` cannot be the name of a role: it must be an id of lower-case letters, digits and single hyphens, such as patch-tuesday.",
    );
    assert.match(
      renamed("roles: [{ id: o|ps }]\n", "a".repeat(65))[0]!,
      /must be at most 64 characters long\.$/,
    );
    assert.match(
      renamed("operations: { blocked: [a|b] }\n", "a..b")[0]!,
      /name of an operation: it must be a dotted name/,
    );
    assert.match(
      renamed("agents: [{ client: a|b }]\n", " ab")[0]!,
      /name of a client: it must be a name on one line/,
    );
  });

  it("refuses a name that is taken", () => {
    assert.deepEqual(renamed("roles:\n  - id: o|ps\n  - id: desk\n", "desk"), [
      "There is already a role named `desk`, in line 6. Choose another name.",
    ]);
    assert.deepEqual(renamed("roles: [{ id: o|ps }]\nservices: [{ id: desk }]\n", "desk"), [
      "roles: [{ id: desk }]\nservices: [{ id: desk }]\n",
    ]);
    check(
      "roles: [{ id: o|ps }]\nwindows: [{ id: w, letThrough: [desk] }]\n",
      "desk",
      "roles: [{ id: desk }]\nwindows: [{ id: w, letThrough: [desk] }]\n",
    );
    const there = opened(
      "apiVersion: maintenance-mode/v1\nwindows: [{ id: w, target: { client: globe } }]\n",
      "file:///a/there.maintenance.yaml",
    ).view;
    assert.deepEqual(renamed("agents: [{ client: acm|e, site: s, ids: [] }]\n", "globe", there), [
      "There is already a client named `globe`, in line 2 of there.maintenance.yaml. Choose another name.",
    ]);
  });

  it("changes nothing when the name stays", () => {
    check("roles: [{ id: o|ps }]\n", "ops", "roles: [{ id: ops }]\n");
  });

  it("says what is renamed: the name without its quotes; `*` and other texts are no names", () => {
    const prepared = (marked: string): unknown =>
      ask(header + marked, (view, position) => {
        const found = prepareRename(view, position);
        return found && [textOf(view.text(), found.range), found.placeholder];
      });
    assert.deepEqual(prepared(`roles: [{ id: "o|ps" }]\n`), ["ops", "ops"]);
    assert.deepEqual(prepared(`roles: [{ id: a, bypass: ["|*"] }]\n`), undefined);
    assert.deepEqual(prepared("time|Zone: Europe/Berlin\n"), undefined);
    assert.match(renamed("time|Zone: x\n", "a")[0]!, /^There is no name here/);
  });
});
