/**
 * The workload in terms that any policy engine has: intervals of the day that is asked about in place of recurrences and
 * time zones, which none of them knows. What a peer is spared by that is its gain.
 */
import type { MaintenanceDefinition, Override, State } from "../../../core/generated/types";
import { compile } from "../../../core/policy";
import { occurrencesBetween } from "../../../core/schedule";
import { parseInstant } from "../../../core/zone";
import { type Asked, dayMs, fromMs } from "./workload";

/** Answers whether a request is allowed. */
export type Answer = (asked: Asked) => boolean | Promise<boolean>;

/** An interval in which a client, one of its sites or everything is in maintenance or blacked out. */
export interface Stretch {
  id: string;
  client: string | undefined;
  /** With the client before it: `client-1/site-2`. */
  site: string | undefined;
  /** The pattern of the operations that it is about; undefined is all of them. */
  operation: string | undefined;
  kind: "maintenance" | "blackout";
  /** The role that a blackout lets through. */
  letThrough: string | undefined;
  /** When what it will deny no longer starts. */
  cutMs: number;
  startMs: number;
  endMs: number;
}

export interface Plain {
  stretches: readonly Stretch[];
  /** Until when agents are exempt, by `client-1/site-2/agent-3`. */
  exemptMs: ReadonlyMap<string, number>;
  admits: readonly { client: string; role: string; operation: string; untilMs: number }[];
  blocked: readonly string[];
  alwaysAllowed: readonly string[];
  onlyDuringMaintenance: readonly string[];
  roles: readonly { id: string; admitted: boolean; bypass: readonly string[] }[];
}

/** Later than all that is asked about. */
const neverMs = fromMs + 10 * dayMs;

export function plainOf(definition: MaintenanceDefinition, { toggles }: Pick<State, "toggles">): Plain {
  const { roles = [], operations = {}, overrides = [] } = definition;
  const exemptMs = new Map<string, number>();
  for (const { effect, target = {}, expires } of overrides) {
    const key = agentKey(target);
    if (effect === "exempt") exemptMs.set(key, Math.max(exemptMs.get(key) ?? 0, untilMs(expires)));
  }
  return {
    stretches: [
      ...windowsOf(definition),
      ...toggles.map(({ target }, index) => always(`toggle-${index}`, target, neverMs)),
      ...overrides
        .filter(({ effect }) => effect === "maintenance")
        .map(({ id, target = {}, expires }) => always(id, target, untilMs(expires))),
    ],
    exemptMs,
    admits: overrides.filter(({ effect }) => effect === "admit").map(admitOf),
    blocked: (operations.blocked ?? []).map((entry) => (typeof entry === "string" ? entry : entry.id)),
    alwaysAllowed: operations.alwaysAllowed ?? [],
    onlyDuringMaintenance: operations.onlyDuringMaintenance ?? [],
    roles: roles.map(({ id, admitted = false, bypass = [] }) => ({ id, admitted, bypass })),
  };
}

/** The patterns that match an operation: itself, what stands before each dot with `.*`, and `*`. */
export function patternsOf(operation: string): string[] {
  const segments = operation.split(".");
  const prefixes = segments.slice(1).map((_, index) => `${segments.slice(0, index + 1).join(".")}.*`);
  return [operation, ...prefixes, "*"];
}

/** `client-1/site-2` */
export function siteKey({ client = "", site = "" }: Place): string {
  return `${client}/${site}`;
}

/** `client-1/site-2/agent-3` */
export function agentKey(place: Place): string {
  return `${siteKey(place)}/${place.agent ?? ""}`;
}

interface Place {
  client?: string;
  site?: string;
  agent?: string;
}

function untilMs(text: string | undefined): number {
  return text === undefined ? neverMs : (parseInstant(text) ?? neverMs);
}

function always(id: string, target: Place, endMs: number): Stretch {
  return {
    id,
    ...placeOf(target),
    operation: undefined,
    kind: "maintenance",
    letThrough: undefined,
    cutMs: 0,
    startMs: 0,
    endMs,
  };
}

function placeOf(target: Place): Pick<Stretch, "client" | "site"> {
  return { client: target.client, site: target.site === undefined ? undefined : siteKey(target) };
}

function admitOf({ target = {}, roles = [], operations = [], expires }: Override): Plain["admits"][number] {
  const [role = ""] = roles;
  const [operation = ""] = operations;
  return { client: target.client ?? "", role, operation, untilMs: untilMs(expires) };
}

function windowsOf(definition: MaintenanceDefinition): Stretch[] {
  const policy = compile(definition);
  return policy.windows.flatMap(({ id, target, operations, kind, letThrough, cutoffMs }) =>
    occurrencesBetween(policy, id, fromMs, fromMs + dayMs + cutoffMs, true).map(({ startMs, endMs }) => ({
      id,
      ...placeOf(target),
      operation: operations?.[0],
      kind,
      letThrough: letThrough[0],
      cutMs: startMs - cutoffMs,
      startMs,
      endMs,
    })),
  );
}
