/** Everything that differs between two definitions, sorted by whom or what it is about. */
import type { AgentGroup, MaintenanceDefinition, Override, Role, Window } from "../../core/generated/types";
import type { Occurrence } from "../../core/occurrence";
import { horizonMs, type Policy } from "../../core/policy";
import { targetText } from "../../core/target";
import { type Change, changesOf, differing, isSame, union } from "./compare";
import { type DecisionChange, decisionChanges } from "./decisions";

/** A window with its next occurrences before and after. */
export type WindowChange = Change<Window> & { nextBefore: Occurrence[]; nextAfter: Occurrence[] };

export interface Difference {
  roles: Change<Role>[];
  decisions: DecisionChange[];
  windows: WindowChange[];
  overrides: Change<Override>[];
  agents: { added: string[]; removed: string[] };
  /** Everything else that is not the same, by its key; of operations the key within. */
  other: string[];
}

/** So many occurrences are shown of each window. */
const shown = 3;
/** So many are compared, to find what a schedule or the time zone has changed. */
const compared = 50;

/** Compares two definitions as of an instant. */
export function differenceOf(before: Policy, after: Policy, atMs: number): Difference {
  const [a, b] = [before.definition, after.definition];
  return {
    roles: changesOf(byId(a.roles), byId(b.roles)),
    decisions: decisionChanges(a, b, atMs),
    windows: windowChanges(before, after, atMs),
    overrides: changesOf(byId(a.overrides), byId(b.overrides)),
    agents: { added: missing(b.agents, a.agents), removed: missing(a.agents, b.agents) },
    other: others(a, b),
  };
}

/** Whether nothing differs. */
export function isEmpty({ roles, decisions, windows, overrides, agents, other }: Difference): boolean {
  return [roles, decisions, windows, overrides, agents.added, agents.removed, other].every(
    (list) => list.length === 0,
  );
}

function byId<T extends { id: string }>(list: readonly T[] = []): Map<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}

function windowChanges(before: Policy, after: Policy, atMs: number): WindowChange[] {
  const [old, now] = [byId(before.definition.windows), byId(after.definition.windows)];
  const written = new Map(changesOf(old, now).map((change) => [change.id, change]));
  return union(old.keys(), now.keys()).flatMap((id): WindowChange[] => {
    const [earlier, later] = [upcoming(before, id, atMs), upcoming(after, id, atMs)];
    const next = { nextBefore: earlier.slice(0, shown), nextAfter: later.slice(0, shown) };
    const change = written.get(id);
    if (change !== undefined) return [{ ...change, ...next }];
    const [from, to] = [old.get(id), now.get(id)];
    if (from === undefined || to === undefined || JSON.stringify(earlier) === JSON.stringify(later))
      return [];
    return [{ id, change: "changed", before: from, after: to, fields: [], ...next }];
  });
}

/** What is open and what comes, one by one. */
function upcoming({ windows }: Policy, id: string, atMs: number): Occurrence[] {
  const calendar = windows.find((window) => window.id === id)?.calendar;
  if (calendar === undefined) return [];
  const found = calendar.openAt(atMs).sort((a, b) => a.startMs - b.startMs);
  for (
    let next = calendar.nextAfter(atMs, atMs + horizonMs);
    next !== undefined && found.length < compared;
    next = calendar.nextAfter(next.startMs, atMs + horizonMs)
  )
    found.push(next);
  return found;
}

/** The agents of one inventory that the other one does not have. */
function missing(some: readonly AgentGroup[] = [], others: readonly AgentGroup[] = []): string[] {
  const names = (groups: readonly AgentGroup[]): string[] =>
    groups.flatMap(({ client, site, ids }) => ids.map((agent) => targetText({ client, site, agent })));
  const there = new Set(names(others));
  return names(some).filter((name) => !there.has(name));
}

const compareElsewhere = new Set(["roles", "windows", "overrides", "agents", "operations"]);

function others(a: MaintenanceDefinition, b: MaintenanceDefinition): string[] {
  return [
    ...differing(a, b).filter((key) => !compareElsewhere.has(key)),
    ...differing(a.operations, b.operations).map((key) => `operations.${key}`),
    // An agent that stands twice, or a group without any, changes nothing for anybody but is not the same text.
    ...(isSame(a.agents, b.agents) ||
    missing(a.agents, b.agents).length + missing(b.agents, a.agents).length > 0
      ? []
      : ["agents"]),
  ];
}
