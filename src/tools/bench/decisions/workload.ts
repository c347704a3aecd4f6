/** The definition that decisions are measured on, the state beside it, and the requests that are asked. */
import type {
  DecisionRequest,
  MaintenanceDefinition,
  Override,
  State,
  Target,
  Window,
} from "../../../core/generated/types";
import { instantText } from "../../../core/zone";
import { Random } from "../random";

/** Requests are asked at instants of this day, one after another. */
export const dayMs = 86_400_000;
export const fromMs = Date.parse("2026-11-21T00:00:00Z");

const clients = 100;
const sites = 10;
const operations = 400;

export interface Asked {
  request: DecisionRequest;
  nowMs: number;
}

/** 200 overrides, 100 windows and 100 patterns for 100 clients, whatever the number of agents. */
export function definitionFor(agents: number): MaintenanceDefinition {
  return {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "bench" },
    timeZone: "Europe/Copenhagen",
    roles: Array.from({ length: 10 }, (_, index) => ({
      id: `role-${index}`,
      ...(index < 3 && { admitted: true }),
      ...(index === 0 && { bypass: ["*"], may: ["enable", "disable", "force"] }),
      ...(index === 1 && { bypass: ["area-1.*", "area-2.object-3.*"] }),
    })),
    operations: {
      unlisted: "deny",
      answer: "Not possible during maintenance",
      blocked: [...names(45, 0), ...groups(15, 0)],
      alwaysAllowed: [...names(15, 1), ...groups(5, 15)],
      onlyDuringMaintenance: [...names(15, 2), ...groups(5, 20)],
    },
    windows: Array.from({ length: 100 }, (_, index) => windowOf(index)),
    agents: inventory(agents) as MaintenanceDefinition["agents"],
    overrides: Array.from({ length: 200 }, (_, index) => overrideOf(index)),
  };
}

/** Five clients are in maintenance by hand. */
export function stateOf(): Pick<State, "toggles" | "saved"> {
  const since = instantText(fromMs - dayMs);
  return {
    toggles: Array.from({ length: 5 }, (_, index) => ({
      target: { client: `client-${index * 20 + 7}` },
      mode: "on" as const,
      forced: false,
      since,
      reason: "bench",
      by: "bench",
    })),
    saved: [],
  };
}

/** Requests of a day in the order of time, one in ten about an agent that has an override of its own. */
export function requestsOf(agents: number, count: number): Asked[] {
  const random = new Random(1);
  return Array.from({ length: count }, (_, index) => {
    const roles = [...new Set([`role-${random.below(10)}`, `role-${random.below(10)}`])];
    const target =
      random.below(10) === 0 ? excepted(random.below(120)) : agentOf(random.below(agents), agents);
    const request = { operation: operationOf(random.below(operations)), roles, target } as DecisionRequest;
    return { request, nowMs: fromMs + Math.floor((index * dayMs) / count) };
  });
}

/** `area-3.object-1.action-2`: 400 names in 40 areas. */
export function operationOf(index: number): string {
  const area = index % 40;
  const rest = Math.floor(index / 40);
  return `area-${area}.object-${rest % 5}.action-${Math.floor(rest / 5)}`;
}

function names(count: number, kind: number): string[] {
  return Array.from({ length: count }, (_, index) => operationOf((index * 7 + kind * 131) % operations));
}

function groups(count: number, from: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const area = (from + index) % 40;
    return index % 3 === 0 ? `area-${area}.*` : `area-${area}.object-${index % 5}.*`;
  });
}

/** Agents are numbered so that the first hundred are of a hundred clients. */
function agentOf(index: number, agents: number): Target {
  const perSite = Math.max(1, agents / (clients * sites));
  const place = Math.floor(index / clients);
  return {
    client: `client-${index % clients}`,
    site: `site-${Math.floor(place / perSite)}`,
    agent: `agent-${place % perSite}`,
  };
}

function inventory(agents: number): { client?: string; site?: string; ids: string[] }[] {
  const found = new Map<string, { client?: string; site?: string; ids: string[] }>();
  for (let index = 0; index < agents; index += 1) {
    const { client, site, agent } = agentOf(index, agents);
    const key = `${client ?? ""}/${site ?? ""}`;
    const entry = found.get(key) ?? { client, site, ids: [] };
    entry.ids.push(agent ?? "");
    found.set(key, entry);
  }
  return [...found.values()];
}

/** The target of an override that exempts an agent. */
function excepted(index: number): Target {
  return { client: `client-${index % clients}`, site: `site-${index % sites}`, agent: "agent-0" };
}

/** 120 agents are exempt, 40 sites are in maintenance, for 40 clients somebody is admitted. */
function overrideOf(index: number): Override {
  const base = { id: `override-${index}`, reason: "bench" };
  const client = `client-${(index * 13) % clients}`;
  const expires = index % 2 === 0 ? instantText(fromMs + (index % 24) * 3_600_000 + 1) : undefined;
  const until = expires === undefined ? {} : { expires };
  if (index < 120) return { ...base, ...until, effect: "exempt", target: excepted(index) };
  if (index < 160)
    return { ...base, ...until, effect: "maintenance", target: { client, site: `site-${index % sites}` } };
  return {
    ...base,
    ...until,
    effect: "admit",
    target: { client },
    roles: [`role-${4 + (index % 5)}`],
    operations: [`area-${index % 15}.*`],
  };
}

/** 80 maintenance windows of clients and sites, 10 for some operations of all, 10 blackouts. */
function windowOf(index: number): Window {
  const client = `client-${(index * 37) % clients}`;
  const base = { id: `window-${index}`, ...repetitionOf(index) };
  if (index >= 90) return { ...base, kind: "blackout", target: { client }, letThrough: ["role-0"] };
  if (index >= 80) return { ...base, kind: "maintenance", operations: [`area-${index - 50}.*`] };
  const target = index % 4 === 0 ? { client, site: `site-${index % sites}` } : { client };
  return { ...base, kind: "maintenance", target, ...(index % 5 === 0 && { cutoff: "PT30M" }) };
}

const rules = [
  "FREQ=DAILY",
  "FREQ=DAILY;INTERVAL=2",
  "FREQ=WEEKLY;BYDAY=SA",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
  "FREQ=MONTHLY;BYDAY=3SA",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
  "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=21",
];

/** Rules that began ten years ago, at hours all over the day. */
function repetitionOf(index: number): Pick<Window, "rrule" | "start" | "duration"> {
  const hour = String((index * 5) % 24).padStart(2, "0");
  return {
    rrule: rules[index % rules.length] ?? "FREQ=DAILY",
    start: `2016-11-01T${hour}:30`,
    duration: `PT${2 + (index % 7)}H`,
  };
}
