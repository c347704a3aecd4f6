/** The eight steps: what is decided about one request at one moment, and what decided it. First match decides. */
import type { BlockedOperation, DecisionCode, Target } from "./generated/types";
import {
  type ActiveWindow,
  type Finding,
  type Moment,
  holds,
  maintenanceAt,
  outranks,
  speaksOf,
} from "./maintenance";
import type { Occurrence } from "./occurrence";
import type { CompiledWindow } from "./policy";
import type { Entry } from "./patterns";
import type { RuledAdmit, RuledRole, Rules } from "./rules";
import { covers } from "./target";

/** A request that has been read: roles are those that the definition declares, lowest id first. */
export interface Question {
  operation: string;
  roles: readonly RuledRole[];
  roleIds: ReadonlySet<string>;
  target: Target;
  /** Keys of the target and of everything around it, nearest first. */
  levels: readonly string[];
  /** When it began: the earlier of its own beginning and that of the outermost operation; undefined when neither is known. */
  startedMs: number | undefined;
}

/** What one step has decided. */
export interface Verdict {
  decision: "allow" | "deny";
  code: DecisionCode;
  rule?: string;
  window?: ActiveWindow;
  answer?: string;
}

/** What the steps need to know about other instants. */
export interface Elsewhen {
  /** The moment at a later instant, with what the toggles have become by then. */
  later(atMs: number): Moment;
  /** Whether what began then began before the unbroken maintenance that now covers the target. */
  beganBefore(startedMs: number, question: Question): boolean;
}

/** Takes the steps for a definition that is valid. */
export function verdictAt(rules: Rules, moment: Moment, question: Question, elsewhen: Elsewhen): Verdict {
  const stopped = blackout(moment, question);
  if (stopped !== undefined) return stopped;
  const always = rules.alwaysAllowed.find(question.operation);
  if (always !== undefined) return { decision: "allow", code: "ALWAYS_ALLOWED", rule: always.value };
  const cut = cutoff(rules, moment, question, elsewhen);
  if (cut !== undefined) return cut;
  const finding = maintenanceAt(moment, question.levels, question.operation);
  if (!finding.on) return outside(rules, finding, question);
  const window =
    finding.source === "window" ? { window: finding.window, occurrence: finding.occurrence } : undefined;
  const verdict = inFlight(rules, question, elsewhen) ?? inside(rules, moment.nowMs, question);
  return window === undefined
    ? verdict
    : { ...verdict, window, answer: verdict.answer ?? window.window.answer };
}

/** Step 2: blackouts let through only the roles that each of them names. */
function blackout(moment: Moment, question: Question): Verdict | undefined {
  if (moment.blackouts.size === 0) return undefined;
  const active = question.levels
    .flatMap((level) => moment.blackouts.get(level) ?? [])
    .filter(({ window }) => speaksOf(window, question.operation));
  if (active.length === 0) return undefined;
  const closed = first(
    active.filter(({ window }) => !window.letThrough.some((id) => question.roleIds.has(id))),
  );
  if (closed !== undefined) {
    const { rule, answer } = closed.window;
    return { decision: "deny", code: "BLACKOUT", rule, window: closed, answer };
  }
  const open = first(active);
  if (open === undefined) return undefined;
  const { letThrough, rule } = open.window;
  const role = question.roles.find(({ id }) => letThrough.includes(id));
  const place = role === undefined ? rule : `${rule}/letThrough/${letThrough.indexOf(role.id)}`;
  return { decision: "allow", code: "BLACKOUT_BYPASS", rule: place, window: open };
}

/** The one to name: the latest end, then the lowest id, then the earliest start. */
function first(active: readonly ActiveWindow[]): ActiveWindow | undefined {
  return active.reduce<ActiveWindow | undefined>(
    (best, one) => (best === undefined || outranks(one, best) ? one : best),
    undefined,
  );
}

/** Step 4: what the opening of a window would deny no longer starts shortly before it. */
function cutoff(rules: Rules, moment: Moment, question: Question, elsewhen: Elsewhen): Verdict | undefined {
  const candidates: { active: ActiveWindow; denial: Verdict }[] = [];
  for (const window of rules.cutoffs) {
    if (!counts(window, question)) continue;
    for (const occurrence of soon(window, moment.nowMs)) {
      const beginMs = occurrence.startMs - window.cutoffMs;
      if (question.startedMs !== undefined && question.startedMs < beginMs) continue;
      const denial = opening(rules, elsewhen.later(occurrence.startMs), question);
      if (denial?.decision === "deny") candidates.push({ active: { window, occurrence }, denial });
    }
  }
  const named = first(candidates.map(({ active }) => active));
  const found = candidates.find(({ active }) => active === named);
  if (named === undefined || found === undefined) return undefined;
  const blocked = found.denial.code === "OPERATION_BLOCKED" ? found.denial.answer : undefined;
  return {
    decision: "deny",
    code: "CUTOFF",
    rule: named.window.rule,
    window: named,
    answer: blocked ?? named.window.answer,
  };
}

/** Steps 2, 5 and 8 as they will be when the window opens. */
function opening(rules: Rules, moment: Moment, question: Question): Verdict | undefined {
  const stopped = blackout(moment, question);
  if (stopped !== undefined) return stopped;
  const { on } = maintenanceAt(moment, question.levels, question.operation);
  return on ? inside(rules, moment.nowMs, question) : undefined;
}

/** The occurrences whose cutoff interval holds the instant. */
function* soon(window: CompiledWindow, nowMs: number): Iterable<Occurrence> {
  const limitMs = nowMs + window.cutoffMs;
  let next = window.calendar.nextAfter(nowMs, limitMs);
  while (next !== undefined) {
    yield next;
    next = window.calendar.nextAfter(next.startMs, limitMs);
  }
}

/** Whether the window counts for the request. */
export function counts(window: CompiledWindow, { target, operation }: Question): boolean {
  return covers(window.target, target) && speaksOf(window, operation);
}

/** Step 6: not in maintenance. */
function outside(rules: Rules, finding: Finding, { operation }: Question): Verdict {
  const only = rules.onlyDuringMaintenance.find(operation);
  if (only !== undefined) return { decision: "deny", code: "REQUIRES_MAINTENANCE", rule: only.value };
  const rule = finding.source === "override" ? finding.rule : undefined;
  return { decision: "allow", code: "OPEN", ...(rule === undefined ? {} : { rule }) };
}

/** Step 7: what began before the maintenance may end. */
function inFlight(rules: Rules, question: Question, elsewhen: Elsewhen): Verdict | undefined {
  const { startedMs } = question;
  if (startedMs === undefined || rules.inFlight === "stop") return undefined;
  if (stops(rules.blocked.find(question.operation)) || !elsewhen.beganBefore(startedMs, question))
    return undefined;
  return {
    decision: "allow",
    code: "IN_FLIGHT",
    ...(rules.inFlight === undefined ? {} : { rule: "/operations/inFlight" }),
  };
}

function stops(entry: Entry<{ entry: BlockedOperation }> | undefined): boolean {
  return typeof entry?.value.entry === "object" && entry.value.entry.inFlight === "stop";
}

/** Step 8: in maintenance. */
function inside(rules: Rules, nowMs: number, question: Question): Verdict {
  const { operation, roles } = question;
  for (const role of roles) {
    const bypass = role.bypass.find(operation);
    if (bypass !== undefined) return { decision: "allow", code: "BYPASS", rule: bypass.value };
  }
  const admit = rules.hasAdmits ? admitted(nowMs, question) : undefined;
  if (admit !== undefined) return { decision: "allow", code: "BYPASS", rule: admit.rule };
  const blocked = rules.blocked.find(operation);
  if (blocked !== undefined) {
    const { entry, rule } = blocked.value;
    const answer = typeof entry === "object" ? entry.answer : undefined;
    return { decision: "deny", code: "OPERATION_BLOCKED", rule, ...(answer === undefined ? {} : { answer }) };
  }
  const insider = roles.find((role) => role.admitted);
  if (insider !== undefined) return { decision: "allow", code: "ADMITTED", rule: `${insider.rule}/admitted` };
  const rule = rules.unlisted === undefined ? {} : { rule: "/operations/unlisted" };
  return rules.unlisted === "deny"
    ? { decision: "deny", code: "NOT_ADMITTED", ...rule }
    : { decision: "allow", code: "NOT_BLOCKED", ...rule };
}

/** The override that admits one of the roles here and now; of several the one with the lowest id. */
function admitted(nowMs: number, { operation, roles, levels }: Question): RuledAdmit | undefined {
  let best: RuledAdmit | undefined;
  for (const { admits } of roles) {
    for (const level of levels) {
      for (const one of admits.get(level) ?? []) {
        if (best !== undefined && best.override.id < one.override.id) continue;
        const speaks = one.operations === undefined || one.operations.find(operation) !== undefined;
        if (speaks && holds(one.override, nowMs)) best = one;
      }
    }
  }
  return best;
}
