/** While a part of the text is broken, the rest is still checked, and the broken part causes no further problems. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { check, checkFile, found } from "./marked";

const broken = (body: string): void => check(body);

describe("broken text", () => {
  it("a half-typed key at the top hides nothing", () =>
    broken(`
      roles:
        - { id: administrator, admitted: true, may: [disable] }
      ser
      ^^^ missing-colon
      services: []
                ^^ empty-value
    `));

  it("a half-typed key in an entry leaves the entry incomplete, not wrong", () =>
    broken(`
      roles:
        - id: administrator
          ad
          ^^ missing-colon
          may: [disable]
      timeZone: Europe/Copenhagen
      windows:
        - id: nightly
          ki
          ^^ missing-colon
      overrides:
        - { id: keep, effect: admit, roles: [stranger], reason: INC-42 }
                                             ^^^^^^^^ unknown-role
    `));

  it("an unfinished list keeps what stands in it", () =>
    broken(`
      operations:
        blocked: [process.run, no good,
                 ^ unclosed-bracket
                               ^^^^^^^ malformed-value
        unlisted: dney
                  ^^^^ unknown-value
    `));

  it("names that the broken part may declare are not called unknown", () =>
    broken(`
      roles:
        - { id: administrator, admitted: true, may: [disable] }
        - { id: contractor
          ^ unclosed-bracket
      overrides:
        - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }
    `));

  it("only the entry with the wrong column is left out", () =>
    broken(`
      services:
        - id: aos
           title: AOS service
           ^^^^^^^^^^^^^^^^^^ bad-indentation
        - id: DIXF
              ^^^^ malformed-value
        - id: dixf
         titel: x
         ^^^^^^^^ bad-indentation
        - id: mr
          titel: x
          ^^^^^ unknown-property
    `));

  it("a list in the column of its key", () =>
    broken(`
      services:
      - id: aos
      - id "mr"
        ^^^^^^^ wrong-type
      - id: DIXF
            ^^^^ malformed-value
      notice
      ^^^^^^ missing-colon
    `));

  it("one line astray is one problem, whatever the parser makes of the others", () => {
    broken(`
      services:
      - id: aos
        - id: dixf
        ^^^^^^^^^^ bad-indentation
    `);
    broken(`
      services:
      - id: aos
      ^^^^^^^^^ bad-indentation
        - id: dixf
        - id: MR
              ^^ malformed-value
    `);
    checkFile(` title
 ^^^^^ bad-indentation
${exampleHeader}services: []
          ^^ empty-value
`);
  });

  it("JSON with a forgotten comma", () =>
    checkFile(
      `{
  "apiVersion": "maintenance-mode/v1",
  "kind": "MaintenanceDefinition",
  "metadata": { "name": "example", "titel": "Example" },
                                   ^^^^^^^ unknown-property
  "services": [{ "id": "AOS" } { "id": "dixf" }]
                               ^ missing-comma
}`,
      { uri: "file:///maintenance.json" },
    ));

  it("JSON that is not finished, in an untitled document", () =>
    checkFile(
      `{
\t"apiVersion": "maintenance-mode/v1",
\t"kind": "MaintenanceDefinition",
\t"services": [{ "id": "aos" },
             ^ unclosed-bracket
`,
      { uri: "untitled:Untitled-1" },
    ));

  it("every beginning of a definition is read without a crash, and what is right is never called wrong", () => {
    const whole = `${exampleHeader}timeZone: Europe/Copenhagen
operations:
  blocked:
    - process.run
    - { id: process.stop, answer: "Not now" }
roles:
  - id: administrator
    admitted: true
    may: [enable, disable]
  - { id: contractor, bypass: ["process.*"] }
overrides:
  - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }
`;
    const never = new Set(["duplicate-key", "unusable-key", "duplicate-id", "conflicting-property"]);
    for (let length = exampleHeader.length; length <= whole.length; length++) {
      const codes = found(whole.slice(0, length)).map((line) => line.split(" ")[1] ?? "");
      assert.deepEqual(
        codes.filter((code) => never.has(code)),
        [],
        whole.slice(0, length),
      );
      assert.ok(codes.length <= 2, `${whole.slice(0, length)}\n${codes.join()}`);
    }
  });
});
