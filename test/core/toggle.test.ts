/** The four actions on toggles: what is saved, restored, nested, forced, and what an expired toggle turns into. */
import assert from "node:assert/strict";
import type { Action, MaintenanceDefinition, Override, Target, Window } from "../../src/core/generated/types";
import { maintenanceOf, momentAt } from "../../src/core/maintenance";
import { type Policy, compile } from "../../src/core/policy";
import { type Outcome, type Toggles, act, settle } from "../../src/core/toggle";

const t0 = Date.parse("2026-11-23T12:00:00Z");
const hour = 3_600_000;

function policyWith(more: { windows?: Window[]; overrides?: Override[] }): Policy {
  const definition: MaintenanceDefinition = {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "test" },
    timeZone: "Etc/UTC",
    ...more,
  };
  return compile(definition);
}

const plain = policyWith({});
const env: Target = {};
const acme: Target = { client: "acme" };
const hq: Target = { client: "acme", site: "hq" };
const db: Target = { client: "acme", site: "hq", agent: "db-7" };
const web: Target = { client: "acme", site: "hq", agent: "web-1" };

/** Plays actions one hour apart and remembers where it got to. */
class Play {
  nowMs = t0;
  state: Toggles = { toggles: [], saved: [] };
  last: Outcome | undefined;

  constructor(private readonly policy: Policy = plain) {}

  do(action: Action, target: Target, more: { until?: string; reason?: string } = {}): this {
    this.last = act(this.policy, this.state, { action, target, reason: "r", by: "ada", ...more }, this.nowMs);
    if (this.last.ok) this.state = this.last.after;
    this.nowMs += hour;
    return this;
  }

  on(target: Target): boolean {
    const settled = settle(this.policy, this.state, this.nowMs);
    return maintenanceOf(momentAt(this.policy, settled.toggles, this.nowMs), target).on;
  }

  /** What is saved, as `target: [saved toggles]`. */
  savedAt(target: Target): Target[] {
    const found = this.state.saved.find((entry) => JSON.stringify(entry.target) === JSON.stringify(target));
    return (found?.toggles ?? []).map((toggle) => toggle.target);
  }
}

const window = (target: Target, start: string, end: string): Window => ({
  id: "w",
  kind: "maintenance",
  target,
  once: [{ start, end }],
});

describe("toggles", () => {
  it("enable saves what was on below, disable restores it", () => {
    const play = new Play().do("enable", db).do("enable", env);
    assert.deepEqual(play.savedAt(env), [db]);
    assert.deepEqual([play.on(db), play.on(web)], [true, true]);
    play.do("disable", env);
    assert.deepEqual([play.on(db), play.on(web)], [true, false]);
    assert.deepEqual(
      play.state.saved.map(({ target }) => target),
      [db],
      "the agent's own snapshot is back as well",
    );
  });

  it("a second enable changes the reason only: the snapshot and since stay", () => {
    const play = new Play()
      .do("enable", db)
      .do("enable", env, { reason: "first" })
      .do("enable", env, { reason: "second" });
    assert.equal(play.state.toggles[0]?.reason, "second");
    assert.equal(play.state.toggles[0].since, "2026-11-23T13:00:00.000Z");
    assert.deepEqual(play.savedAt(env), [db]);
    play.do("disable", env);
    assert.deepEqual([play.on(db), play.on(web)], [true, false]);
  });

  it("nests: client in environment, agent in client, back in order", () => {
    const play = new Play().do("enable", db).do("enable", acme).do("enable", env);
    play.do("disable", env);
    assert.deepEqual([play.on(acme), play.on(web), play.on({ client: "other" })], [true, true, false]);
    play.do("disable", acme);
    assert.deepEqual([play.on(db), play.on(web)], [true, false]);
    play.do("disable", db);
    assert.deepEqual(play.state, { toggles: [], saved: [] });
  });

  it("disable below a wider toggle sets off there, and the next disable of the whole removes it", () => {
    const play = new Play().do("enable", env).do("disable", hq);
    assert.deepEqual([play.on(env), play.on(hq), play.on(db)], [true, false, false]);
    assert.equal(play.state.toggles.find(({ mode }) => mode === "off")?.until, undefined);
    play.do("disable", env);
    assert.deepEqual(play.state, { toggles: [], saved: [] });
  });

  it("disable in a window sets off until the window's end", () => {
    const play = new Play(policyWith({ windows: [window(env, "2026-11-23T10:00", "2026-11-23T20:00")] }));
    assert.equal(play.on(env), true);
    play.do("disable", env);
    assert.equal(play.on(env), false);
    assert.equal(play.state.toggles[0]?.until, "2026-11-23T20:00:00.000Z");
  });

  it("off lasts through occurrences that overlap, and has no end where an override stands behind a window", () => {
    const first = window(env, "2026-11-23T10:00", "2026-11-23T20:00");
    first.once?.push({ start: "2026-11-23T19:00", end: "2026-11-24T02:00" });
    const play = new Play(policyWith({ windows: [first] })).do("disable", env);
    assert.equal(play.state.toggles[0]?.until, "2026-11-24T02:00:00.000Z");
    const behind = policyWith({
      windows: [window(acme, "2026-11-23T10:00", "2026-11-23T20:00")],
      overrides: [{ id: "all", effect: "maintenance", target: env, reason: "frozen" }],
    });
    assert.equal(new Play(behind).do("force-disable", acme).state.toggles[0]?.until, undefined);
  });

  it("disable with nothing on changes nothing", () => {
    const play = new Play().do("disable", env);
    assert.deepEqual(play.last, { ok: true, changed: false, after: { toggles: [], saved: [] } });
  });

  it("force-enable drops what is on below and keeps what was saved", () => {
    const play = new Play().do("enable", db).do("enable", env).do("enable", web).do("force-enable", env);
    assert.equal(play.state.toggles.length, 1);
    assert.deepEqual(play.savedAt(env), [db]);
    play.do("disable", env);
    assert.deepEqual([play.on(db), play.on(web)], [true, false]);
  });

  it("force-disable drops toggles and what was saved", () => {
    const play = new Play().do("enable", db).do("enable", env).do("force-disable", env);
    assert.deepEqual(play.state, { toggles: [], saved: [] });
    assert.equal(play.on(db), false);
  });

  it("a stale snapshot never comes back after force-disable", () => {
    const play = new Play()
      .do("enable", db)
      .do("enable", env)
      .do("force-disable", env)
      .do("enable", env)
      .do("disable", env);
    assert.equal(play.on(db), false);
  });

  it("disable says what keeps it on: a forced toggle above, an override", () => {
    const forced = new Play().do("force-enable", env).do("disable", acme);
    assert.equal(forced.last?.ok, false);
    assert.match(JSON.stringify(forced.last), /kept-on.*the environment/);
    const overridden = new Play(
      policyWith({ overrides: [{ id: "lab", effect: "maintenance", target: acme, reason: "being built" }] }),
    ).do("disable", acme);
    assert.match(JSON.stringify(overridden.last), /kept-on.*lab.*\/overrides\/0/);
  });

  it("force-disable turns off what a window or an override keeps on", () => {
    const overrides: Override[] = [{ id: "lab", effect: "maintenance", target: acme, reason: "being built" }];
    const byOverride = new Play(policyWith({ overrides })).do("force-disable", env);
    assert.deepEqual([byOverride.on(acme), byOverride.state.toggles[0]?.until], [false, undefined]);
    const byWindow = new Play(
      policyWith({ windows: [window(acme, "2026-11-23T10:00", "2026-11-23T20:00")] }),
    ).do("force-disable", env);
    assert.deepEqual(
      [byWindow.on(acme), byWindow.state.toggles[0]?.until],
      [false, "2026-11-23T20:00:00.000Z"],
    );
  });

  it("a forced toggle wins over a nearer one and over overrides; the nearest forced one wins", () => {
    const overrides: Override[] = [{ id: "keep", effect: "exempt", target: db, reason: "INC" }];
    const play = new Play(policyWith({ overrides })).do("enable", env);
    assert.deepEqual([play.on(db), play.on(web)], [false, true]);
    play.do("force-enable", acme);
    assert.equal(play.on(db), true);
    play.do("force-disable", hq);
    assert.deepEqual([play.on(db), play.on({ client: "acme", site: "lab" })], [false, true]);
  });

  it("an expired on restores what it had saved, at its end and not before", () => {
    const play = new Play().do("enable", db).do("enable", env, { until: "2026-11-23T14:00:00Z" });
    play.nowMs = Date.parse("2026-11-23T14:00:00Z") - 1;
    assert.deepEqual([play.on(db), play.on(web)], [true, true]);
    play.nowMs += 1;
    assert.deepEqual([play.on(db), play.on(web)], [true, false]);
  });

  it("several that expired are ended in order, the wider first", () => {
    const until = "2026-11-23T16:00:00Z";
    const play = new Play().do("enable", db, { until }).do("enable", env, { until });
    play.nowMs = Date.parse("2026-11-23T17:00:00Z");
    assert.deepEqual(settle(plain, play.state, play.nowMs), { toggles: [], saved: [] });
  });

  it("never changes what it was given", () => {
    const play = new Play().do("enable", db);
    const before = JSON.stringify(play.state);
    act(plain, play.state, { action: "enable", target: env, reason: "r", by: "b" }, play.nowMs);
    act(plain, play.state, { action: "force-disable", target: env, reason: "r", by: "b" }, play.nowMs);
    assert.equal(JSON.stringify(play.state), before);
  });
});
