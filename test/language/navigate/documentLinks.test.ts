/** What can be opened from a text with a click. */
import assert from "node:assert/strict";
import { documentLinks } from "../../../src/language/navigate/documentLinks";
import { opened, textOf } from "./opened";

function check(text: string, expected: string[]): void {
  checkFile(`apiVersion: maintenance-mode/v1\n${text}`, expected);
}

function checkFile(text: string, expected: string[]): void {
  const { view } = opened(text);
  const found = documentLinks(view);
  assert.deepEqual(
    found.map(({ target }) => target),
    expected,
  );
  for (const { range, target } of found) assert.equal(textOf(view.text(), range), target);
}

describe("document links", () => {
  it("finds addresses in texts for people", () => {
    check(
      `metadata:
  name: x
  labels: { runbook: https://wiki.example/run?id=1#top }
notice:
  message: "See https://status.example/erp. Or (http://a.example/b)!"
  contact: 'mailto:desk@example.com'
overrides:
  - id: a
    reason: |
      INC-1
      https://tickets.example/INC-1
`,
      [
        "https://wiki.example/run?id=1#top",
        "https://status.example/erp",
        "http://a.example/b",
        "mailto:desk@example.com",
        "https://tickets.example/INC-1",
      ],
    );
  });

  it("finds them in JSON", () => {
    checkFile(
      `{ "apiVersion": "maintenance-mode/v1",\n  "notice": { "contact": "https://desk.example/" } }\n`,
      ["https://desk.example/"],
    );
  });

  it("opens no files, no commands, and nothing from elsewhere in a definition", () => {
    check(
      `notice: { message: "file:///etc/passwd command:workbench.action.quit vscode://x javascript:alert(1)", contact: "https://" }
windows: [{ id: w, title: https://a.example/ }]
# https://a.example/
`,
      [],
    );
    assert.deepEqual(
      documentLinks(opened("notice: { contact: https://a.example/ }\n", "file:///other.yaml").view),
      [],
    );
  });
});
