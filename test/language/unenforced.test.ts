/** What a system cannot enforce of a definition, at the words that ask for it, and nothing about what it can. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exampleHeader } from "../../src/core/problem";
import { readEnforcedBy } from "../../src/core/systems";
import { diagnose, diagnosticsOf } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { check, found, nowMs } from "./marked";

const uri = "file:///example.maintenance.yaml";
const messages = (text: string, setting: unknown): string[] =>
  diagnose(exampleHeader + text, { uri, nowMs, enforcedBy: readEnforcedBy(setting).enforcedBy })
    .filter(({ code }) => code === "not-enforced")
    .map(({ message }) => (typeof message === "string" ? message : message.value));

describe("what a system cannot enforce", () => {
  it("of roles, operations and answers", () => {
    check(
      `
      roles:
        - id: system-administrator
          admitted: true
          bypass: ["*"]
          ^^^^^^ not-enforced
          may: [disable]
        - id: operator
          admitted: true
          ^^^^^^^^ not-enforced
      operations:
        unlisted: allow
                  ^^^^^ not-enforced
        inFlight: finish
                  ^^^^^^ not-enforced
        answer: Closed
                ^^^^^^ not-enforced
        blocked: [report.run]
                  ^^^^^^^^^^ not-enforced
        onlyDuringMaintenance: [configuration.license.edit, configuration.key.edit]
                                                            ^^^^^^^^^^^^^^^^^^^^^^ not-enforced
`,
      { enforcedBy: "dynamics365" },
    );
    check(
      `
      operations:
      ^^^^^^^^^^ not-enforced
        alwaysAllowed: [session.sign-out]
`,
      { enforcedBy: "dynamics365" },
    );
    check(
      `
      operations:
        unlisted: deny
                  ^^^^ not-enforced
        inFlight: stop
                  ^^^^ not-enforced
        blocked:
          - { id: process.approval.*, inFlight: stop }
          - { id: process.global.run, inFlight: stop, answer: Later }
                                                ^^^^ not-enforced
                                                              ^^^^^ not-enforced
          - process.*
            ^^^^^^^^^ not-enforced
        alwaysAllowed: [process.calendar.nightly, process.manual-task.respond]
                        ^^^^^^^^^^^^^^^^^^^^^^^^ not-enforced
`,
      { enforcedBy: "urbancode-deploy" },
    );
  });

  it("of windows", () => {
    const once = `once: [{ start: "2030-12-31T20:00", end: "2031-01-01T06:00" }]`;
    const text = (marks: string): string => `
      timeZone: Europe/London
      windows:
${marks}`;
    check(
      text(`        - id: shutdown
          kind: blackout
          ${once}
          cutoff: PT2H
                  ^^^^ not-enforced
          answer: Closed
                  ^^^^^^ not-enforced
        - id: patches
          kind: maintenance
                ^^^^^^^^^^^ not-enforced
          ${once.replaceAll("2030", "2029").replaceAll("2031", "2030")}
          cutoff: PT2H
`),
      { enforcedBy: "urbancode-deploy" },
    );
    check(
      `
      timeZone: Europe/London
      windows:
      ^^^^^^^ not-enforced
        - id: shutdown
          kind: blackout
          ${once}
`,
      { enforcedBy: "tactical-rmm" },
    );
  });

  it("of overrides and transitions", () => {
    check(
      `
      overrides:
        - id: keep
          effect: exempt
          target: { client: acme }
          reason: INC-42
          expires: "2030-01-01T00:00:00Z"
                   ^^^^^^^^^^^^^^^^^^^^^^ not-enforced
      transitions:
        drain: { timeout: PT30M, then: proceed }
        ^^^^^ not-enforced
        restart: { services: [aos] }
        ^^^^^^^ not-enforced
      services: [{ id: aos }]
`,
      { enforcedBy: "tactical-rmm" },
    );
    check(
      `
      overrides:
        - id: keep
          effect: exempt
                  ^^^^^^ not-enforced
          target: { client: acme }
          reason: INC-42
      transitions:
        restart: { services: [aos, batch] }
                                   ^^^^^ not-enforced
      services: [{ id: aos }, { id: batch }]
`,
      { enforcedBy: "lcs" },
    );
    check(
      `
      notice: { message: "Back at {end}" }
      overrides:
      ^^^^^^^^^ not-enforced
        - { id: keep, effect: exempt, target: { client: acme }, reason: INC-42 }
`,
      { enforcedBy: "urbancode-deploy" },
    );
  });

  it("is said in the words of the system, with what it can do and what to do about it", () => {
    const text =
      "notice: { message: Closed }\noperations: { blocked: [alert.email.send.task, report.run] }\n";
    assert.deepEqual(messages(text, { "*": "tactical-rmm" }), [
      "Tactical RMM shows no message of ours, so nobody reads this there. Take it out, or see to it by other means.",
      "Tactical RMM stops only alert.email.send.*, alert.sms.send.*, dashboard.failing.show, so this goes on. Take it out, or see to it by other means.",
    ]);
  });

  it("is asked of the environment that is named, else of the system for all others", () => {
    const text = "notice: { message: Closed }\n";
    assert.equal(messages(text, {}).length, 0);
    assert.equal(messages(text, { other: "tactical-rmm" }).length, 0);
    assert.match(messages(text, { example: "lcs", "*": "tactical-rmm" }).join(), /^Lifecycle Services shows/);
    assert.match(messages(text, { other: "lcs", "*": "tactical-rmm" }).join(), /^Tactical RMM shows/);
  });

  it("is not said of an entry in which something is wrong, and a comment silences it", () => {
    check(
      `
      operations:
        blocked:
          - { id: report.run, inFlight: sotp }
                                        ^^^^ unknown-value
`,
      { enforcedBy: "tactical-rmm" },
    );
    check(
      `
      # maintenance-mode-ignore not-enforced: the desk tells people
      notice: { message: Closed }
`,
      { enforcedBy: "tactical-rmm" },
    );
  });

  it("is found in JSON as in YAML, and follows edits", () => {
    const { enforcedBy } = readEnforcedBy({ "*": "tactical-rmm" });
    const definition = {
      apiVersion: "maintenance-mode/v1",
      kind: "MaintenanceDefinition",
      metadata: { name: "example" },
      notice: { message: "Closed" },
    };
    const json = diagnose(JSON.stringify(definition), {
      uri: "file:///a.maintenance.json",
      nowMs,
      enforcedBy,
    });
    assert.deepEqual(
      json.map(({ code }) => code),
      ["not-enforced"],
    );
    const live = new LiveText(`${exampleHeader}notice: { message: Closed }\n`, { uri, nowMs, enforcedBy });
    assert.equal(diagnosticsOf(live, {}).length, 1);
    live.edit({ range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } }, text: "" });
    assert.equal(diagnosticsOf(live, {}).length, 0);
  });

  it("is told of each sample for the system that it is about", () => {
    const words = (name: string, enforcedBy: string): string[] => {
      const text = readFileSync(join(__dirname, "../../samples", `${name}.maintenance.yaml`), "utf8");
      const lines = text.split("\n");
      return found(text, { uri: name, enforcedBy }).map((one) => {
        const [line = 0, from = 0, to = 0] = one.split(/[:\- ]/, 3).map(Number);
        return lines[line - 1]?.slice(from, to) ?? "";
      });
    };
    assert.deepEqual(words("dynamics-365", "dynamics365"), [
      "notice",
      "admitted",
      "Only administrators and maintenance mode users can sign in now",
      "approval",
    ]);
    assert.deepEqual(words("lcs-environment", "lcs"), [
      "notice",
      "admitted",
      "Only administrators can sign in now",
      "Ask for just-in-time access to the database",
    ]);
    assert.deepEqual(words("tactical-rmm", "tactical-rmm"), [
      "notice",
      "admitted",
      "admitted",
      "The agent is in maintenance",
      "windows",
    ]);
    assert.deepEqual(words("urbancode-deploy", "urbancode-deploy"), [
      "admitted",
      "Could Not Start",
      "Approvals wait until the maintenance is over",
      "PT24H",
      "PT2H",
      "The server is shut down for the turn of the year",
    ]);
  });
});

describe("the setting for systems", () => {
  it("says which entries say nothing, and what is possible", () => {
    const { enforcedBy, mistakes } = readEnforcedBy({ a: "tactical-rmm", b: "tactical-rm", c: 7 });
    assert.deepEqual([...enforcedBy.keys()], ["a"]);
    assert.deepEqual(mistakes, [
      "There is no system `tactical-rm`. Did you mean `tactical-rmm`?",
      "There is no system `7`. Possible are: dynamics365, lcs, tactical-rmm, urbancode-deploy.",
    ]);
    for (const nonsense of ["lcs", ["lcs"], 7]) assert.equal(readEnforcedBy(nonsense).mistakes.length, 1);
    assert.deepEqual(readEnforcedBy(undefined).mistakes, []);
  });
});
