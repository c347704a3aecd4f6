import assert from "node:assert/strict";
import { hoverOf } from "../../src/extension/present/hover";
import { endpoint, here, refused, situation, status } from "./state";

describe("the hover of the status bar item", () => {
  it("says since when, by whom, why, until when, what comes next, and how fresh it is", () => {
    const state = status({
      phase: "on",
      current: {
        source: "toggle",
        since: "2026-11-21T09:00:00Z",
        by: "anna",
        reason: "CHG-7: patches",
        estimatedEnd: "2026-11-21T11:20:00Z",
      },
      next: {
        window: "patch",
        title: "Patch Tuesday",
        kind: "maintenance",
        start: "2026-12-08T21:00:00Z",
        end: "2026-12-09T01:00:00Z",
      },
      counts: { inMaintenance: 7, agents: 7 },
    });
    assert.equal(
      hoverOf(situation(state), here),
      [
        "**ERP production: maintenance is on**",
        "",
        "Since: 10:00 (2 hours ago)  ",
        "By: anna  ",
        "Why: CHG\\-7\\: patches  ",
        "Estimated end: 12:20 (in 20 minutes)  ",
        "Agents: 7 of 7 in maintenance  ",
        "Next window: Patch Tuesday: Tue 8 Dec, 22:00 to 02:00, in 17 days",
        "",
        "Connection: live  ",
        "Last contact: 11:57 (3 minutes ago)  ",
        "Endpoint: http\\:\\/\\/127\\.0\\.0\\.1\\:8080",
      ].join("\n"),
    );
  });

  it("puts it first when the state may have changed", () => {
    const stale = hoverOf(
      situation(status(), { state: "stale", why: "Two signs of life are missing." }),
      here,
    );
    assert.match(stale, /\n\*\*Stale\.\*\* Two signs of life are missing\\\.\n/);
    assert.match(stale, /The state below is as of 11:57 \(3 minutes ago\) and may have changed\./);
    const gone = hoverOf(
      situation(undefined, { state: "unreachable", why: refused, retryAt: here.nowMs + 8000 }),
      here,
    );
    assert.match(gone, /\*\*Unreachable\.\*\* Nothing answers/);
    assert.match(gone, /Nothing is known about the state\./);
    assert.match(gone, /next attempt 12:00/);
  });

  it("says that it only polls, and why", () => {
    const text = hoverOf(situation(status(), { state: "polling", everyMs: 30_000, why: refused }), here);
    assert.match(text, /Connection: asked every 30 seconds; no live events \(Nothing answers/);
  });

  it("shows what is waited for", () => {
    const text = hoverOf(
      situation(
        status({
          phase: "entering",
          request: {
            id: "r1",
            action: "disable",
            target: { client: "acme" },
            reason: "done",
            by: "bob",
            at: "2026-11-21T10:00:00Z",
          },
          inFlight: [
            { id: "1", operation: "process.run", startedAt: "2026-11-21T10:00:00Z", title: "Deploy web" },
          ],
          services: [
            { id: "aos", pending: true },
            { id: "mr", pending: false },
          ],
          failure: { at: "2026-11-21T10:00:00Z", message: "It did not start." },
          definition: { name: "erp-production", digest: "x", valid: false, problems: [] },
        }),
      ),
      here,
    );
    assert.match(text, /Waits for approval: disable of client acme, asked for by bob: done/);
    assert.match(text, /Still running: 1: Deploy web/);
    assert.match(text, /Waits for restart: aos {2}\n/);
    assert.match(text, /Failure: It did not start\\\. \(1 hour ago\)/);
    assert.match(text, /Definition: the newest one has problems; the last valid one is in force/);
  });

  it("leaves nothing of the endpoint's words that could be markup", () => {
    const evil = [
      "[click](command:workbench.action.quit)",
      "<img src=https://evil.example/x>",
      "![x](https://evil.example/x)",
      "https://evil.example www.evil.example a@evil.example",
      "**bold** `code` $(flame) &lt;b&gt;",
      "line\n\n# heading\n- item\n| a | b |",
    ].join(" ");
    const state = status({
      phase: "on",
      environment: { name: evil, title: evil },
      current: { source: "toggle", reason: evil, by: evil, message: evil },
      next: { window: evil, kind: "maintenance", start: evil, end: evil, title: evil },
      failure: { at: evil, message: evil },
    });
    const text = hoverOf(situation(state), here);
    const unescaped = text.replace(/\\[!-/:-@[-`{-~]/g, "");
    assert.doesNotMatch(unescaped, /[<>[\]`#|&@$!]|\/\/|www\./);
    for (const line of text.split("\n")) assert.match(line, /^(\*\*|[A-Z][a-z ]+: |$)/);
  });

  it("explains what to do when there is no connection", () => {
    const signedOut = hoverOf(
      situation(undefined, undefined, { connection: { kind: "signed-out", endpoint } }),
      here,
    );
    assert.match(signedOut, /No token is saved for this address, so nothing is sent to it/);
    assert.match(
      hoverOf(situation(undefined, undefined, { connection: { kind: "none" } }), here),
      /Not connected/,
    );
    assert.match(
      hoverOf(situation(status(), undefined, { trusted: false }), here),
      /workspace is not trusted/,
    );
  });
});
