/**
 * A minimal look at what came back: a stranger's JSON is not a state.
 * It checks what the program relies on, no more, so that a newer endpoint may say more than is known here.
 */
import type { AgentList, HistoryPage, Status, TransitionResult } from "../../core/generated/types";
import { asPhase } from "../../core/phases";

export type Shape<T> = { ok: true; value: T } | { ok: false; missing: string };

/** Says where something is wrong, or nothing. */
type Check = (value: unknown, path: string) => string | undefined;

const text: Check = (value, path) => (typeof value === "string" ? undefined : `${path} is not a text`);
const flag: Check = (value, path) =>
  typeof value === "boolean" ? undefined : `${path} is not true or false`;
const count: Check = (value, path) =>
  Number.isSafeInteger(value) ? undefined : `${path} is not a whole number`;

const listOf =
  (item: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (const [index, one] of value.entries()) {
      const wrong = item(one, `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

const object =
  (required: Record<string, Check>, optional: Record<string, Check> = {}): Check =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return `${path} is not an object`;
    const members = value as Record<string, unknown>;
    for (const [name, check] of Object.entries(required)) {
      const wrong = check(members[name], `${path}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    for (const [name, check] of Object.entries(optional)) {
      const wrong = members[name] === undefined ? undefined : check(members[name], `${path}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };

const target = object({}, { client: text, site: text, agent: text });
const toggle = object(
  { target, mode: text, forced: flag, since: text, reason: text, by: text },
  { until: text, estimatedEnd: text, message: text },
);
/** Targets have four levels, so saved states nest a few deep; a thousand levels are an attack on the stack. */
const DEEPEST_PATH = 500;
const saved: Check = object({
  target,
  toggles: listOf(toggle),
  saved: listOf((value, path) =>
    path.length > DEEPEST_PATH ? "state.saved is nested too deep" : saved(value, path),
  ),
});
const changeRequest = object(
  { id: text, action: text, target, reason: text, by: text, at: text },
  { until: text, estimatedEnd: text, message: text },
);

const status = object(
  {
    phase: text,
    revision: count,
    toggles: listOf(toggle),
    saved: listOf(saved),
    inFlight: listOf(object({ id: text, operation: text, startedAt: text }, { title: text })),
    services: listOf(object({ id: text, pending: flag })),
    definition: object({ name: text, valid: flag }, { problems: listOf(object({ message: text })) }),
    at: text,
    environment: object({ name: text }, { title: text }),
  },
  {
    request: changeRequest,
    pending: object({ action: text, target, by: text, at: text, awaits: text }, { deadline: text }),
    current: object(
      { source: text },
      {
        since: text,
        by: text,
        reason: text,
        message: text,
        estimatedEnd: text,
        until: text,
        window: text,
        forced: flag,
      },
    ),
    next: object({ window: text, kind: text, start: text, end: text }, { title: text }),
    notice: object({ message: text }, { title: text, contact: text }),
    failure: object({ at: text, message: text }),
    counts: object({ inMaintenance: count, agents: count }),
  },
);

const entry = object(
  { seq: count, at: text, by: text, action: text, target, revision: count, outcome: text },
  { reason: text, code: text, detail: text },
);
const flagged = object({ target, inMaintenance: flag }, { reason: text });
const group = object({ target, maintenance: text, inMaintenance: count, agents: count });

/** A state; a phase that this version does not know is shown as unknown. */
export function asStatus(value: unknown): Shape<Status> {
  const shaped = asShape<Status>(value, status, "state");
  return shaped.ok ? { ok: true, value: { ...shaped.value, phase: asPhase(shaped.value.phase) } } : shaped;
}

export function asResult(value: unknown): Shape<TransitionResult> {
  const shaped = asShape<TransitionResult>(value, object({ status, entry, changed: flag }), "result");
  if (!shaped.ok) return shaped;
  const state = asStatus(shaped.value.status);
  return state.ok ? { ok: true, value: { ...shaped.value, status: state.value } } : state;
}

export function asHistory(value: unknown): Shape<HistoryPage> {
  return asShape(value, object({ entries: listOf(entry) }, { before: count }), "history");
}

export function asAgents(value: unknown): Shape<AgentList> {
  return asShape(value, object({ agents: listOf(flagged), groups: listOf(group) }), "agents");
}

function asShape<T>(value: unknown, check: Check, name: string): Shape<T> {
  const missing = check(value, name);
  // What the check has walked through is what T promises of the parts that are used.
  return missing === undefined ? { ok: true, value: value as T } : { ok: false, missing };
}
