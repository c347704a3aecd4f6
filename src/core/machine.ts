/**
 * What the endpoint's state becomes: an action may have to be approved by a second person, wait for services to restart,
 * or drain what is still running. Pure; every accepted, refused and carried-out action leaves an entry for the history.
 */
import type {
  Action,
  ChangeRequest,
  HistoryEntry,
  InFlightOperation,
  MaintenanceDefinition,
  PendingChange,
  Right,
  State,
} from "./generated/types";
import { type Caller, isPermitted, rightFor, rolesOf, rolesWith } from "./permission";
import type { Policy } from "./policy";
import { covers, sameTarget, targetText } from "./target";
import { type Change, type Toggles, act, end, pastEnd, settleInSteps } from "./toggle";
import { parseDuration, durationMs } from "./duration";
import { instantText, parseInstant } from "./zone";

/** A history entry before the store has numbered it. */
export type Entry = Omit<HistoryEntry, "seq">;

/** What came of a command. A refusal leaves the state as it was, but is recorded too. */
export type Step = Done | { ok: false; code: RefusalCode; detail: string; rule?: string; entries: Entry[] };

export interface Done {
  ok: true;
  state: State;
  entries: Entry[];
  changed: boolean;
}

export type RefusalCode = "invalid-request" | "forbidden" | "not-found" | "busy" | "kept-on" | "no-request";

/** Asks for one of the four actions. */
export function request(policy: Policy, state: State, caller: Caller, asked: Change, nowMs: number): Step {
  const { definition } = policy;
  const change = changeOf(asked);
  const past = pastEnd(asked, nowMs);
  if (past !== undefined) return refused(state, change, nowMs, "invalid-request", past);
  const right = rightFor(change.action);
  if (!isPermitted(definition, caller, right)) {
    return refused(state, change, nowMs, "forbidden", missing(definition, right));
  }
  const busy = busyReason(state, change.action);
  if (busy !== undefined) return refused(state, change, nowMs, "busy", busy);
  if (!needsApproval(definition, change.action)) return carryOut(policy, state, change, nowMs);
  if (state.request !== undefined) {
    const detail = `A request by ${state.request.by} (${state.request.action} ${targetText(state.request.target)}) is waiting for approval: approve or reject it first.`;
    return refused(state, change, nowMs, "busy", detail);
  }
  const next = { ...state, revision: state.revision + 1, request: waiting(state, change, nowMs) };
  return { ok: true, changed: true, state: next, entries: [entry(next, change, nowMs, "requested")] };
}

/** Approves or rejects the change that waits. The one who asked for it cannot approve it. */
export function answerRequest(
  policy: Policy,
  state: State,
  caller: Caller,
  answer: { approve: boolean; reason?: string },
  nowMs: number,
): Step {
  const { request: asked, ...rest } = state;
  if (asked === undefined) {
    return { ok: false, code: "no-request", detail: "No request is waiting for approval.", entries: [] };
  }
  const { definition } = policy;
  const verdict: Deed = {
    ...asked,
    action: answer.approve ? "approve" : "reject",
    by: caller.name,
    reason: answer.reason,
  };
  const withdraws = !answer.approve && caller.name === asked.by;
  const approvers = definition.transitions?.approval?.approvers ?? [];
  const held = rolesOf(definition, caller);
  if (!withdraws && !approvers.some((role) => held.includes(role))) {
    return refused(state, verdict, nowMs, "forbidden", `Only ${listed(approvers)} may approve or reject.`);
  }
  if (answer.approve && caller.name === asked.by) {
    const detail = `${asked.by} asked for this change and cannot approve it: a second person has to.`;
    return refused(state, verdict, nowMs, "forbidden", detail);
  }
  const revision = state.revision + 1;
  const recorded = entry({ ...state, revision }, verdict, nowMs, "carried-out");
  if (!answer.approve) return { ok: true, changed: true, state: { ...rest, revision }, entries: [recorded] };
  const busy = busyReason(state, asked.action);
  if (busy !== undefined) return refused(state, verdict, nowMs, "busy", busy);
  const step = carryOut(policy, rest, changeOf(asked), nowMs);
  if (!step.ok) return refused(state, verdict, nowMs, step.code, step.detail, step.rule);
  // Also where the action changes nothing, the request is gone.
  const entries = [recorded, ...step.entries.map((one) => ({ ...one, revision }))];
  return { ok: true, changed: true, state: { ...step.state, revision }, entries };
}

/** Begins the restart of a service; until the host reports it back, no other change may start. */
export function beginRestart(policy: Policy, state: State, caller: Caller, id: string, nowMs: number): Step {
  const deed: Deed = { action: "restart", target: {}, by: caller.name, reason: `service ${id}` };
  if (!isPermitted(policy.definition, caller, "restart")) {
    return refused(state, deed, nowMs, "forbidden", missing(policy.definition, "restart"));
  }
  if (!state.services.some((service) => service.id === id)) return noService(state, id);
  const busy = busyReason(state, "enable");
  if (busy !== undefined) return refused(state, deed, nowMs, "busy", busy);
  const services = state.services.map((service) =>
    service.id === id ? { ...service, pending: true } : service,
  );
  const next = { ...state, revision: state.revision + 1, services };
  return { ok: true, changed: true, state: next, entries: [entry(next, deed, nowMs, "accepted")] };
}

/** The host reports that a service has restarted; a change that waited for the last one is carried out now. */
export function serviceRestarted(policy: Policy, state: State, by: string, id: string, nowMs: number): Step {
  const known = state.services.find((service) => service.id === id);
  if (known === undefined) return noService(state, id);
  const deed: Deed = { action: "restarted", target: {}, by, reason: `service ${id}` };
  const restarted = { id, restartedAt: instantText(nowMs), pending: false };
  if (!known.pending && known.restartedAt === restarted.restartedAt) {
    return { ok: true, changed: false, state, entries: [entry(state, deed, nowMs, "carried-out")] };
  }
  const services = state.services.map((service) => (service.id === id ? restarted : service));
  const next: State = { ...state, revision: state.revision + 1, services };
  return carryOutRestarted(policy, next, [entry(next, deed, nowMs, "carried-out")], nowMs);
}

/** Carries out the change that waited for services, once none of them is pending any more. */
function carryOutRestarted(policy: Policy, state: State, entries: Entry[], nowMs: number): Step {
  const { pending, ...rest } = state;
  if (pending?.awaits !== "restart" || state.services.some((service) => service.pending)) {
    return { ok: true, changed: true, state, entries };
  }
  const step = apply(policy, rest, changeOf(pending), nowMs, pending.at);
  if (step.ok) return { ...step, changed: true, entries: [...entries, ...step.entries] };
  const failed: State = { ...rest, failure: { at: instantText(nowMs), message: step.detail } };
  const ended = { ...entry(failed, pending, nowMs, "failed", step.detail), code: step.code };
  return { ok: true, changed: true, state: failed, entries: [...entries, ended] };
}

/** The host reports what is still running; draining ends when nothing at or below its target is left. */
export function reportInFlight(state: State, operations: InFlightOperation[], nowMs: number): Step {
  const next: State = { ...state, revision: state.revision + 1, inFlight: operations };
  const { pending, ...rest } = next;
  if (pending?.awaits === "drain" && running(next, pending).length === 0) {
    const entries = [entry(rest, pending, nowMs, "carried-out", "drained")];
    return { ok: true, changed: true, state: rest, entries };
  }
  const changed = JSON.stringify(operations) !== JSON.stringify(state.inFlight);
  return { ok: true, changed, state: changed ? next : state, entries: [] };
}

/** What time alone changes: toggles that have ended, a drain that has run out of time. It counts once, however much it was. */
export function tick(policy: Policy, state: State, nowMs: number): Done {
  const { pending } = state;
  const deadlineMs = pending?.deadline === undefined ? undefined : parseInstant(pending.deadline);
  let after: Passed = { state: { ...state, revision: state.revision + 1 }, entries: [] };
  if (pending !== undefined && deadlineMs !== undefined && deadlineMs <= nowMs) {
    // What ends with the deadline ends after it.
    after = endToggles(policy, after, deadlineMs - 1);
    after = drainTimedOut(policy, after, pending, deadlineMs);
  }
  after = endToggles(policy, after, nowMs);
  const changed = after.entries.length > 0;
  return { ok: true, changed, state: changed ? after.state : state, entries: after.entries };
}

/** What has become of a state so far, and what of that belongs into the history. */
interface Passed {
  state: State;
  entries: Entry[];
}

function endToggles(policy: Policy, { state, entries }: Passed, nowMs: number): Passed {
  const { after, ended } = settleInSteps(policy, togglesOf(state), nowMs);
  const expired = ended.map(({ toggle: { target, by, reason }, atMs }) =>
    entry(state, { action: "expire", target, by, reason }, atMs, "carried-out"),
  );
  return { state: { ...state, ...after }, entries: [...entries, ...expired] };
}

/** Takes over a definition: its services appear, those it no longer names go, and nothing waits for one that is gone. */
export function adopt(policy: Policy, state: State, definition: State["definition"], nowMs: number): Step {
  const services = (policy.definition.services ?? []).map(
    ({ id }) => state.services.find((service) => service.id === id) ?? { id, pending: false },
  );
  const next: State = { ...state, revision: state.revision + 1, definition, services };
  const same = JSON.stringify([state.definition, state.services]) === JSON.stringify([definition, services]);
  if (same) return { ok: true, changed: false, state, entries: [] };
  return carryOutRestarted(policy, next, [], nowMs);
}

function drainTimedOut(
  policy: Policy,
  { state, entries }: Passed,
  pending: PendingChange,
  atMs: number,
): Passed {
  const done = { ...state, pending: undefined };
  const left = running(state, pending).length;
  if (policy.definition.transitions?.drain?.then !== "cancel") {
    const detail = `went on with ${left} operation(s) still running`;
    return { state: done, entries: [...entries, entry(done, pending, atMs, "carried-out", detail)] };
  }
  const message = `${left} operation(s) were still running when the time to drain was over; maintenance of ${targetText(pending.target)} was cancelled.`;
  const toggle = state.toggles.find(
    ({ mode, target }) => mode === "on" && sameTarget(target, pending.target),
  );
  const after = toggle === undefined ? {} : end(policy, togglesOf(state), { toggle, atMs });
  const failed: State = { ...done, ...after, failure: { at: instantText(atMs), message } };
  return { state: failed, entries: [...entries, entry(failed, pending, atMs, "failed", message)] };
}

/** Starts an action that nobody has to approve (any more). */
function carryOut(policy: Policy, state: State, change: Change, nowMs: number): Step {
  const outcome = act(policy, togglesOf(state), change, nowMs);
  if (!outcome.ok) return refused(state, change, nowMs, outcome.code, outcome.detail, outcome.rule);
  const { pending, failure, ...rest } = state;
  const calm =
    pending === undefined && failure === undefined && !state.services.some((service) => service.pending);
  if (!outcome.changed && calm) {
    return {
      ok: true,
      changed: false,
      state,
      entries: [entry(state, change, nowMs, "carried-out", "nothing to change")],
    };
  }
  const cleared: State = { ...rest, revision: state.revision + 1, services: settledServices(state) };
  const restart = policy.definition.transitions?.restart?.services ?? [];
  if (restart.length === 0 || !switches(state, outcome.after)) return apply(policy, cleared, change, nowMs);
  const services = cleared.services.map((service) => ({ ...service, pending: restart.includes(service.id) }));
  const next: State = {
    ...cleared,
    services,
    pending: { ...change, at: instantText(nowMs), awaits: "restart" },
  };
  const detail = `takes effect when ${listed(restart)} has restarted`;
  return { ok: true, changed: true, state: next, entries: [entry(next, change, nowMs, "accepted", detail)] };
}

/** Sets the toggles, then drains when the definition asks for it and something is running. */
function apply(
  policy: Policy,
  state: State,
  change: Change,
  nowMs: number,
  begun = instantText(nowMs),
): Step {
  const outcome = act(policy, togglesOf(state), change, nowMs);
  if (!outcome.ok) return refused(state, change, nowMs, outcome.code, outcome.detail, outcome.rule);
  const next: State = { ...state, ...outcome.after };
  const drain = policy.definition.transitions?.drain;
  const left = running(next, change);
  if (drain === undefined || change.action !== "enable" || left.length === 0 || !switches(state, next)) {
    return { ok: true, changed: true, state: next, entries: [entry(next, change, nowMs, "carried-out")] };
  }
  const limit = parseDuration(drain.timeout);
  const deadline = limit === undefined ? undefined : instantText(nowMs + durationMs(limit));
  const pending: PendingChange = { ...change, at: begun, awaits: "drain", deadline };
  const draining: State = { ...next, pending };
  const detail = `waits for ${left.length} operation(s) to end`;
  return {
    ok: true,
    changed: true,
    state: draining,
    entries: [entry(draining, change, nowMs, "accepted", detail)],
  };
}

/** Whether anything is switched; a new reason or end of what is on already is not. */
function switches(before: Toggles, after: Toggles): boolean {
  const shape = ({ toggles, saved }: Toggles): string =>
    JSON.stringify([toggles.map(({ target, mode, forced, since }) => [target, mode, forced, since]), saved]);
  return shape(before) !== shape(after);
}

/** What is still running at or below the target of a change. */
function running(state: State, change: { target: Change["target"] }): InFlightOperation[] {
  return state.inFlight.filter((operation) => covers(change.target, operation.target ?? {}));
}

function busyReason(state: State, action: Action): string | undefined {
  if (action === "force-disable") return undefined;
  const { pending } = state;
  if (pending?.awaits === "drain") {
    return `${targetText(pending.target)} is draining (${running(state, pending).length} operation(s) still running). Wait for it, or force-disable.`;
  }
  const services = state.services.filter((service) => service.pending).map((service) => service.id);
  if (pending !== undefined) {
    return `${pending.action} of ${targetText(pending.target)} waits for ${listed(services)} to restart. Wait for it, or force-disable.`;
  }
  return services.length === 0
    ? undefined
    : `${listed(services)} is restarting. Wait until it has restarted, or force-disable.`;
}

function needsApproval(definition: MaintenanceDefinition, action: Action): boolean {
  const verb = action.endsWith("enable") ? "enable" : "disable";
  return definition.transitions?.approval?.for.includes(verb) ?? false;
}

/** What is asked for, and nothing else: only what switches on has an end or a message of its own. */
function changeOf({ action, target, reason, by, until, estimatedEnd, message }: Change): Change {
  const ends = action.endsWith("enable") ? { until, estimatedEnd, message } : {};
  const given = Object.fromEntries(Object.entries(ends).filter(([, value]) => value !== undefined));
  return { action, target, reason, by, ...given };
}

function waiting(state: State, change: Change, nowMs: number): ChangeRequest {
  return { id: `r${state.revision + 1}`, ...change, at: instantText(nowMs) };
}

function settledServices(state: State): State["services"] {
  return state.services.map((service) => ({ ...service, pending: false }));
}

function togglesOf({ toggles, saved }: State): Toggles {
  return { toggles, saved };
}

/** What a history entry is about. */
interface Deed {
  action: string;
  target: Change["target"];
  by: string;
  reason?: string;
}

function entry(state: State, deed: Deed, nowMs: number, outcome: Entry["outcome"], detail?: string): Entry {
  const { action, target, by, reason } = deed;
  return {
    at: instantText(nowMs),
    by,
    action,
    target,
    ...(reason === undefined ? {} : { reason }),
    revision: state.revision,
    outcome,
    ...(detail === undefined ? {} : { detail }),
  };
}

function refused(
  state: State,
  deed: Deed,
  nowMs: number,
  code: RefusalCode,
  detail: string,
  rule?: string,
): Step {
  return {
    ok: false,
    code,
    detail,
    rule,
    entries: [{ ...entry(state, deed, nowMs, "refused", detail), code }],
  };
}

function missing(definition: MaintenanceDefinition, right: Right): string {
  const holders = rolesWith(definition, right);
  const who =
    definition.roles === undefined
      ? "only the endpoint's owner may do it"
      : holders.length === 0
        ? "no role of the definition has it"
        : `the roles that have it: ${listed(holders)}`;
  return `None of your roles has "${right}" in its "may"; ${who}.`;
}

function noService(state: State, id: string): Step {
  const known = state.services.map((service) => service.id);
  const detail = `There is no service "${id}". ${known.length === 0 ? "The definition names no services." : `Services: ${listed(known)}.`}`;
  return { ok: false, code: "not-found", detail, entries: [] };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nobody" : names.join(", ");
}
