import assert from "node:assert/strict";
import { type CommandId, choicesOf, contextOf, possibleActions } from "../../src/extension/present/choices";
import type { Capabilities } from "../../src/providers/provider";
import type { Situation } from "../../src/extension/present/glance";
import { capabilities, endpoint, here, refused, situation, status, toggle } from "./state";

const commands = (given: Situation): CommandId[] => choicesOf(given).map(({ command }) => command);

describe("what can be done now", () => {
  it("off: enable, not disable", () => {
    const given = situation(status());
    assert.deepEqual([...possibleActions(given)], ["enable", "force-enable", "force-disable"]);
    assert.equal(commands(given)[0], "enable");
  });

  it("on: disable first", () => {
    const given = situation(status({ phase: "on", toggles: [toggle({})] }));
    assert.equal(commands(given)[0], "disable");
    assert.ok(possibleActions(given).has("enable"), "its reason can be changed");
  });

  it("on the way: only force-disable, with the reason", () => {
    const given = situation(status({ phase: "draining" }));
    assert.deepEqual([...possibleActions(given)], ["force-disable"]);
    assert.match(choicesOf(given)[0]?.detail ?? "", /every other change has to wait/);
  });

  it("waiting for approval: approve and reject come first", () => {
    const at = "2026-11-21T11:00:00Z";
    const request = {
      id: "r1",
      action: "enable",
      target: { client: "acme" },
      reason: "x",
      by: "bob",
      at,
    } as const;
    const given = situation(status({ request }));
    assert.deepEqual(commands(given).slice(0, 2), ["approve", "reject"]);
    assert.equal(choicesOf(given)[0]?.label, "Approve: enable client acme");
  });

  it("untrusted: no change, and why", () => {
    const given = situation(status({ phase: "on" }), undefined, { trusted: false });
    assert.equal(possibleActions(given).size, 0);
    assert.equal(commands(given)[0], "explainTrust");
    assert.ok(!commands(given).includes("disable"));
  });

  it("offers nothing that the system cannot do", () => {
    const view = { link: { state: "live", beatMs: 5000 } } as const;
    const readOnly = { ...capabilities, write: false };
    const gentle = { ...capabilities, force: false };
    const given = (own: Capabilities) =>
      situation(undefined, undefined, {
        connection: { kind: "connected", endpoint, capabilities: own, view },
      });
    assert.equal(possibleActions(given(readOnly)).size, 0);
    assert.deepEqual([...possibleActions(given(gentle))], ["enable", "disable"]);
  });

  it("unreachable: everything may be tried", () => {
    const given = situation(undefined, { state: "unreachable", why: refused, retryAt: here.nowMs });
    assert.equal(possibleActions(given).size, 4);
    assert.ok(commands(given).includes("refresh"));
  });

  it("not connected: connect first, nothing that needs an endpoint", () => {
    for (const connection of [{ kind: "none" }, { kind: "signed-out", endpoint }] as const) {
      const list = commands(situation(undefined, undefined, { connection }));
      assert.equal(list[0], "connect");
      assert.ok(!list.includes("showHistory") && !list.includes("enable"));
    }
  });

  it("several endpoints: they can be told apart and selected", () => {
    assert.ok(commands(situation(status(), undefined, { several: true })).includes("selectEndpoint"));
    assert.ok(!commands(situation(status())).includes("selectEndpoint"));
  });

  it("gives the manifest its context", () => {
    assert.deepEqual(contextOf(situation(status())), {
      "maintenanceMode.can.enable": true,
      "maintenanceMode.can.disable": false,
      "maintenanceMode.can.forceEnable": true,
      "maintenanceMode.can.forceDisable": true,
      "maintenanceMode.configured": true,
      "maintenanceMode.connected": true,
      "maintenanceMode.several": false,
      "maintenanceMode.busy": false,
      "maintenanceMode.phase": "off",
    });
  });
});
