/** What an operator is shown: the phase of the environment, what it is because of, what comes next, and each agent's flag. */
import type {
  AgentFlag,
  AgentList,
  GroupFlag,
  MaintenanceDefinition,
  Phase,
  State,
  Status,
  Target,
} from "./generated/types";
import { localText } from "./civil";
import {
  type ActiveWindow,
  type Finding,
  type Moment,
  maintenanceOf,
  momentAt,
  speaksOf,
} from "./maintenance";
import { type CompiledWindow, type Policy, horizonMs } from "./policy";
import { targetKey } from "./target";
import { settle } from "./toggle";
import { instantText, parseInstant, toLocalMinute } from "./zone";

type Current = NonNullable<Status["current"]>;

interface Ahead {
  window: CompiledWindow;
  startMs: number;
  endMs: number;
}

/** The state at an instant with everything that follows from it. */
export function statusOf(policy: Policy, state: State, nowMs: number): Status {
  const settled = { ...state, ...settle(policy, state, nowMs) };
  const moment = momentAt(policy, settled.toggles, nowMs);
  const ahead = upcoming(policy, nowMs);
  const phase = phaseOf(settled, moment, ahead, nowMs);
  const { name, title } = policy.definition.metadata;
  const current = currentOf(settled, moment, phase);
  const next = ahead[0];
  const notice = noticeOf(policy.definition, phase, current, next);
  const inventory = agentsOf(policy);
  return {
    ...settled,
    phase,
    at: instantText(nowMs),
    environment: title === undefined ? { name } : { name, title },
    ...(current === undefined ? {} : { current }),
    ...(next === undefined ? {} : { next: nextOf(next) }),
    ...(notice === undefined ? {} : { notice }),
    ...(inventory.length === 0
      ? {}
      : {
          counts: {
            inMaintenance: inventory.filter((target) => maintenanceOf(moment, target).on).length,
            agents: inventory.length,
          },
        }),
  };
}

/** Every agent of the inventory with its own flag, and every client and site as all, some or none of its agents. */
export function agentListOf(policy: Policy, state: State, nowMs: number): AgentList {
  const moment = momentAt(policy, settle(policy, state, nowMs).toggles, nowMs);
  const agents = agentsOf(policy).map((target) => flagOf(target, maintenanceOf(moment, target)));
  const groups = new Map<string, GroupFlag>();
  for (const { target, inMaintenance } of agents) {
    const { client, site } = target;
    for (const place of [{ client }, { client, site }]) {
      const key = targetKey(place);
      const group = groups.get(key) ?? { target: place, maintenance: "none", inMaintenance: 0, agents: 0 };
      const counted = {
        ...group,
        agents: group.agents + 1,
        inMaintenance: group.inMaintenance + (inMaintenance ? 1 : 0),
      };
      groups.set(key, { ...counted, maintenance: share(counted) });
    }
  }
  return { agents, groups: [...groups.values()] };
}

/** The next instant at which the status changes by time alone, or undefined when there is none within the horizon. */
export function nextChangeMs(policy: Policy, state: State, nowMs: number): number | undefined {
  const instants: (string | undefined)[] = [
    ...state.toggles.map((toggle) => toggle.until),
    ...policy.overrides.map(({ override }) => override.expires),
    state.pending?.deadline,
  ];
  const edges = policy.windows.flatMap((window) => {
    const open = window.calendar.activeAt(nowMs);
    const coming = window.calendar.nextAfter(nowMs, nowMs + horizonMs);
    return [
      open?.endMs,
      coming?.startMs,
      coming === undefined ? undefined : coming.startMs - window.announceMs,
    ];
  });
  const later = [
    ...instants.map((text) => (text === undefined ? undefined : parseInstant(text))),
    ...edges,
  ].filter((ms): ms is number => ms !== undefined && ms > nowMs);
  return later.length === 0 ? undefined : Math.min(...later);
}

function phaseOf(state: State, moment: Moment, ahead: readonly Ahead[], nowMs: number): Phase {
  if (state.pending?.awaits === "drain") return "draining";
  if (state.pending !== undefined) return state.pending.action.endsWith("enable") ? "entering" : "leaving";
  if (state.services.some((service) => service.pending)) return "restarting";
  if (state.failure !== undefined) return "failed";
  if (blackoutOf(moment) !== undefined) return "blackout";
  if (maintenanceOf(moment, {}).on) return "on";
  if (somewhere(moment)) return "partial";
  return ahead.some(({ window, startMs }) => window.announceMs > 0 && startMs - window.announceMs <= nowMs)
    ? "scheduled"
    : "off";
}

/** The blackout that stops the whole environment now. */
function blackoutOf(moment: Moment): ActiveWindow | undefined {
  return moment.blackouts.get(targetKey({}))?.find(({ window }) => speaksOf(window, undefined));
}

/** Whether anything below the environment is in maintenance (or blacked out) though the environment is not. */
function somewhere(moment: Moment): boolean {
  const places: Target[] = [
    ...[...moment.toggles.values()].map((toggle) => toggle.target),
    ...[...moment.overrides.values()].map(({ override }) => override.target ?? {}),
    ...[...moment.windows.values()].flat().map(({ window }) => window.target),
  ];
  if (places.some((place) => maintenanceOf(moment, place).on)) return true;
  return moment.blackouts.size > 0;
}

/** Upcoming occurrences of all windows, soonest first. */
function upcoming(policy: Policy, nowMs: number): Ahead[] {
  return policy.windows
    .flatMap((window) => {
      const occurrence = window.calendar.nextAfter(nowMs, nowMs + horizonMs);
      return occurrence === undefined ? [] : [{ window, ...occurrence }];
    })
    .sort((a, b) => a.startMs - b.startMs || (a.window.id < b.window.id ? -1 : 1));
}

function currentOf(state: State, moment: Moment, phase: Phase): Status["current"] {
  const { pending } = state;
  if (pending !== undefined) {
    const { at, by, reason, message, estimatedEnd, until } = pending;
    return defined<Current>({ source: "transition", since: at, by, reason, message, estimatedEnd, until });
  }
  const blackout = blackoutOf(moment);
  if (blackout !== undefined) return becauseOfWindow(blackout);
  const finding = maintenanceOf(moment, {});
  if (finding.on) return because(finding);
  if (phase !== "partial") return undefined;
  const nearest = [...moment.toggles.values()].find((toggle) => toggle.mode === "on");
  return nearest === undefined ? undefined : because({ on: true, source: "toggle", toggle: nearest });
}

function because(finding: Finding): Status["current"] {
  switch (finding.source) {
    case "toggle": {
      const { since, by, reason, message, estimatedEnd, until, forced } = finding.toggle;
      return defined<Current>({ source: "toggle", since, by, reason, message, estimatedEnd, until, forced });
    }
    case "override": {
      const { reason, expires } = finding.override;
      return defined<Current>({ source: "override", reason, until: expires, rule: finding.rule });
    }
    case "window":
      return becauseOfWindow(finding);
    case "nothing":
      return undefined;
  }
}

function becauseOfWindow({ window, occurrence }: ActiveWindow): Status["current"] {
  return defined<Current>({
    source: "window",
    since: instantText(occurrence.startMs),
    until: instantText(occurrence.endMs),
    reason: window.title,
    window: window.id,
    rule: window.rule,
  });
}

function nextOf({ window, startMs, endMs }: Ahead): Status["next"] {
  const { id, kind, title } = window;
  return defined({ window: id, kind, title, start: instantText(startMs), end: instantText(endMs) });
}

/** The banner: while maintenance is on or announced. `{end}` is the estimated end, else until, else the window's end. */
function noticeOf(
  { notice, timeZone = "UTC" }: MaintenanceDefinition,
  phase: Phase,
  current: Status["current"],
  next: Ahead | undefined,
): Status["notice"] {
  if (notice === undefined || phase === "off" || phase === "partial") return undefined;
  const announced = phase === "scheduled" ? next : undefined;
  if (announced === undefined && current === undefined) return undefined;
  const start = announced === undefined ? current?.since : instantText(announced.startMs);
  const end =
    announced === undefined ? (current?.estimatedEnd ?? current?.until) : instantText(announced.endMs);
  const template =
    current?.message ?? (end === undefined ? (notice.messageWithoutEnd ?? notice.message) : notice.message);
  const values: Record<string, string | undefined> = {
    start: forPeople(start, timeZone),
    end: forPeople(end, timeZone),
    reason: current?.reason ?? announced?.window.title,
    contact: notice.contact,
  };
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? (name in values ? "" : whole));
  return defined({
    title: notice.title === undefined ? undefined : fill(notice.title),
    message: fill(template),
    contact: notice.contact,
  });
}

/** `2026-11-24 22:00 (Europe/Copenhagen)`: in words of no language, as the text around it may be in any. */
function forPeople(instant: string | undefined, zone: string): string | undefined {
  const ms = instant === undefined ? undefined : parseInstant(instant);
  return ms === undefined ? undefined : `${localText(toLocalMinute(ms, zone)).replace("T", " ")} (${zone})`;
}

function agentsOf(policy: Policy): Target[] {
  return (policy.definition.agents ?? []).flatMap(({ client, site, ids }) =>
    ids.map((agent) => ({ client, site, agent })),
  );
}

function flagOf(target: Target, finding: Finding): AgentFlag {
  const base = { target, inMaintenance: finding.on };
  switch (finding.source) {
    case "toggle":
      return { ...base, source: "toggle", reason: finding.toggle.reason };
    case "override":
      return defined({
        ...base,
        source: "override" as const,
        rule: finding.rule,
        reason: finding.override.reason,
      });
    case "window":
      return defined({
        ...base,
        source: "window" as const,
        rule: finding.rule,
        reason: finding.window.title,
      });
    case "nothing":
      return base;
  }
}

function share({
  inMaintenance,
  agents,
}: {
  inMaintenance: number;
  agents: number;
}): GroupFlag["maintenance"] {
  if (inMaintenance === 0) return "none";
  return inMaintenance === agents ? "all" : "some";
}

/** The object without the members that are undefined, so that JSON and comparisons agree. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
