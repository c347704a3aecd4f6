/** The eight steps: what is decided about one request at one instant, and what decided it. First match decides. */
import type { Decision, DecisionCode } from "./generated/types";
import { type ActiveWindow, type Finding, byRank, maintenanceAt, speaksOf } from "./maintenance";
import type { PlaceLevel } from "./place";
import type { CompiledWindow } from "./policy";
import type { RuledAdmit, RuledRole, Rules } from "./rules";

/** A request that has been read: roles are those that the definition declares, lowest id first. */
export interface Question {
  operation: string;
  roles: readonly RuledRole[];
  /** Keys of the target and of what lies around it, nearest first, as far as anything is said of them. */
  keys: readonly string[];
  /** When it began: the earlier of its own beginning and that of the outermost operation; undefined when neither is known. */
  startedMs: number | undefined;
}

/** What has been decided, and why. */
export interface Verdict {
  decision: Decision["decision"];
  code: DecisionCode;
  /** JSON Pointer into the definition. */
  rule?: string;
  window?: ActiveWindow;
  /** What to tell who is denied. */
  answer?: string;
}

/** What the steps need to know about other instants. */
export interface Elsewhen {
  /** What the levels say at a later instant, with what the toggles have become by then. */
  later(atMs: number): readonly PlaceLevel[];
  /** Whether what began then began before the unbroken maintenance that covers the target now. */
  beganBefore(startedMs: number, nowMs: number): boolean;
}

/** Takes the steps for a definition that is valid. */
export function verdictAt(
  rules: Rules,
  levels: readonly PlaceLevel[],
  question: Question,
  nowMs: number,
  elsewhen: Elsewhen,
): Verdict {
  const verdict = decided(rules, levels, question, nowMs, elsewhen);
  if (verdict.decision === "deny") verdict.answer ??= verdict.window?.window.answer ?? rules.answer;
  return verdict;
}

function decided(
  rules: Rules,
  levels: readonly PlaceLevel[],
  question: Question,
  nowMs: number,
  elsewhen: Elsewhen,
): Verdict {
  const stopped = blackout(levels, question);
  if (stopped !== undefined) return stopped;
  const always = rules.alwaysAllowed.find(question.operation);
  if (always !== undefined) return { decision: "allow", code: "ALWAYS_ALLOWED", rule: always.value };
  const cut = cutoff(rules, levels, question, elsewhen);
  if (cut !== undefined) return cut;
  const finding = maintenanceAt(levels, question.operation);
  if (!finding.on) return outside(rules, finding, question);
  const verdict = inFlight(rules, question, nowMs, elsewhen) ?? inside(rules, nowMs, question);
  if (finding.source === "window") {
    const { window, occurrence } = finding;
    verdict.window = { window, occurrence };
  }
  return verdict;
}

/** Step 2: blackouts let through only the roles that each of them names. */
function blackout(levels: readonly PlaceLevel[], question: Question): Verdict | undefined {
  let open: ActiveWindow | undefined;
  let closed: ActiveWindow | undefined;
  for (const { blackouts } of levels) {
    for (const one of blackouts) {
      if (!speaksOf(one.window, question.operation)) continue;
      if (letsThrough(one.window, question)) open = first(open, one);
      else closed = first(closed, one);
    }
  }
  if (closed !== undefined) {
    return { decision: "deny", code: "BLACKOUT", rule: closed.window.rule, window: closed };
  }
  if (open === undefined) return undefined;
  const { letThrough, rule } = open.window;
  const role = question.roles.find(({ id }) => letThrough.includes(id));
  const place = role === undefined ? rule : `${rule}/letThrough/${letThrough.indexOf(role.id)}`;
  return { decision: "allow", code: "BLACKOUT_BYPASS", rule: place, window: open };
}

/** Whether a blackout lets one of the roles through. */
export function letsThrough({ letThrough }: CompiledWindow, { roles }: Question): boolean {
  return letThrough.length > 0 && roles.some(({ id }) => letThrough.includes(id));
}

/** Of two the one to name. */
function first(held: ActiveWindow | undefined, other: ActiveWindow): ActiveWindow {
  return held === undefined || byRank(other, held) < 0 ? other : held;
}

/** Step 4: what the opening of a window would deny no longer starts shortly before it. */
function cutoff(
  rules: Rules,
  levels: readonly PlaceLevel[],
  question: Question,
  elsewhen: Elsewhen,
): Verdict | undefined {
  let named: ActiveWindow | undefined;
  let denial: Verdict | undefined;
  for (const { cutoffs } of levels) {
    for (const one of cutoffs) {
      const { window, occurrence } = one;
      if (!speaksOf(window, question.operation)) continue;
      if (question.startedMs !== undefined && question.startedMs < occurrence.startMs - window.cutoffMs)
        continue;
      if (first(named, one) !== one) continue;
      const opened = opening(rules, elsewhen.later(occurrence.startMs), question, occurrence.startMs);
      if (opened?.decision === "deny") [named, denial] = [one, opened];
    }
  }
  if (named === undefined || denial === undefined) return undefined;
  const { answer } = denial;
  return { decision: "deny", code: "CUTOFF", rule: named.window.rule, window: named, answer };
}

/** Steps 2, 5 and 8 as they will be when the window opens. */
function opening(
  rules: Rules,
  levels: readonly PlaceLevel[],
  question: Question,
  startMs: number,
): Verdict | undefined {
  const stopped = blackout(levels, question);
  if (stopped !== undefined) return stopped;
  const { on } = maintenanceAt(levels, question.operation);
  return on ? inside(rules, startMs, question) : undefined;
}

/** Step 6: not in maintenance. */
function outside(rules: Rules, finding: Finding, { operation }: Question): Verdict {
  const only = rules.onlyDuringMaintenance.find(operation);
  if (only !== undefined) return { decision: "deny", code: "REQUIRES_MAINTENANCE", rule: only.value };
  const rule = finding.source === "override" ? finding.rule : undefined;
  return { decision: "allow", code: "OPEN", ...(rule === undefined ? {} : { rule }) };
}

/** Step 7: what began before the maintenance may end. */
function inFlight(
  rules: Rules,
  { startedMs, operation }: Question,
  nowMs: number,
  elsewhen: Elsewhen,
): Verdict | undefined {
  if (startedMs === undefined || !mayFinish(rules, operation)) return undefined;
  if (!elsewhen.beganBefore(startedMs, nowMs)) return undefined;
  return {
    decision: "allow",
    code: "IN_FLIGHT",
    ...(rules.inFlight === undefined ? {} : { rule: "/operations/inFlight" }),
  };
}

/** Whether the operation may end when it began before the maintenance. */
export function mayFinish(rules: Rules, operation: string): boolean {
  const entry = rules.blocked.find(operation)?.value.entry;
  return rules.inFlight !== "stop" && !(typeof entry === "object" && entry.inFlight === "stop");
}

/** Step 8: in maintenance. */
export function inside(rules: Rules, nowMs: number, question: Question): Verdict {
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
function admitted(nowMs: number, { operation, roles, keys }: Question): RuledAdmit | undefined {
  let best: RuledAdmit | undefined;
  for (const { admits } of roles) {
    for (const key of keys) {
      for (const one of admits.get(key) ?? []) {
        if (best !== undefined && best.override.id < one.override.id) continue;
        const speaks = one.operations === undefined || one.operations.find(operation) !== undefined;
        if (speaks && nowMs < one.expiresMs) best = one;
      }
    }
  }
  return best;
}
