/** Problems of the text: what is not YAML, characters, and what YAML 1.1 readers understand differently. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { diagnose } from "../../src/language/diagnose";
import { check, checkFile, found, nowMs } from "./marked";

describe("text", () => {
  it("tabs", () => {
    check("services:\n\t- id: aos\n^ tab-indentation");
    check("services:\n  - id: aos\n\ttitle: AOS\n^ tab-indentation");
  });

  it("columns", () =>
    check(`
      services:
        - id: aos
         title: AOS service
         ^^^^^^^^^^^^^^^^^^ bad-indentation
    `));

  it("quotes without an end are shown where they begin", () => {
    check(`
      notice:
        message: "Back soon
                 ^^^^^^^^^^ unclosed-quote
        contact: Operations
    `);
    check(`
      notice:
        message: 'It''s closed
                 ^^^^^^^^^^^^^ unclosed-quote
    `);
  });

  it("brackets without an end are shown where they begin", () => {
    check(`
      operations:
        blocked: [process.run,
                 ^ unclosed-bracket
          process.stop
        unlisted: deny
    `);
    check(`
      metadata2: { a: [1, 2 }
      ^^^^^^^^^ unknown-property
                      ^ unclosed-bracket
    `);
  });

  it("colons and commas", () => {
    check(`
      operations:
        unlisted: deny
        inFlight stop
        ^^^^^^^^^^^^^ missing-colon
    `);
    check(`
      operations:
        blocked: [ "process.run" "process.stop" ]
                                 ^^^^^^^^^^^^^^ missing-comma
    `);
    check(`
      notice:
        message: Closed: back soon
                 ^^^^^^^^^^^^^^^^^ colon-in-value
    `);
  });

  it("text after a complete value", () => {
    check(`
      notice:
        message: "Back" soon
                        ^^^^ unexpected-text
    `);
    check(`
      notice: - message
              ^^^^^^^^^ unexpected-text
    `);
  });

  it("escapes and reserved characters", () => {
    check(String.raw`
      notice:
        message: "See C:\status"
                        ^^ bad-escape
        contact: @all
                 ^^^^ reserved-character
    `);
  });

  it("anything else that is not YAML", () =>
    check(`
      notice:
        message: &a &b Back soon
                    ^^ syntax-error
    `));

  it("directives", () =>
    checkFile(
      `%YAML 1.1\n^^^^^^^^^ directive\n---\napiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: example }\n`,
    ));

  it("%YAML 1.2 is fine", () => assert.deepEqual(found(`%YAML 1.2\n---\n${exampleHeader}`), []));

  it("keys that are twice, with the first one as a related place", () => {
    check(`
      notice:
        message: Back soon
        message: Back at noon
        ^^^^^^^ duplicate-key
    `);
    const [diagnostic] = diagnose(`${exampleHeader}notice: { message: a, message: b }\n`, {
      uri: "x.maintenance.yaml",
      nowMs,
    });
    assert.deepEqual(diagnostic?.relatedInformation?.[0]?.location.range.start, { line: 4, character: 10 });
  });

  it("a forgotten dash is one problem, not one a key", () =>
    check(`
      services:
        - id: aos
          title: AOS
          id: dixf
          ^^ duplicate-key
          title: DIXF
    `));

  it("keys that cannot be one", () => {
    check(`
      ? [notice]
        ^^^^^^^^ unusable-key
      : { message: Back soon }
    `);
    check(`
      agents:
        - &hq { client: acme, site: hq, ids: [db-7] }
      overrides:
        - { <<: *hq, id: keep, effect: exempt, reason: INC-42 }
            ^^ merge-key
    `);
    check(`
      notice:
        message: Back soon
      \u00A0 contact: Operations
      ^^^^^^^^^ invisible-space
    `);
  });

  it("aliases and tags", () => {
    check(`
      operations:
        blocked: [ *reports ]
                   ^^^^^^^^ undefined-alias
      notice:
        message: !env MESSAGE
                 ^^^^ unknown-tag
    `);
    check(`
      a: &a [x, x, x, x, x, x, x, x, x, x]
      b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
      c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
      d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
                                      ^^ alias-bomb
    `);
  });

  it("a mistake behind an alias is shown once, where it was written", () =>
    check(`
      services:
        - { id: aos, title: &title [no, text] }
                                   ^^^^^^^^^^ wrong-type
        - { id: dixf, title: *title }
                             ^^^^^^ wrong-type
      schedules:
        a: &days
          once: [{ start: "2026-12-23T16:00", end: "2026-12-23" }]
                                                   ^^^^^^^^^^^^ malformed-value
          timeZone: Europe/Copenhagen
        b: *days
    `));

  it("core tags are fine", () => check(`notice: { message: !!str 22:00, contact: ! x }\n`));

  it("nesting", () => {
    const brackets = "[".repeat(101);
    checkFile(`${exampleHeader}services: ${brackets}\n${" ".repeat(109)}^ too-deep\n`);
    check(`notice: { message: "${"[".repeat(500)}" }\n`);
  });

  it("characters that nobody sees", () => {
    check(`
      notice:
        message: Back\u0000 soon
                     ^ control-character
        contact: a\u2028b\u007F
                  ^ control-character
                    ^ control-character
    `);
    check(`
      notice:
        message: \uFEFFBack soon
                 ^ byte-order-mark
    `);
  });

  it("a forbidden character explains the line that it breaks", () =>
    check(`
      services:
        - id: a\u0007os
               ^ control-character
    `));

  it("what YAML 1.1 readers understand differently", () => {
    check(`
      timeZone: Europe/Copenhagen
      windows:
        - id: on
              ^^ unquoted-boolean
          kind: maintenance
          title: 2026-12-24
                 ^^^^^^^^^^ unquoted-date
          answer: 1_000
                  ^^^^^ ambiguous-number
          recurring: { frequency: monthly, byMonthDay: [010], startTime: 22:00, duration: PT1H }
                                                        ^^^ ambiguous-number
                                                                         ^^^^^ unquoted-time
      overrides:
        - id: keep
          effect: exempt
          reason: ticket #123
                  ^^^^^^^^^^^ comment-cuts-text
          expires: "2027-01-01T00:00:00Z" #456
    `);
  });

  it("quoted, or in a comment, they are fine", () =>
    check(`
      notice:
        message: "22:00"
        contact: 'no' # 22:00 no 010
        title: Back at 22:00 # note #4
    `));

  it("offers the value in quotes as it was written", () => {
    const text = `${exampleHeader}agents: [{ client: acme, site: hq, ids: [010, 1.10] }]\n`;
    assert.deepEqual(
      diagnose(text, { uri: "x.maintenance.yaml", nowMs }).map(({ code, data }) => [code, data as unknown]),
      [
        ["wrong-type", { suggestion: '"010"' }],
        ["wrong-type", { suggestion: '"1.10"' }],
      ],
    );
  });
});
