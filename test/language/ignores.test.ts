/** Comments that silence a problem in place: what they reach, what they do not, and what is said about them. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { diagnose } from "../../src/language/diagnose";
import { check, found, nowMs } from "./marked";

const expired = '{ id: keep, effect: exempt, reason: INC-42, expires: "2020-01-01T00:00:00Z" }';

describe("comments that silence", () => {
  it("the line below, at the end the line itself", () => {
    check(`
      overrides:
        # maintenance-mode-ignore expired-override: a pattern for others
        - ${expired}
        - id: old
          effect: exempt
          reason: INC-43
          target: { client: acme }
          expires: "2020-01-01T00:00:00Z" # maintenance-mode-ignore expired-override: kept for the audit
    `);
  });

  it("only their code, only there", () =>
    check(`
      overrides:
        # maintenance-mode-ignore expired-override: a pattern for others
        - ${expired}
        - { id: other, effect: exempt, target: { client: a }, reason: INC-42, expires: "2020-01-01T00:00:00Z" }
                                                                                       ^^^^^^^^^^^^^^^^^^^^^^ expired-override
        # maintenance-mode-ignore useless-override: not this
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-ignore
        - { id: third, effect: exempt, target: { client: b }, reason: INC-42, expires: "2020-01-01T00:00:00Z" }
                                                                                       ^^^^^^^^^^^^^^^^^^^^^^ expired-override
    `));

  it("several codes above each other", () =>
    check(`
      roles:
        # maintenance-mode-ignore unquoted-boolean: everybody here reads YAML 1.2
        # maintenance-mode-ignore useless-role: the host wants to know its name
        - { id: guest, title: no }
        - { id: administrator, admitted: true, may: [disable] }
    `));

  it("not across a blank line, nor from farther to the right", () => {
    for (const comment of [
      "  # maintenance-mode-ignore expired-override: why\n\n",
      "      # maintenance-mode-ignore expired-override: why\n",
    ]) {
      const codes = found(`${exampleHeader}overrides:\n${comment}  - ${expired}\n`).map(
        (one) => one.split(" ")[1],
      );
      assert.deepEqual(codes, ["unused-ignore", "expired-override"]);
    }
  });

  it("need a reason, and their place for one is none", () =>
    check(`
      overrides:
        # maintenance-mode-ignore expired-override
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ignore-without-reason
        - ${expired}
        # maintenance-mode-ignore expired-override: reason
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ignore-without-reason
        - { id: b, effect: exempt, reason: INC-42, target: { client: a }, expires: "2020-01-01T00:00:00Z" }
    `));

  it("must name a code, with a guess at what was meant", () => {
    check(`
      overrides:
        # maintenance-mode-ignore expired-overide: kept
                                  ^^^^^^^^^^^^^^^ unknown-ignore
        - { id: a, effect: exempt, reason: INC-42 }
        # maintenance-mode-ignore
        ^^^^^^^^^^^^^^^^^^^^^^^^^ unknown-ignore
        - { id: b, effect: exempt, reason: INC-42, target: { client: a } }
    `);
    const [problem] = diagnose(
      `${exampleHeader}# maintenance-mode-ignore expired-overide: x\nservices: [{ id: a }]\n`,
      {
        uri: "x.maintenance.yaml",
        nowMs,
      },
    );
    assert.deepEqual(problem?.data, { suggestion: "expired-override" });
  });

  it("never silence an error, and say so", () =>
    check(`
      services:
        - id: aos
        # maintenance-mode-ignore duplicate-id: it is the same one
                                  ^^^^^^^^^^^^ ignored-error
        - id: aos
              ^^^ duplicate-id
    `));

  it("are comments only: not within a text", () =>
    check(`
      notice:
        message: |
          # maintenance-mode-ignore expired-override: part of the text
        contact: "a # maintenance-mode-ignore expired-override: part of the text"
    `));

  it("work in a document that is read as a whole", () => {
    const text = `{ "apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": { "name": "x" },
"overrides": [
  # maintenance-mode-ignore expired-override: kept
  { "id": "a", "effect": "exempt", "reason": "r", "expires": "2020-01-01T00:00:00Z" }
] }
`;
    assert.deepEqual(found(text), []);
    assert.deepEqual(found(text.replace(": kept", "")), ["3:2-44 ignore-without-reason"]);
  });
});
