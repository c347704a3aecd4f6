/** Decisions as a host asks for them: each step, what outranks what, and what is said of the time to come. */
import assert from "node:assert/strict";
import type { Decision, MaintenanceDefinition, Toggle } from "../../src/core/generated/types";
import { Evaluator, evaluate } from "../../src/core/evaluate";
import { compile } from "../../src/core/policy";

const base: MaintenanceDefinition = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "test" },
  timeZone: "Etc/UTC",
  roles: [{ id: "boss", admitted: true, bypass: ["report.*"], may: ["disable"] }, { id: "worker" }],
  operations: {
    answer: "Closed",
    blocked: ["process.run", { id: "approval.*", answer: "Later", inFlight: "stop" }, "report.print"],
    alwaysAllowed: ["session.sign-out"],
    onlyDuringMaintenance: ["license.edit"],
  },
};
const on: Toggle = {
  target: {},
  mode: "on",
  forced: false,
  since: "2026-11-23T10:00:00Z",
  reason: "r",
  by: "ada",
};

function decide(
  more: Partial<MaintenanceDefinition>,
  request: object,
  at = "2026-11-23T12:00:00Z",
  toggles: Toggle[] = [],
): Decision {
  const result = evaluate(compile({ ...base, ...more }), { toggles, saved: [] }, request, Date.parse(at));
  assert.ok(result.ok, JSON.stringify(result));
  return result.decision;
}

const codeOf = (...args: Parameters<typeof decide>): string => decide(...args).code;

describe("evaluate", () => {
  it("decides by the first step that decides", () => {
    const onNow = [on];
    const code = (operation: string, roles: string[] = [], more: object = {}): string =>
      codeOf({}, { operation, roles, ...more }, undefined, onNow);
    assert.equal(codeOf({}, { operation: "process.run" }), "OPEN");
    assert.equal(codeOf({}, { operation: "license.edit" }), "REQUIRES_MAINTENANCE");
    assert.equal(code("session.sign-out"), "ALWAYS_ALLOWED");
    assert.equal(code("process.run"), "OPERATION_BLOCKED");
    assert.equal(
      code("process.run", ["boss"]),
      "OPERATION_BLOCKED",
      "an admitted role is let in, not past a block",
    );
    assert.equal(code("report.print", ["boss"]), "BYPASS");
    assert.equal(code("anything", ["boss"]), "ADMITTED");
    assert.equal(code("anything", ["worker"]), "NOT_BLOCKED");
    assert.equal(
      codeOf({ operations: { unlisted: "deny" } }, { operation: "anything" }, undefined, onNow),
      "NOT_ADMITTED",
    );
    assert.equal(code("process.run", [], { startedAt: "2026-11-23T09:59:59.999Z" }), "IN_FLIGHT");
    assert.equal(code("process.run", [], { startedAt: "2026-11-23T10:00:00Z" }), "OPERATION_BLOCKED");
    assert.equal(
      code("process.run", [], { startedAt: "2026-11-23T11:00:00Z", rootStartedAt: "2026-11-23T09:00:00Z" }),
      "IN_FLIGHT",
    );
    assert.equal(
      code("approval.give", [], { startedAt: "2026-11-23T09:00:00Z" }),
      "OPERATION_BLOCKED",
      "stop",
    );
  });

  it("names the rule and answers in the words of the entry, the window, the definition", () => {
    const { rule, answer } = decide({}, { operation: "approval.give" }, undefined, [on]);
    assert.deepEqual([rule, answer], ["/operations/blocked/1", "Later"]);
    assert.equal(decide({}, { operation: "process.run" }, undefined, [on]).answer, "Closed");
    const windows = [
      {
        id: "w",
        kind: "maintenance" as const,
        answer: "At night",
        once: [{ start: "2026-11-23T11:00", end: "2026-11-23T13:00" }],
      },
    ];
    const inWindow = decide({ windows }, { operation: "process.run" });
    assert.equal(inWindow.answer, "At night");
    assert.deepEqual(inWindow.window, {
      id: "w",
      start: "2026-11-23T11:00:00.000Z",
      end: "2026-11-23T13:00:00.000Z",
    });
  });

  it("tells the next change and when it will be allowed, as in the worked example", () => {
    const more: Partial<MaintenanceDefinition> = {
      operations: { blocked: ["session.sign-in"] },
      windows: [
        {
          id: "stop",
          kind: "blackout",
          cutoff: "PT15M",
          once: [{ start: "2026-11-23T20:00", end: "2026-11-23T21:00" }],
        },
        {
          id: "work",
          kind: "maintenance",
          cutoff: "PT15M",
          once: [{ start: "2026-11-23T20:30", end: "2026-11-23T23:00" }],
        },
      ],
    };
    const seen = (at: string) => {
      const { code, window, nextChange, retryAfter } = decide(more, { operation: "session.sign-in" }, at);
      return [code, window?.id, nextChange, retryAfter];
    };
    assert.deepEqual(seen("2026-11-23T19:50:00Z"), ["CUTOFF", "stop", "2026-11-23T20:00:00.000Z", 11_400]);
    assert.deepEqual(seen("2026-11-23T20:00:00Z"), ["BLACKOUT", "stop", "2026-11-23T21:00:00.000Z", 10_800]);
    assert.deepEqual(seen("2026-11-23T21:00:00Z"), [
      "OPERATION_BLOCKED",
      "work",
      "2026-11-23T23:00:00.000Z",
      7_200,
    ]);
    assert.deepEqual(seen("2026-11-23T23:00:00Z"), ["OPEN", undefined, null, undefined]);
  });

  it("lets an operation finish that began before an unbroken maintenance of window and toggle", () => {
    const windows = [
      {
        id: "w",
        kind: "maintenance" as const,
        once: [{ start: "2026-11-23T22:00", end: "2026-11-24T02:00" }],
      },
    ];
    const toggles = [{ ...on, since: "2026-11-24T01:30:00Z", until: "2026-11-24T05:00:00Z" }];
    const code = (startedAt: string): string =>
      codeOf({ windows }, { operation: "process.run", startedAt }, "2026-11-24T04:00:00Z", toggles);
    assert.equal(code("2026-11-23T21:59:59.999Z"), "IN_FLIGHT");
    assert.equal(code("2026-11-23T22:00:00Z"), "OPERATION_BLOCKED");
  });

  it("answers nonsense with an error and no definition with indeterminate", () => {
    const policy = compile(base);
    for (const request of [
      null,
      {},
      { operation: "a b" },
      { operation: "a", x: 1 },
      { operation: "a", target: { site: "s" } },
    ]) {
      assert.deepEqual(
        { ...evaluate(policy, null, request, 0), detail: "" },
        { ok: false, code: "invalid-request", detail: "" },
      );
    }
    assert.equal(evaluate(policy, { toggles: [on, on] }, { operation: "a" }, 0).ok, false);
    const none = evaluate(undefined, null, { operation: "a" }, 0);
    assert.equal(none.ok && none.decision.code, "INVALID_DEFINITION");
  });

  it("gives the same verdicts from memory as without", () => {
    const windows = [
      {
        id: "w",
        kind: "maintenance" as const,
        rrule: "FREQ=DAILY",
        start: "2026-11-01T22:00",
        duration: "PT2H",
      },
    ];
    const policy = compile({ ...base, windows });
    const evaluator = new Evaluator(policy, null);
    const request = { operation: "process.run" };
    for (let hour = 0; hour < 72; hour += 1) {
      const nowMs = Date.parse("2026-11-23T00:30:00Z") + hour * 3_600_000;
      assert.deepEqual(
        evaluator.decide(request, nowMs),
        evaluate(compile(policy.definition), null, request, nowMs),
      );
    }
  });
});
