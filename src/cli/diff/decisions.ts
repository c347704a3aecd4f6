/** What changes for whom: the decision about every operation that either definition names, for every role, in both. */
import { evaluate } from "../../core/evaluate";
import type { Decision, MaintenanceDefinition, Toggle } from "../../core/generated/types";
import { compile, type Policy } from "../../core/policy";
import { instantText } from "../../core/zone";
import { union } from "./compare";

/** What one definition answers. */
export type Answer = Pick<Decision, "decision" | "code" | "answer">;

export interface DecisionChange {
  /** The operation, or the pattern, as the definitions name it. */
  operation: string;
  maintenance: "on" | "off";
  /** The roles for which the answer changes in this way; an empty text stands for somebody without a role. */
  roles: string[];
  before: Answer;
  after: Answer;
}

/** Every answer that changes while maintenance is on, and while it is off. Windows and overrides at targets have no part in it. */
export function decisionChanges(
  before: MaintenanceDefinition,
  after: MaintenanceDefinition,
  atMs: number,
): DecisionChange[] {
  const patterns = union(patternsOf(before), patternsOf(after), ["*"]);
  const roles = ["", ...union(rolesOf(before), rolesOf(after))];
  const policies = [before, after].map(rulesAlone) as [Policy, Policy];
  const changes: DecisionChange[] = [];
  for (const pattern of patterns) {
    const operation = exampleOf(pattern, patterns);
    for (const maintenance of ["on", "off"] as const) {
      const groups = new Map<string, DecisionChange>();
      for (const role of roles) {
        const [old, now] = policies.map((policy) => ask(policy, operation, role, maintenance, atMs)) as [
          Answer,
          Answer,
        ];
        const key = JSON.stringify([old, now]);
        if (JSON.stringify(old) === JSON.stringify(now)) continue;
        const group = groups.get(key) ?? {
          operation: pattern,
          maintenance,
          roles: [],
          before: old,
          after: now,
        };
        group.roles.push(role);
        groups.set(key, group);
      }
      changes.push(...groups.values());
    }
  }
  return changes;
}

/** The definition without what depends on time and place; these are compared on their own. */
function rulesAlone(definition: MaintenanceDefinition): Policy {
  return compile({ ...definition, windows: [], overrides: [] });
}

function ask(
  policy: Policy,
  operation: string,
  role: string,
  maintenance: "on" | "off",
  atMs: number,
): Answer {
  const toggle: Toggle = {
    target: {},
    mode: maintenance,
    forced: true,
    since: instantText(atMs),
    reason: "",
    by: "diff",
  };
  const request = { operation, roles: role === "" ? [] : [role] };
  const evaluation = evaluate(policy, { toggles: [toggle], saved: [] }, request, atMs);
  if (!evaluation.ok) throw new Error(evaluation.detail);
  const { decision, code, answer } = evaluation.decision;
  return { decision, code, ...(answer !== undefined && { answer }) };
}

/** An operation that the pattern stands for and that no other one names more closely. */
function exampleOf(pattern: string, patterns: readonly string[]): string {
  if (!pattern.endsWith("*")) return pattern;
  const below = pattern.slice(0, -1);
  let name = `${below}other`;
  for (let n = 2; patterns.some((one) => one === name || one === `${name}.*`); n++)
    name = `${below}other-${n}`;
  return name;
}

function patternsOf({
  operations = {},
  roles = [],
  windows = [],
  overrides = [],
}: MaintenanceDefinition): string[] {
  const { blocked = [], alwaysAllowed = [], onlyDuringMaintenance = [] } = operations;
  return [
    ...blocked.map((entry) => (typeof entry === "string" ? entry : entry.id)),
    ...alwaysAllowed,
    ...onlyDuringMaintenance,
    ...roles.flatMap(({ bypass = [] }) => bypass),
    ...[...windows, ...overrides].flatMap(({ operations: named = [] }) => named),
  ];
}

function rolesOf({ roles = [] }: MaintenanceDefinition): string[] {
  return roles.map(({ id }) => id);
}
