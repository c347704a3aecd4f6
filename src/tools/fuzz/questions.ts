/** The questions of one case: a definition, and everything that can be asked about it, near what happens in it. */
import type { MaintenanceDefinition, State } from "../../core/generated/types";
import { type Policy, compile } from "../../core/policy";
import { occurrencesBetween } from "../../core/schedule";
import type { Toggles } from "../../core/toggle";
import { instantText, parseInstant } from "../../core/zone";
import { checkDefinition } from "../../core/check/check";
import type { Answer, Question } from "../conformance/run";
import { makeDefinition } from "./definitions";
import { type Focus, newFocus } from "./focus";
import { mutate } from "./mutations";
import { Random } from "./random";
import { makeAction, makeCommand, makeRequest, makeToggles } from "./states";

const dayMs = 86_400_000;

/** Asks one question after another; each is told its answer, so that a sequence of actions can go on from it. */
export type Questions = Generator<Question, void, Answer>;

/** The questions of a case; the same seed and number always give the same. */
export function* questionsOf(seed: number, number: number): Questions {
  const random = new Random(seed, number);
  const focus = newFocus(random);
  const valid = makeDefinition(random, focus);
  if (random.chance(0.35)) {
    const definition = mutate(random, valid);
    yield { op: "check", definition, at: focus.instant() };
    yield evaluation(random, focus, definition, { toggles: [], saved: [] }, focus.nearMs());
    return;
  }
  yield { op: "check", definition: valid, at: focus.instant() };
  if (checkDefinition(valid, { nowMs: focus.ms }).some(({ severity }) => severity === "error")) return;
  const policy = compile(valid);
  yield* aboutWindows(random, focus, valid);
  yield* aboutDecisions(random, focus, policy);
  yield* aboutActions(random, focus, policy);
  yield* aboutCommands(random, focus, policy);
}

function* aboutWindows(random: Random, focus: Focus, definition: MaintenanceDefinition): Questions {
  const at = (days: number): string => instantText(focus.ms + days * dayMs);
  for (const { id: window } of definition.windows ?? []) {
    const [from, to] = random.pick([
      [focus.instant(), focus.instant()],
      [at(-3), at(3)],
      [at(-40), at(40)],
      [at(-400), at(800)],
      [at(-3_653), at(0)],
    ] as const);
    yield { op: "occurrences", definition, window, from, to, merged: false };
    yield { op: "occurrences", definition, window, from, to, merged: true };
  }
  if (random.chance(0.5))
    yield { op: "ics", definition, from: at(-random.integer(0, 20)), to: at(random.integer(1, 20)) };
}

function* aboutDecisions(random: Random, focus: Focus, policy: Policy): Questions {
  const { definition } = policy;
  for (const state of random.list(1, 3, () => makeToggles(random, focus))) {
    const instants = boundaries(policy, state, focus);
    for (let asked = 0; asked < 6; asked++) {
      const nowMs = random.pick(instants) + random.pick([0, 0, -1, 1, random.integer(-dayMs, dayMs)]);
      yield evaluation(random, focus, definition, state, nowMs);
      if (random.chance(0.3)) yield { op: "settle", definition, state, at: instantText(nowMs) };
    }
  }
}

function evaluation(
  random: Random,
  focus: Focus,
  definition: unknown,
  state: Toggles,
  nowMs: number,
): Question {
  return { op: "evaluate", definition, state, request: makeRequest(random, focus), at: instantText(nowMs) };
}

/** One action after another, each on what the one before has left. */
function* aboutActions(random: Random, focus: Focus, policy: Policy): Questions {
  const { definition } = policy;
  let state = random.chance(0.5) ? makeToggles(random, focus) : { toggles: [], saved: [] };
  let nowMs = Math.min(...boundaries(policy, state, focus));
  for (let step = 0; step < 6; step++) {
    nowMs = nextInstant(random, policy, state, focus, nowMs);
    const action = makeAction(random, focus, nowMs);
    const answer = yield { op: "transition", definition, state, action, at: instantText(nowMs) };
    state = stateIn(answer) ?? state;
  }
  yield { op: "settle", definition, state, at: instantText(nowMs + random.integer(0, 30) * dayMs) };
}

/** The same with the whole state, and what an operator is shown of it. */
function* aboutCommands(random: Random, focus: Focus, policy: Policy): Questions {
  const { definition } = policy;
  let state: Partial<State> & Toggles = { toggles: [], saved: [] };
  let nowMs = Math.min(...boundaries(policy, state, focus));
  for (let step = 0; step < 8; step++) {
    nowMs = nextInstant(random, policy, state, focus, nowMs);
    const at = instantText(nowMs);
    const command = makeCommand(random, focus, definition, nowMs);
    const answer = yield { op: "command", definition, state, command, at };
    state = stateIn(answer) ?? state;
    if (random.chance(0.5)) yield { op: "status", definition, state, at };
    if (random.chance(0.2)) yield { op: "agents", definition, state, at };
  }
}

function nextInstant(random: Random, policy: Policy, state: Toggles, focus: Focus, afterMs: number): number {
  const later = boundaries(policy, state, focus).filter((ms) => ms >= afterMs);
  const nearest = later.length > 0 && random.chance(0.7) ? random.pick(later.slice(0, 4)) : afterMs;
  return Math.max(afterMs, nearest + random.pick([0, 0, -1, 1, 1_800_000]));
}

function stateIn(answer: Answer): Toggles | undefined {
  return (answer.result as { state?: Toggles } | undefined)?.state;
}

/** Where something begins or ends near the focus, in order; at least the focus itself. */
function boundaries({ windows, definition, ...rest }: Policy, state: Toggles, focus: Focus): number[] {
  const policy = { windows, definition, ...rest };
  const found = [focus.ms];
  for (const { id, cutoffMs, announceMs } of windows)
    for (const { startMs, endMs } of occurrencesBetween(
      policy,
      id,
      focus.ms - 5 * dayMs,
      focus.ms + 5 * dayMs,
      false,
    ))
      found.push(startMs, endMs, startMs - cutoffMs, startMs - announceMs);
  const texts = [...togglesIn(state), ...(definition.overrides ?? []).map(({ expires }) => expires)];
  for (const text of texts) found.push(...(text === undefined ? [] : [parseInstant(text) ?? focus.ms]));
  return found.sort((a, b) => a - b);
}

function togglesIn({ toggles, saved }: Toggles): (string | undefined)[] {
  return [...toggles.flatMap(({ since, until }) => [since, until]), ...saved.flatMap(togglesIn)];
}
