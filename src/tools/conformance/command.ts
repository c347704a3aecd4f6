/** Carries out a command of the conformance protocol: what time has done before it, and then the command itself. */
import type { InFlightOperation, State } from "../../core/generated/types";
import { validateTransition } from "../../core/generated/validate.js";
import {
  type Done,
  type Entry,
  type Step,
  adopt,
  answerRequest,
  beginRestart,
  reportInFlight,
  request,
  serviceRestarted,
  tick,
} from "../../core/machine";
import type { Policy } from "../../core/policy";
import type { Change } from "../../core/toggle";

export interface Command {
  type: "request" | "approve" | "reject" | "restart" | "restarted" | "in-flight" | "time" | "adopt";
  caller?: { name: string; roles: string[] | "owner" };
  action?: Change;
  service?: string;
  operations?: InFlightOperation[];
}

/** What has come of it, with every entry for the history but without its words for people. */
export function carriedOut(policy: Policy, state: State, command: Command, nowMs: number): Step {
  const passed = tick(policy, state, nowMs);
  const done = stepOf(policy, passed, command, nowMs);
  const entries = done.ok ? [...passed.entries, ...done.entries] : done.entries;
  return { ...done, entries: entries.map(withoutWords) };
}

function stepOf(policy: Policy, passed: Done, command: Command, nowMs: number): Step {
  const { state } = passed;
  const { type, service = "", operations: running = [] } = command;
  const caller = command.caller ?? { name: "host", roles: [] };
  switch (type) {
    case "request":
      if (!validateTransition(command.action)) return noRequest;
      return request(policy, state, caller, { ...(command.action as Change), by: caller.name }, nowMs);
    case "approve":
    case "reject":
      return answerRequest(policy, state, caller, { approve: type === "approve" }, nowMs);
    case "restart":
      return beginRestart(policy, state, caller, service, nowMs);
    case "restarted":
      return serviceRestarted(policy, state, caller.name, service, nowMs);
    case "in-flight":
      return reportInFlight(state, running, nowMs);
    case "time":
      return { ...passed, entries: [] };
    case "adopt":
      return adopt(policy, state, { name: policy.definition.metadata.name, digest: "-", valid: true }, nowMs);
  }
}

/** What is not one of the four actions is refused before it is one, as an endpoint does, and leaves no entry. */
const noRequest: Step = { ok: false, code: "invalid-request", detail: "This is no action.", entries: [] };

function withoutWords(entry: Entry): Entry {
  return { ...entry, detail: undefined };
}
