/** Approval, restart and drain: what an action becomes on its way, who may do what, and what is shown meanwhile. */
import assert from "node:assert/strict";
import type { Action, MaintenanceDefinition, State, Target } from "../../src/core/generated/types";
import {
  type Step,
  adopt,
  answerRequest,
  beginRestart,
  reportInFlight,
  request,
  serviceRestarted,
  tick,
} from "../../src/core/machine";
import { agentListOf, nextChangeMs, statusOf } from "../../src/core/phase";
import type { Caller } from "../../src/core/permission";
import { type Policy, compile } from "../../src/core/policy";

const t0 = Date.parse("2026-11-23T12:00:00Z");
const minute = 60_000;
const owner: Caller = { name: "ada", roles: "owner" };
const operator: Caller = { name: "ben", roles: ["operator"] };
const approver: Caller = { name: "eve", roles: ["boss"] };
const guest: Caller = { name: "gus", roles: ["guest"] };

const base: MaintenanceDefinition = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "test", title: "Test" },
  timeZone: "Etc/UTC",
  roles: [
    { id: "boss", admitted: true, may: ["enable", "disable", "force", "restart", "approve"] },
    { id: "operator", may: ["enable", "disable"] },
    { id: "guest" },
  ],
  services: [{ id: "aos" }, { id: "mr" }],
};

/** One environment, one minute a command. */
class Env {
  nowMs = t0;
  state: State = {
    phase: "off",
    revision: 0,
    toggles: [],
    saved: [],
    inFlight: [],
    services: [],
    definition: { name: "test", digest: "d", valid: true },
  };
  readonly policy: Policy;

  constructor(more: Partial<MaintenanceDefinition> = {}) {
    this.policy = compile({ ...base, ...more });
    this.take(adopt(this.policy, this.state, this.state.definition, this.nowMs));
  }

  do(action: Action, by: Caller = owner, target: Target = {}): Step {
    return this.take(
      request(this.policy, this.state, by, { action, target, reason: "CHG-1", by: by.name }, this.nowMs),
    );
  }

  take(step: Step): Step {
    if (step.ok) this.state = step.state;
    this.nowMs += minute;
    return step;
  }

  get phase(): string {
    return statusOf(this.policy, this.state, this.nowMs).phase;
  }
}

const code = (step: Step): string => (step.ok ? "ok" : step.code);
const outcomes = (step: Step): string[] => step.entries.map(({ action, outcome }) => `${action} ${outcome}`);

describe("state machine", () => {
  it("checks each action against the caller's may", () => {
    const env = new Env();
    assert.equal(code(env.do("enable", guest)), "forbidden");
    const forbidden = env.do("force-enable", operator);
    assert.equal(code(forbidden), "forbidden");
    assert.match(forbidden.ok ? "" : forbidden.detail, /"force".*boss/);
    assert.deepEqual(outcomes(forbidden), ["force-enable refused"]);
    assert.equal(code(env.do("enable", operator)), "ok");
    assert.equal(env.phase, "on");
  });

  it("leaves a definition without roles to the owner", () => {
    const env = new Env({ roles: undefined });
    assert.equal(code(env.do("enable", operator)), "forbidden");
    assert.equal(code(env.do("enable", owner)), "ok");
  });

  it("waits for every named service to restart, and refuses the rest as busy", () => {
    const env = new Env({ transitions: { restart: { services: ["aos", "mr"] } } });
    assert.deepEqual(outcomes(env.do("enable")), ["enable accepted"]);
    assert.equal(env.phase, "entering");
    assert.equal(code(env.do("enable")), "busy");
    assert.equal(code(env.do("disable")), "busy");
    env.take(serviceRestarted(env.policy, env.state, "host", "aos", env.nowMs));
    assert.equal(env.phase, "entering");
    assert.deepEqual(outcomes(env.take(serviceRestarted(env.policy, env.state, "host", "mr", env.nowMs))), [
      "restarted carried-out",
      "enable carried-out",
    ]);
    assert.equal(env.phase, "on");
    env.do("disable");
    assert.equal(env.phase, "leaving");
  });

  it("does not wait again for what is on already: only the reason changes", () => {
    const env = new Env({ transitions: { restart: { services: ["aos"] } } });
    env.do("enable");
    env.take(serviceRestarted(env.policy, env.state, "host", "aos", env.nowMs));
    assert.deepEqual(outcomes(env.do("enable")), ["enable carried-out"]);
    assert.equal(env.phase, "on");
  });

  it("force-disable is never busy and takes back what was pending", () => {
    const env = new Env({ transitions: { restart: { services: ["aos"] } } });
    env.do("enable");
    assert.equal(code(env.do("force-disable")), "ok");
    assert.equal(env.phase, "off");
    assert.equal(env.state.pending, undefined);
  });

  it("restarts a service on request, and nothing else may start meanwhile", () => {
    const env = new Env();
    assert.equal(
      code(env.take(beginRestart(env.policy, env.state, operator, "aos", env.nowMs))),
      "forbidden",
    );
    assert.equal(code(env.take(beginRestart(env.policy, env.state, owner, "nix", env.nowMs))), "not-found");
    env.take(beginRestart(env.policy, env.state, owner, "aos", env.nowMs));
    assert.equal(env.phase, "restarting");
    assert.equal(code(env.do("enable")), "busy");
    env.take(serviceRestarted(env.policy, env.state, "host", "aos", env.nowMs));
    assert.equal(env.phase, "off");
  });

  it("drains: on at once, until nothing is left", () => {
    const env = new Env({ transitions: { drain: { timeout: "PT30M", then: "proceed" } } });
    const running = { id: "p1", operation: "process.run", startedAt: "2026-11-23T11:00:00Z" };
    env.take(reportInFlight(env.state, [running], env.nowMs));
    env.do("enable");
    assert.equal(env.phase, "draining");
    assert.equal(env.state.toggles.length, 1);
    env.take(reportInFlight(env.state, [], env.nowMs));
    assert.equal(env.phase, "on");
  });

  for (const [then, phase] of [
    ["proceed", "on"],
    ["cancel", "failed"],
  ] as const) {
    it(`a drain that runs out of time: ${then}`, () => {
      const env = new Env({ transitions: { drain: { timeout: "PT30M", then } } });
      env.take(
        reportInFlight(
          env.state,
          [{ id: "p", operation: "a.b", startedAt: "2026-11-23T11:00:00Z" }],
          env.nowMs,
        ),
      );
      env.do("enable");
      const deadline = nextChangeMs(env.policy, env.state, env.nowMs);
      assert.equal(deadline, env.nowMs - minute + 30 * minute);
      env.take(tick(env.policy, env.state, deadline - 1));
      assert.equal(env.phase, "draining");
      env.take(tick(env.policy, env.state, deadline));
      assert.equal(env.phase, phase);
      assert.equal(env.state.toggles.length, then === "proceed" ? 1 : 0);
      env.do("force-enable");
      assert.equal(env.phase, "on", "force skips the drain and clears the failure");
    });
  }

  it("a drain without any time is over at once", () => {
    const env = new Env({ transitions: { drain: { timeout: "PT0M", then: "cancel" } } });
    env.take(
      reportInFlight(
        env.state,
        [{ id: "p", operation: "a.b", startedAt: "2026-11-23T11:00:00Z" }],
        env.nowMs,
      ),
    );
    env.do("enable");
    env.take(tick(env.policy, env.state, env.nowMs));
    assert.equal(env.phase, "failed");
  });

  it("asks a second person: not the requester, not a stranger, and force needs it as well", () => {
    const env = new Env({ transitions: { approval: { for: ["enable"], approvers: ["boss"] } } });
    assert.deepEqual(outcomes(env.do("force-enable", owner)), ["force-enable requested"]);
    assert.equal(env.phase, "off");
    const answer = (by: Caller, approve: boolean): Step =>
      env.take(answerRequest(env.policy, env.state, by, { approve }, env.nowMs));
    assert.equal(code(answer(owner, true)), "forbidden");
    assert.equal(code(answer(operator, true)), "forbidden");
    assert.equal(code(env.do("enable")), "busy");
    assert.deepEqual(outcomes(answer(approver, true)), ["approve carried-out", "force-enable carried-out"]);
    assert.equal(env.phase, "on");
    assert.equal(env.state.toggles[0]?.by, "ada");
    assert.equal(code(answer(approver, true)), "no-request");
    assert.equal(code(env.do("disable")), "ok");
    env.do("enable");
    assert.deepEqual(outcomes(answer(owner, false)), ["reject carried-out"], "the requester may withdraw");
  });

  it("ends expired toggles and records it", () => {
    const env = new Env();
    const change = {
      action: "enable" as const,
      target: {},
      reason: "r",
      by: "ada",
      until: "2026-11-23T12:10:00Z",
    };
    env.take(request(env.policy, env.state, owner, change, env.nowMs));
    const until = nextChangeMs(env.policy, env.state, env.nowMs) ?? 0;
    assert.equal(until, Date.parse("2026-11-23T12:10:00Z"));
    assert.deepEqual(outcomes(env.take(tick(env.policy, env.state, until))), ["expire carried-out"]);
    assert.deepEqual(env.state.toggles, []);
  });

  it("a definition that no longer names the awaited service carries the change out", () => {
    const env = new Env({ transitions: { restart: { services: ["aos"] } } });
    env.do("enable");
    const without = compile({ ...base, services: undefined });
    env.take(adopt(without, env.state, { name: "test", digest: "e", valid: true }, env.nowMs));
    assert.equal(env.state.pending, undefined);
    assert.equal(env.phase, "on");
  });
});

describe("status", () => {
  const windows: MaintenanceDefinition["windows"] = [
    {
      id: "patch",
      kind: "maintenance",
      title: "Patching",
      announce: "PT30M",
      once: [{ start: "2026-11-23T13:00", end: "2026-11-23T15:00" }],
    },
    { id: "stop", kind: "blackout", once: [{ start: "2026-11-23T14:00", end: "2026-11-23T14:30" }] },
  ];

  it("goes from off to scheduled, on, blackout, on and off as time passes, each at its instant", () => {
    const env = new Env({
      windows,
      notice: { title: "Stop", message: "Back at {end}", messageWithoutEnd: "Back soon" },
    });
    const seen: string[] = [];
    let nowMs = t0;
    for (
      let next: number | undefined = nowMs;
      next !== undefined;
      next = nextChangeMs(env.policy, env.state, nowMs)
    ) {
      nowMs = next;
      seen.push(
        `${new Date(nowMs).toISOString().slice(11, 16)} ${statusOf(env.policy, env.state, nowMs).phase}`,
      );
    }
    assert.deepEqual(seen, [
      "12:00 off",
      "12:30 scheduled",
      "13:00 on",
      "14:00 blackout",
      "14:30 on",
      "15:00 off",
    ]);
    const announced = statusOf(env.policy, env.state, t0 + 45 * minute);
    assert.deepEqual(announced.next, {
      window: "patch",
      kind: "maintenance",
      title: "Patching",
      start: "2026-11-23T13:00:00.000Z",
      end: "2026-11-23T15:00:00.000Z",
    });
    assert.equal(announced.notice?.message, "Back at 2026-11-23 15:00 (Etc/UTC)");
    env.do("enable");
    assert.equal(statusOf(env.policy, env.state, env.nowMs).notice?.message, "Back soon");
  });

  it("is partial when only a part is in maintenance, and counts agents by their own flags", () => {
    const agents = [
      { client: "acme", site: "hq", ids: ["db-7", "web-1"] },
      { client: "acme", site: "lab", ids: ["x"] },
    ];
    const env = new Env({
      agents,
      overrides: [
        {
          id: "keep",
          effect: "exempt",
          target: { client: "acme", site: "hq", agent: "web-1" },
          reason: "INC",
        },
      ],
    });
    env.do("enable", owner, { client: "acme", site: "hq" });
    const status = statusOf(env.policy, env.state, env.nowMs);
    assert.equal(status.phase, "partial");
    assert.deepEqual(status.counts, { inMaintenance: 1, agents: 3 });
    const list = agentListOf(env.policy, env.state, env.nowMs);
    assert.deepEqual(
      list.agents.map(({ target, inMaintenance, source }) => [target.agent, inMaintenance, source]),
      [
        ["db-7", true, "toggle"],
        ["web-1", false, "override"],
        ["x", false, undefined],
      ],
    );
    assert.deepEqual(
      list.groups.map(({ target, maintenance }) => [target.site, maintenance]),
      [
        [undefined, "some"],
        ["hq", "some"],
        ["lab", "none"],
      ],
    );
  });
});
