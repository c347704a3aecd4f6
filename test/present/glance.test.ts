import assert from "node:assert/strict";
import type { Phase } from "../../src/core/generated/types";
import { glanceOf } from "../../src/extension/present/glance";
import { ProviderError } from "../../src/providers/error";
import { endpoint, here, refused, situation, status } from "./state";

describe("the status bar item", () => {
  const faces: [Phase, string, string | undefined][] = [
    ["off", "$(pass) Maintenance: off", undefined],
    ["scheduled", "$(calendar) Maintenance: scheduled", undefined],
    ["entering", "$(sync~spin) Maintenance: entering", undefined],
    ["draining", "$(sync~spin) Maintenance: draining", undefined],
    ["on", "$(tools) Maintenance: on", "warning"],
    ["leaving", "$(sync~spin) Maintenance: leaving", undefined],
    ["restarting", "$(sync~spin) Maintenance: restarting", undefined],
    ["partial", "$(tools) Maintenance: partial", undefined],
    ["failed", "$(error) Maintenance: failed", "error"],
    ["blackout", "$(circle-slash) Maintenance: blackout", "warning"],
    ["unknown", "$(question) Maintenance: unknown", "warning"],
  ];
  for (const [phase, text, background] of faces) {
    it(`${phase}: ${text}`, () => {
      const glance = glanceOf(situation(status({ phase })), here);
      assert.equal(glance?.text, text);
      assert.equal(glance.background, background);
      assert.match(glance.label, /^Maintenance Mode, ERP production: [A-Z]/);
    });
  }

  it("has one icon at most, whatever names the endpoint gives", () => {
    const evil = status({ environment: { name: "x", title: "$(flame) Prod\u202e $(rocket)\n".repeat(20) } });
    const glance = glanceOf(situation(evil, undefined, { several: true }), here);
    assert.equal(glance?.text.match(/\$\(/g)?.length, 1);
    assert.ok(glance.text.length < 60);
    assert.doesNotMatch(glance.text, /[\n\u202e]/);
  });

  it("names the environment when there are several", () => {
    const glance = glanceOf(situation(status({ phase: "on" }), undefined, { several: true }), here);
    assert.equal(glance?.text, "$(tools) ERP production: on");
  });

  it("says how much is in maintenance, that it is forced, and that somebody must approve", () => {
    const partial = status({ phase: "partial", counts: { inMaintenance: 2, agents: 7 } });
    assert.equal(glanceOf(situation(partial), here)?.text, "$(tools) Maintenance: partial, 2 of 7");
    const forced = status({ phase: "on", current: { source: "toggle", forced: true } });
    assert.equal(glanceOf(situation(forced), here)?.text, "$(tools) Maintenance: on, forced");
    const at = "2026-11-21T11:00:00Z";
    const request = { id: "r1", action: "enable", target: {}, reason: "x", by: "bob", at } as const;
    assert.equal(
      glanceOf(situation(status({ request })), here)?.text,
      "$(pass) Maintenance: off, approval waiting",
    );
  });

  it("never shows a stale state as fresh", () => {
    const glance = glanceOf(
      situation(status({ phase: "on" }), { state: "stale", why: "Two signs of life are missing." }),
      here,
    );
    assert.equal(glance?.text, "$(history) Maintenance: on (stale)");
    assert.equal(glance.background, "warning");
    assert.match(glance.label, /Stale, last heard 11:57 \(3 minutes ago\): Two signs of life are missing\./);
  });

  it("shows no state at all when the endpoint cannot be reached, in red", () => {
    const glance = glanceOf(
      situation(status({ phase: "on" }), { state: "unreachable", why: refused, retryAt: 0 }),
      here,
    );
    assert.equal(glance?.text, "$(debug-disconnect) Maintenance: unreachable");
    assert.equal(glance.background, "error");
    assert.match(glance.label, /the connection was refused\. Last known: Maintenance is on\./);
    const why = new ProviderError("unauthorized", "The token is not accepted.");
    assert.equal(
      glanceOf(situation(undefined, { state: "stopped", why }), here)?.text,
      "$(debug-disconnect) Maintenance: unreachable",
    );
  });

  it("spins while something is under way", () => {
    assert.equal(
      glanceOf(situation(status(), undefined, { working: true }), here)?.text,
      "$(sync~spin) Maintenance: off",
    );
    assert.equal(
      glanceOf(situation(undefined, { state: "connecting" }), here)?.text,
      "$(sync~spin) Maintenance: connecting",
    );
  });

  it("stays away when nothing is configured, and offers to connect while a definition is open", () => {
    const none = { connection: { kind: "none" } } as const;
    assert.equal(glanceOf(situation(undefined, undefined, none), here), undefined);
    assert.equal(
      glanceOf(situation(undefined, undefined, { ...none, definitionOpen: true }), here)?.text,
      "$(plug) Maintenance: connect",
    );
  });

  it("says that a token or usable settings are missing, quietly", () => {
    const signedOut = glanceOf(
      situation(undefined, undefined, { connection: { kind: "signed-out", endpoint } }),
      here,
    );
    assert.equal(signedOut?.text, "$(plug) Maintenance: not connected");
    assert.equal(signedOut.background, undefined);
    const wrong = { kind: "misconfigured", endpoint, problem: "The url of 'local' cannot be used." } as const;
    assert.equal(
      glanceOf(situation(undefined, undefined, { connection: wrong }), here)?.text,
      "$(plug) Maintenance: check settings",
    );
  });
});
