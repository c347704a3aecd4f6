/** Answers the questions of the conformance protocol with the TypeScript implementation. */
import { iCalendar } from "../../cli/icalendar";
import { checkDefinition } from "../../core/check/check";
import { evaluate } from "../../core/evaluate";
import type { MaintenanceDefinition, State } from "../../core/generated/types";
import { Guard, type GuardEvent } from "../../core/guard";
import type { Entry } from "../../core/machine";
import { agentListOf, statusOf } from "../../core/phase";
import { type Policy, compile } from "../../core/policy";
import { occurrencesBetween } from "../../core/schedule";
import { type Change, type Toggles, act, settle } from "../../core/toggle";
import { instantText, parseInstant } from "../../core/zone";
import { type PlacedProblem, readDocuments } from "../../language/definitions";
import { type Command, carriedOut } from "./command";
import type { Answer, Question } from "./run";

const operations: Record<string, (question: Asked) => Answer> = {
  hello: () => result({ name: "maintenance-mode (TypeScript)", ops: Object.keys(operations) }),
  check: ({ definition, nowMs }) =>
    result({
      problems: checkDefinition(definition, { nowMs }).map(({ code, severity, path, at }) => ({
        code,
        severity,
        path,
        at,
      })),
    }),
  evaluate: ({ policy, nowMs, question }) => {
    const found = evaluate(policy(), question.state ?? undefined, question.request, nowMs);
    return found.ok ? result(found.decision) : { error: { code: found.code } };
  },
  occurrences: ({ policy, question: { window, from, to, merged } }) => {
    const known = policy();
    if (known === undefined) return invalidDefinition;
    const found = occurrencesBetween(known, String(window), instant(from), instant(to), merged === true);
    const shown = found.map(({ startMs, endMs }) => ({
      start: instantText(startMs),
      end: instantText(endMs),
    }));
    return result({ occurrences: shown });
  },
  transition: ({ policy, nowMs, question }) => {
    const known = policy();
    if (known === undefined) return invalidDefinition;
    const before = settle(known, togglesOf(question.state), nowMs);
    const outcome = act(known, before, question.action as Change, nowMs);
    return outcome.ok ? result({ state: outcome.after, changed: outcome.changed }) : refusal(outcome);
  },
  settle: ({ policy, nowMs, question }) => {
    const known = policy();
    if (known === undefined) return invalidDefinition;
    const { toggles, saved } = settle(known, togglesOf(question.state), nowMs);
    return result({ state: { toggles, saved } });
  },
  ics: ({ policy, question: { from, to } }) => {
    const known = policy();
    if (known === undefined) return invalidDefinition;
    return result({ ics: iCalendar(known.definition, instant(from), instant(to), instant(from)) });
  },
  command: ({ policy, nowMs, question }) => {
    const known = policy();
    if (known === undefined) return invalidDefinition;
    const done = carriedOut(known, stateOf(known, question.state), question.command as Command, nowMs);
    if (!done.ok) return refusal(done);
    const { changed, entries } = done;
    return result({
      state: { ...done.state, phase: statusOf(known, done.state, nowMs).phase },
      changed,
      entries,
    });
  },
  status: ({ policy, nowMs, question }) => {
    const known = policy();
    return known === undefined
      ? invalidDefinition
      : result(statusOf(known, stateOf(known, question.state), nowMs));
  },
  read: ({ nowMs, question: { text, file } }) => {
    const documents = readDocuments(String(text), String(file), nowMs);
    return result({
      documents: documents.map((one) => ({ ...one, problems: one.problems.map(shownPlace) })),
    });
  },
  guard: ({ question }) => {
    const guard = new Guard();
    const steps = (question.events as GuardEvent[]).map((event) => {
      const effects = guard.tell({ ...event, atMs: instant((event as unknown as { at: string }).at) });
      return { do: effects, phase: guard.phase };
    });
    return result({ steps });
  },
  agents: ({ policy, nowMs, question }) => {
    const known = policy();
    return known === undefined
      ? invalidDefinition
      : result(agentListOf(known, stateOf(known, question.state), nowMs));
  },
};

interface Asked {
  question: Question;
  definition: unknown;
  nowMs: number;
  /** The definition prepared, or undefined when it is not valid. */
  policy: () => Policy | undefined;
}

const invalidDefinition: Answer = { error: { code: "invalid-definition" } };

/** The answer to one question; what is not known is unsupported. */
export function answer(question: Question): Answer {
  const ask = Object.hasOwn(operations, question.op) ? operations[question.op] : undefined;
  if (ask === undefined) return { error: { code: "unsupported" } };
  const { definition } = question;
  const nowMs = question.at === undefined ? 0 : instant(question.at);
  return ask({ question, definition, nowMs, policy: () => policyOf(definition, nowMs) });
}

const policies = new Map<string, Policy | undefined>();

function policyOf(definition: unknown, nowMs: number): Policy | undefined {
  const key = JSON.stringify(definition);
  if (!policies.has(key)) {
    const valid = checkDefinition(definition, { nowMs }).every(({ severity }) => severity !== "error");
    if (policies.size > 500) policies.clear();
    policies.set(key, valid ? compile(definition as MaintenanceDefinition) : undefined);
  }
  return policies.get(key);
}

function refusal({ code, rule, entries }: { code: string; rule?: string; entries?: Entry[] }): Answer {
  return asJson({ error: { code, rule, entries } });
}

function shownPlace({ code, severity, path, at, line, column }: PlacedProblem): Partial<PlacedProblem> {
  return { code, severity, path, at, line, column };
}

function togglesOf(state: unknown): Toggles {
  const { toggles = [], saved = [] } = (state ?? {}) as Partial<Toggles>;
  return { toggles, saved };
}

function stateOf(policy: Policy, state: unknown): State {
  const services = (policy.definition.services ?? []).map(({ id }) => ({ id, pending: false }));
  const definition = { name: policy.definition.metadata.name, digest: "-", valid: true };
  const empty: State = {
    phase: "off",
    revision: 0,
    toggles: [],
    saved: [],
    inFlight: [],
    services,
    definition,
  };
  return { ...empty, ...(state as Partial<State>) };
}

function instant(text: unknown): number {
  const ms = parseInstant(String(text));
  if (ms === undefined) throw new Error(`${String(text)} is no instant`);
  return ms;
}

function result(value: unknown): Answer {
  return asJson({ result: value });
}

/** As it would arrive over the protocol: without members that are undefined. */
function asJson(answer: unknown): Answer {
  return JSON.parse(JSON.stringify(answer)) as Answer;
}
