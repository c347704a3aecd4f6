import assert from "node:assert/strict";
import type { Action, Status, Target } from "../../src/core/generated/types";
import { changeText, outcomeText } from "../../src/extension/present/outcome";
import type { Outcome } from "../../src/providers/provider";
import { here, status, toggle } from "./state";

const entry: Outcome["entry"] = {
  seq: 3,
  at: "2026-11-21T10:58:00Z",
  by: "bob",
  action: "enable",
  target: {},
  reason: "CHG-9",
  revision: 8,
  outcome: "carried-out",
};

function text(
  now: Status,
  { action = "enable", target = {}, ...change }: { action?: Action; target?: Target } & Partial<Outcome> = {},
): string {
  return outcomeText({ status: now, entry, changed: true, ...change }, now, { action, target }, here);
}

describe("what is reported after an action", () => {
  const on = status({
    phase: "on",
    toggles: [toggle({}, { since: "2026-11-21T11:03:00Z" })],
    current: { source: "toggle", since: "2026-11-21T11:03:00Z", by: "anna" },
    counts: { inMaintenance: 7, agents: 7 },
  });

  it("on, since when, and how many agents", () => {
    assert.equal(text(on), "ERP production: maintenance is on since 12:03, 7 agents.");
  });

  it("off", () => {
    const off = status({ counts: { inMaintenance: 1, agents: 7 } });
    assert.equal(
      text(off, { action: "disable" }),
      "ERP production: maintenance is off, 1 of 7 agents still in maintenance.",
    );
  });

  it("a part of it", () => {
    const target = { client: "acme" };
    const partial = status({
      phase: "partial",
      toggles: [toggle(target)],
      counts: { inMaintenance: 3, agents: 7 },
    });
    assert.equal(
      text(partial, { target }),
      "ERP production: maintenance of client acme is on since 09:12, 3 of 7 agents.",
    );
  });

  it("what is under way is not reported as done", () => {
    const draining = status({
      phase: "draining",
      toggles: [toggle({})],
      inFlight: [{ id: "1", operation: "a", startedAt: "2026-11-21T10:00:00Z" }],
      pending: {
        action: "enable",
        target: {},
        reason: "x",
        by: "anna",
        at: "2026-11-21T11:00:00Z",
        awaits: "drain",
        deadline: "2026-11-21T11:30:00Z",
      },
    });
    assert.match(
      text(draining),
      /is set and draining: 1 operation still running, at the latest in 30 minutes\.$/,
    );
    const entering = status({ phase: "entering", services: [{ id: "aos", pending: true }] });
    assert.match(text(entering), /entering maintenance .+, not done yet: waits for aos to restart\.$/);
    const waits = text(status(), { entry: { ...entry, outcome: "requested" } });
    assert.match(waits, /now waits for approval by a second person\. Nothing has changed yet\.$/);
  });

  it("a failure is a failure", () => {
    const failed = status({
      phase: "failed",
      failure: { at: "2026-11-21T11:00:00Z", message: "The drain was cancelled." },
    });
    assert.match(text(failed), /failed: The drain was cancelled\.$/);
  });

  it("nothing to change", () => {
    assert.match(
      text(on, { changed: false }),
      /nothing to change, the environment already was so \(maintenance is on since 12:03 by anna\)\./,
    );
  });

  it("reports what was read back when somebody else was quick", () => {
    const now = status({ phase: "off", revision: 99 });
    const words = outcomeText(
      { status: on, entry, changed: true },
      now,
      { action: "enable", target: {} },
      here,
    );
    assert.match(words, /was carried out, but the state has changed again since: maintenance is off\.$/);
  });

  it("says when something else still keeps it on", () => {
    const blackout = status({ phase: "blackout" });
    assert.match(text(blackout, { action: "disable" }), /was switched off; a blackout is in force\.$/);
  });

  it("names who was faster", () => {
    assert.equal(
      changeText(entry, on, here),
      "The state has changed meanwhile: bob did enable of the environment 2 minutes ago (CHG-9). Now maintenance is on since 12:03 by anna.",
    );
    assert.match(changeText(undefined, on, here), /^The state has changed meanwhile: maintenance is on/);
  });
});
