/**
 * No input crashes an implementation or takes it longer than a second. It is processor time that counts, and a second is
 * that of a machine with nothing else to do. The other implementation looks at itself: python/test_robust.py.
 */
import assert from "node:assert/strict";
import { checkDefinition } from "../../src/core/check/check";
import { evaluate } from "../../src/core/evaluate";
import type { Action, State } from "../../src/core/generated/types";
import { adopt, request, tick } from "../../src/core/machine";
import { agentListOf, statusOf } from "../../src/core/phase";
import { type Policy, compile } from "../../src/core/policy";
import { readDocuments } from "../../src/language/definitions";
import { note } from "../../src/tools/testing/results";
import { values } from "./hostile/definitions";
import { files } from "./hostile/files";
import { definition, nowMs } from "./hostile/parts";
import { requests, savedDeep, states } from "./hostile/questions";

/** What a machine with nothing else to do needs for `work`. */
const workMs = 60;
/** Garbage of what was before may be collected in one of them, hardly in all. */
const tries = 3;
const actions: readonly Action[] = ["enable", "disable", "force-enable", "force-disable"];
const slowest = { what: "", seconds: 0 };
const asked = { operation: "work.run", roles: ["r"], target: { client: "c7", site: "s7" } };

function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Makes and reads many small things, as do those that are timed. */
function work(): void {
  const text = JSON.stringify(
    Array.from({ length: 50_000 }, (_, index) => ({ id: `w${index}`, once: [{ index }] })),
  );
  assert.equal((JSON.parse(text) as unknown[]).length, 50_000);
}

/** Does it, again where that took more than a second, and gives the answer. */
function soon<T>(what: string, run: () => T): T {
  let answer: { value: T } | undefined;
  let seconds = Infinity;
  for (let left = tries; left > 0 && seconds >= 1; left--) {
    const tookMs = cpuMs(() => (answer = { value: run() }));
    const secondMs = tookMs < 1_000 ? 1_000 : 1_000 * Math.max(1, cpuMs(work) / workMs);
    seconds = Math.min(seconds, tookMs / secondMs);
  }
  if (seconds > slowest.seconds) Object.assign(slowest, { what, seconds });
  assert.ok(answer !== undefined && seconds < 1, `${what} took ${seconds.toFixed(2)} seconds`);
  return answer.value;
}

function stateOf(members: object): State {
  const made = { name: "plant", digest: "-", valid: true };
  const empty = { phase: "off", revision: 0, toggles: [], saved: [], inFlight: [], services: [] };
  return { ...empty, definition: made, ...members } as State;
}

/** Everything that can be asked of a state. */
function ask(name: string, policy: Policy, state: State): void {
  soon(`status: ${name}`, () => statusOf(policy, state, nowMs));
  soon(`agents: ${name}`, () => agentListOf(policy, state, nowMs));
  soon(`time: ${name}`, () => tick(policy, state, nowMs));
  soon(`adopt: ${name}`, () => adopt(policy, state, { name: "x", digest: "y", valid: true }, nowMs));
  for (const action of actions) {
    const change = { action, target: {}, reason: "r", by: "b" };
    soon(`${action}: ${name}`, () => request(policy, state, { name: "b", roles: "owner" }, change, nowMs));
  }
}

describe("no input takes the implementation in TypeScript down or longer than a second", function () {
  this.timeout(120_000);

  after(() => note(`Hostile input: at most ${slowest.seconds.toFixed(2)} seconds (${slowest.what})`));

  it("as the text of a file", () => {
    for (const [name, make] of files()) {
      const text = make();
      assert.ok(
        Array.isArray(soon(`read: ${name}`, () => readDocuments(text, "plant.maintenance.yaml", nowMs))),
      );
    }
  });

  it("as a definition", () => {
    for (const [name, make] of values()) {
      const value = make();
      assert.ok(soon(`check: ${name}`, () => checkDefinition(value, { nowMs })).length <= 201, name);
    }
  });

  it("as a definition of a hundred thousand windows, agents or overrides that is asked", () => {
    const many = <T>(make: (index: number) => T): T[] =>
      Array.from({ length: 100_000 }, (_, index) => make(index));
    const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    const window = (index: number): object => ({
      id: `w-${index}`,
      kind: index % 2 === 0 ? "maintenance" : "blackout",
      rrule: `FREQ=WEEKLY;BYDAY=${days[index % 7] ?? ""}`,
      start: `2016-11-01T20:${String(index % 60).padStart(2, "0")}`,
      duration: "PT3H",
    });
    const agents = many((index) => ({ client: "c7", site: `s${index}`, ids: ["a"] }));
    const overrides = many((index) => ({
      id: `o-${index}`,
      effect: "exempt",
      target: { client: "c7", site: `s${index}` },
      reason: "r",
    }));
    for (const [name, value] of Object.entries({ windows: many(window), agents, overrides })) {
      const made = definition({ [name]: value });
      assert.ok(soon(`ask: ${name}`, () => evaluate(compile(made), undefined, asked, nowMs)).ok, name);
    }
  });

  it("as a state", () => {
    const policy = compile(definition({}));
    for (const [name, make] of states()) {
      const state = make();
      assert.ok(soon(`evaluate: ${name}`, () => evaluate(policy, state, asked, nowMs)).ok, name);
      ask(name, policy, stateOf(state));
    }
  });

  it("as a state in which states are saved", () => {
    const policy = compile(definition({}));
    for (const depth of [49, 50, 1_000, 100_000, 1_000_000]) {
      const state = { saved: [savedDeep(depth)] };
      const { ok } = soon(`evaluate: ${depth} saved`, () => evaluate(policy, state, asked, nowMs));
      assert.equal(ok, depth < 50, `${depth} deep`);
    }
  });

  it("as a request", () => {
    const policy = compile(definition({ operations: { blocked: ["*"] } }));
    for (const [name, make] of requests()) {
      const value = make();
      soon(`evaluate: ${name}`, () => evaluate(policy, undefined, value, nowMs));
    }
  });
});
