/** Answers the questions of the conformance protocol with the TypeScript implementation. */
import { iCalendar } from "../../cli/icalendar";
import { checkDefinition } from "../../core/check/check";
import { evaluate } from "../../core/evaluate";
import type { InFlightOperation, MaintenanceDefinition, State } from "../../core/generated/types";
import {
  type Step,
  adopt,
  answerRequest,
  beginRestart,
  reportInFlight,
  request,
  serviceRestarted,
  tick,
} from "../../core/machine";
import { agentListOf, statusOf } from "../../core/phase";
import { type Policy, compile } from "../../core/policy";
import { occurrencesBetween } from "../../core/schedule";
import { type Change, type Toggles, act, settle } from "../../core/toggle";
import { instantText, parseInstant } from "../../core/zone";
import type { Json, JsonObject } from "./cases";
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
    const before = togglesOf(question.state);
    const outcome = act(known, before, question.action as Change, nowMs);
    return outcome.ok
      ? result({ state: outcome.after, changed: outcome.changed })
      : { error: { code: outcome.code } };
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
    return command(known, stateOf(known, question.state), question.command as Command, nowMs);
  },
  status: ({ policy, nowMs, question }) => {
    const known = policy();
    return known === undefined
      ? invalidDefinition
      : result(statusOf(known, stateOf(known, question.state), nowMs));
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

interface Command {
  type: "request" | "approve" | "reject" | "restart" | "restarted" | "in-flight" | "time" | "adopt";
  caller?: { name: string; roles: string[] | "owner" };
  action?: Change;
  service?: string;
  operations?: InFlightOperation[];
}

function command(policy: Policy, state: State, given: Command, nowMs: number): Answer {
  const { type, service = "", operations: running = [] } = given;
  const caller = given.caller ?? { name: "host", roles: [] };
  const done = ((): Step => {
    // What time has done comes before every command.
    const passed = tick(policy, state, nowMs);
    if (!passed.ok || type === "time") return passed;
    const now = passed.state;
    switch (type) {
      case "request":
        return request(policy, now, caller, { ...(given.action as Change), by: caller.name }, nowMs);
      case "approve":
      case "reject":
        return answerRequest(policy, now, caller, { approve: type === "approve" }, nowMs);
      case "restart":
        return beginRestart(policy, now, caller, service, nowMs);
      case "restarted":
        return serviceRestarted(policy, now, caller.name, service, nowMs);
      case "in-flight":
        return reportInFlight(now, running, nowMs);
      case "adopt":
        return adopt(policy, now, { name: policy.definition.metadata.name, digest: "-", valid: true }, nowMs);
    }
  })();
  if (!done.ok) return { error: { code: done.code } };
  const entries = done.entries.map(({ action, outcome, by }) => ({ action, outcome, by }));
  return result({ state: done.state, changed: done.changed, entries });
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
  return { result: JSON.parse(JSON.stringify(value)) as Json | JsonObject };
}
