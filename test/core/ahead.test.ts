/** Looking ahead: what is skipped on the way to the next change must not have mattered, and must have been skipped. */
import assert from "node:assert/strict";
import { Evaluator } from "../../src/core/evaluate";
import type { DecisionRequest, MaintenanceDefinition, Target, Toggle } from "../../src/core/generated/types";
import type { Policy } from "../../src/core/policy";
import { compile } from "../../src/core/policy";
import { changeAfter } from "../../src/core/schedule";
import type { Toggles } from "../../src/core/toggle";
import { hardCases } from "../../src/tools/bench/decisions/hard";
import { Random } from "../../src/tools/bench/random";

const quarterMs = 900_000;
const beginMs = Date.parse("2026-11-21T00:00:00Z");
const instant = (quarter: number): string => new Date(beginMs + quarter * quarterMs).toISOString();
const local = (quarter: number): string => instant(quarter).slice(0, 16);

const targets: Target[] = [
  {},
  { client: "c" },
  { client: "c", site: "s" },
  { client: "c", site: "s", agent: "a" },
  { client: "d" },
];

/** A definition, state and request in which everything happens within four days and at quarters of hours. */
function randomCase(random: Random): {
  definition: MaintenanceDefinition;
  state: Toggles;
  request: DecisionRequest;
} {
  const maybe = <T>(percent: number, value: () => T): T | undefined =>
    random.below(100) < percent ? value() : undefined;
  const quarter = (): number => random.below(384);
  const toggle = (target: Target): Toggle => ({
    target,
    mode: random.of(["on", "on", "off"]),
    forced: random.below(4) === 0,
    since: instant(-random.below(50)),
    until: maybe(70, () => instant(1 + quarter())),
    reason: "r",
    by: "b",
  });
  const definition = {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "random" },
    timeZone: "Etc/UTC",
    roles: [{ id: "in", admitted: random.below(2) === 0 }, { id: "out" }],
    operations: {
      unlisted: random.of(["allow", "deny"]),
      blocked: maybe(70, () => ["a.*"]),
      alwaysAllowed: maybe(10, () => ["a.b"]),
      onlyDuringMaintenance: maybe(30, () => ["a.b"]),
    },
    windows: Array.from({ length: random.below(6) }, (_, index) => ({
      id: `w${index}`,
      kind: random.of(["maintenance", "maintenance", "blackout"]),
      target: random.of(targets),
      operations: maybe(20, () => [random.of(["a.*", "b"])]),
      cutoff: maybe(40, () => random.of(["PT15M", "PT3H", "PT30H"])),
      letThrough: maybe(50, () => ["in"]),
      once: Array.from({ length: 1 + random.below(3) }, () => {
        const start = quarter();
        return { start: local(start), end: local(start + 1 + random.below(60)) };
      }),
    })),
    overrides: Array.from({ length: random.below(4) }, (_, index) => {
      const effect = random.of(["exempt", "maintenance", "admit"]);
      const roles = effect === "admit" ? ["out"] : undefined;
      const expires = maybe(70, () => instant(quarter()));
      return { id: `o${index}`, effect, target: random.of(targets), reason: "r", expires, roles };
    }),
  };
  const saved = targets.slice(0, 2).flatMap((target) => {
    const below = targets.slice(targets.indexOf(target), 4);
    return maybe(40, () => ({ target, toggles: [toggle(random.of(below))], saved: [] })) ?? [];
  });
  const request = {
    operation: random.of(["a.b", "a.b", "b", "c"]),
    roles: [random.of(["in", "out"])],
    target: random.of(targets),
    startedAt: maybe(30, () => instant(quarter() - 50)),
  };
  const toggles = targets.flatMap((target) => maybe(30, () => toggle(target)) ?? []);
  // Members that are undefined are none.
  return JSON.parse(JSON.stringify({ definition, state: { toggles, saved }, request })) as ReturnType<
    typeof randomCase
  >;
}

describe("looking ahead", () => {
  it("finds what asking at every quarter of an hour finds", () => {
    const random = new Random(20_261_121);
    let changes = 0;
    for (let round = 0; round < 150; round += 1) {
      const { definition, state, request } = randomCase(random);
      const evaluator = new Evaluator(compile(definition), state);
      const nowMs = beginMs + random.below(300) * quarterMs;
      const decided = evaluator.decide(request, nowMs);
      assert.ok(decided.ok);
      const { decision } = decided;
      const other = new Evaluator(compile(definition), state);
      const verdictAt = (ms: number): string[] => {
        const asked = other.verdict(request, ms);
        return asked.ok ? [asked.verdict.code, asked.verdict.decision] : [];
      };
      const later = Array.from({ length: 500 }, (_, index) => nowMs + (index + 1) * quarterMs);
      const changed = later.find((ms) => verdictAt(ms).join() !== `${decision.code},${decision.decision}`);
      const allowed =
        decision.decision === "deny" ? later.find((ms) => verdictAt(ms)[1] === "allow") : undefined;
      const expected = {
        nextChange: changed === undefined ? null : new Date(changed).toISOString(),
        retryAfter: allowed === undefined ? undefined : (allowed - nowMs) / 1000,
      };
      const { nextChange, retryAfter } = decision;
      const context = JSON.stringify({
        definition,
        state,
        request,
        at: new Date(nowMs).toISOString(),
        decision,
      });
      assert.deepEqual({ nextChange, retryAfter }, expected, context);
      if (changed !== undefined) changes += 1;
    }
    assert.ok(changes > 50, `only ${changes} of them change`);
  });

  for (const { name, definition, state, request } of hardCases) {
    it(`looks at few instants: ${name}`, () => {
      const policy = compile(definition);
      let looks = 0;
      watch(policy, () => (looks += 1));
      const evaluator = new Evaluator(policy, state);
      const decided = evaluator.decide(request, beginMs);
      assert.ok(decided.ok && decided.decision.retryAfter === undefined);
      looks = 0;
      evaluator.decide(request, beginMs + 60_000);
      assert.ok(looks < 50, `the calendars were asked ${looks} times`);
    });
  }
});

/** Reports every question to the calendars of a policy. */
function watch({ windows }: Policy, asked: () => void): void {
  for (const window of windows) {
    const { calendar } = window;
    window.calendar = {
      openAt: (nowMs) => (asked(), calendar.openAt(nowMs)),
      activeAt: (nowMs) => (asked(), calendar.activeAt(nowMs)),
      nextAfter: (nowMs, limitMs) => (asked(), calendar.nextAfter(nowMs, limitMs)),
    };
  }
}

describe("the next change of a calendar", () => {
  const change = (once: { start: string; end: string }[], at: string): string | undefined => {
    const { windows } = compile({
      apiVersion: "maintenance-mode/v1",
      kind: "MaintenanceDefinition",
      metadata: { name: "x" },
      timeZone: "Etc/UTC",
      windows: [{ id: "w", kind: "maintenance", once } as never],
    });
    const [window] = windows;
    const ms = window === undefined ? undefined : changeAfter(window.calendar, Date.parse(at));
    return ms === undefined ? undefined : new Date(ms).toISOString();
  };
  const once = [
    { start: "2026-11-21T10:00", end: "2026-11-21T12:00" },
    { start: "2026-11-21T12:00", end: "2026-11-21T13:00" },
    { start: "2026-11-21T12:30", end: "2026-11-21T14:00" },
  ];

  it("is where it opens, and where it closes with nothing that begins just then", () => {
    assert.equal(change(once, "2026-11-21T09:00:00Z"), "2026-11-21T10:00:00.000Z");
    assert.equal(change(once, "2026-11-21T10:00:00Z"), "2026-11-21T14:00:00.000Z");
    assert.equal(change(once, "2026-11-21T14:00:00Z"), undefined);
  });
});
