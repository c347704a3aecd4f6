/** Where names are used, and what is marked in the text at the cursor. */
import assert from "node:assert/strict";
import { DocumentHighlightKind } from "vscode-languageserver-types";
import type { LiveText } from "../../../src/language/live";
import { highlights } from "../../../src/language/navigate/highlights";
import { references } from "../../../src/language/navigate/references";
import { ask, opened, shown } from "./opened";

const header = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: here }
`;

/** Where what is at the cursor is mentioned, its declarations included. */
function check(marked: string, expected: string[], ...others: LiveText[]): void {
  const found = ask(header + marked, (view, position) =>
    shown(references(view, others, position, true), view, ...others),
  );
  assert.deepEqual(found, expected);
}

const there = opened(
  `${header}operations:
  blocked:
    - report.run
    - deploy.*
overrides:
  - { id: o, roles: [guest], operations: [report.*], target: { client: acme, site: hq } }
`,
  "file:///there.maintenance.yaml",
).view;

describe("find references", () => {
  it("finds every mention of a role, in the order of the text", () => {
    check(
      `windows:
  - id: guest
    letThrough: ["guest"]
roles:
  - id: gu|est
overrides:
  - { id: o, effect: admit, roles: [guest, other] }
`,
      [`letThrough: ["[guest]"]`, "- id: [guest]", "- { id: o, effect: admit, roles: [[guest], other] }"],
      there,
    );
  });

  it("leaves the declarations out when it is asked to", () => {
    const found = ask(
      `${header}roles: [{ id: gu|est }]\nwindows: [{ id: w, letThrough: [guest] }]\n`,
      (view, position) => shown(references(view, [], position, false), view),
    );
    assert.deepEqual(found, ["windows: [{ id: w, letThrough: [[guest]] }]"]);
  });

  it("finds the patterns that cover an operation, and what a pattern covers, in all files", () => {
    check(
      `operations:
  blocked:
    - { id: report.r|un, inFlight: stop }
    - report.print
roles:
  - { id: a, bypass: ["*"] }
`,
      [
        "- { id: [report.run], inFlight: stop }",
        `- { id: a, bypass: ["[*]"] }`,
        "- [report.run]",
        "- { id: o, roles: [guest], operations: [[report.*]], target: { client: acme, site: hq } }",
      ],
      there,
    );
    check(
      "roles:\n  - { id: a, bypass: [|report.*] }\n",
      [
        "- { id: a, bypass: [[report.*]] }",
        "- [report.run]",
        "- { id: o, roles: [guest], operations: [[report.*]], target: { client: acme, site: hq } }",
      ],
      there,
    );
  });

  it("finds a site in all files, but not the one of another client", () => {
    check(
      `agents:
  - { client: acme, site: h|q, ids: [a] }
  - { client: globe, site: hq, ids: [a] }
`,
      [
        "- { client: acme, site: [hq], ids: [a] }",
        "- { id: o, roles: [guest], operations: [report.*], target: { client: acme, site: [hq] } }",
      ],
      there,
    );
  });

  it("keeps the order of the text in JSON, too", () => {
    const found = ask(
      `{ "apiVersion": "maintenance-mode/v1",
  "windows": [{ "id": "w", "letThrough": ["o|ps"] }],
  "roles": [{ "id": "ops" }] }
`,
      (view, position) => shown(references(view, [], position, true), view),
    );
    assert.deepEqual(found, [
      `"windows": [{ "id": "w", "letThrough": ["[ops]"] }],`,
      `"roles": [{ "id": "[ops]" }] }`,
    ]);
  });

  it("finds nothing in other people's files", () => {
    const foreign = opened(
      "image: maintenance-mode/server\nwindows: [{ id: w, target: { client: acme } }]\n",
      "file:///foreign.yaml",
    ).view;
    check("agents: [{ client: ac|me, site: hq }]\n", ["agents: [{ client: [acme], site: hq }]"], foreign);
  });

  it("looks at a text once when it is among the others, too", () => {
    const { view, cursors } = opened(`${header}agents: [{ client: ac|me, site: hq, ids: [] }]\n`);
    assert.equal(references(view, [view, view], cursors[0]!, true).length, 1);
  });

  it("counts what stands behind an anchor once, and an alias as a mention", () => {
    check(
      `overrides:
  - { id: a, target: &t { client: acme, site: &s hq } }
  - { id: b, target: *t }
  - { id: c, target: { client: ac|me, site: *s } }
`,
      [
        "- { id: a, target: &t { client: [acme], site: &s hq } }",
        "- { id: c, target: { client: [acme], site: *s } }",
      ],
    );
  });
});

describe("highlights", () => {
  it("marks a declaration as written and a use as read", () => {
    const found = ask(
      `${header}roles:\n  - id: ops\nwindows:\n  - { id: ops, letThrough: [o|ps] }\n`,
      (view, position) =>
        highlights(view, position).map(({ kind, range }) => [
          kind,
          ...shown([{ uri: view.uri, range }], view),
        ]),
    );
    assert.deepEqual(found, [
      [DocumentHighlightKind.Write, "- id: [ops]"],
      [DocumentHighlightKind.Read, "- { id: ops, letThrough: [[ops]] }"],
    ]);
  });

  it("marks nothing where there is no name", () => {
    assert.deepEqual(ask(`${header}roles:\n  - { id: a, ad|mitted: true }\n`, highlights), []);
  });
});
