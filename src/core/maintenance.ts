/**
 * Whether a target is in maintenance at an instant, and what decides it: the nearest forced toggle, else the nearest
 * level that says something; on one level an override before a toggle before a window.
 */
import type { Override, Target, Toggle } from "./generated/types";
import type { CompiledWindow, Policy } from "./policy";
import type { Occurrence } from "./occurrence";
import { matches } from "./pattern";
import { outward, targetKey } from "./target";
import { parseInstant } from "./zone";

/** The answer for one target, with what decided it. */
export type Finding =
  | { on: boolean; source: "toggle"; toggle: Toggle }
  | { on: boolean; source: "override"; override: Override; rule: string }
  | { on: true; source: "window"; window: CompiledWindow; occurrence: Occurrence; rule: string }
  | { on: false; source: "nothing" };

export interface ActiveWindow {
  window: CompiledWindow;
  occurrence: Occurrence;
}

/** Everything that says something about maintenance at one instant, looked up by target. */
export interface Moment {
  nowMs: number;
  toggles: ReadonlyMap<string, Toggle>;
  overrides: ReadonlyMap<string, { override: Override; rule: string }>;
  /** Active maintenance windows by target, the one to name first. */
  windows: ReadonlyMap<string, readonly ActiveWindow[]>;
  /** Active blackouts by target, the one to name first. */
  blackouts: ReadonlyMap<string, readonly ActiveWindow[]>;
}

/** Looks once at what holds at the instant; toggles must be settled (see toggle.ts). */
export function momentAt(policy: Policy, toggles: readonly Toggle[], nowMs: number): Moment {
  const active = policy.windows.flatMap((window) => {
    const occurrence = window.calendar.activeAt(nowMs);
    return occurrence === undefined ? [] : [{ window, occurrence }];
  });
  return {
    nowMs,
    toggles: new Map(
      toggles.filter((toggle) => counts(toggle, nowMs)).map((toggle) => [targetKey(toggle.target), toggle]),
    ),
    overrides: overridesAt(policy, nowMs),
    windows: byTarget(active.filter(({ window }) => window.kind === "maintenance")),
    blackouts: byTarget(active.filter(({ window }) => window.kind === "blackout")),
  };
}

function byTarget(active: ActiveWindow[]): Map<string, ActiveWindow[]> {
  const found = new Map<string, ActiveWindow[]>();
  for (const one of active.sort((a, b) => (outranks(a, b) ? -1 : 1))) {
    const key = targetKey(one.window.target);
    const list = found.get(key);
    if (list === undefined) found.set(key, [one]);
    else list.push(one);
  }
  return found;
}

/** Whether the window says something about the operation; without one, whether it is about all of them. */
export function speaksOf({ operations }: CompiledWindow, operation: string | undefined): boolean {
  if (operations === undefined) return true;
  return operation !== undefined && operations.some((pattern) => matches(pattern, operation));
}

/** Of several occurrences: the latest end, then the window with the lowest id, then the earliest start. */
export function outranks(a: ActiveWindow, b: ActiveWindow): boolean {
  if (a.occurrence.endMs !== b.occurrence.endMs) return a.occurrence.endMs > b.occurrence.endMs;
  if (a.window.id !== b.window.id) return a.window.id < b.window.id;
  return a.occurrence.startMs < b.occurrence.startMs;
}

/** Whether the target is in maintenance, and why. Windows that are limited to operations count for one of these only. */
export function maintenanceOf(moment: Moment, target: Target, operation?: string): Finding {
  return maintenanceAt(moment, levelsOf(target), operation);
}

/** Keys of the target and of everything around it, nearest first. */
export function levelsOf(target: Target): string[] {
  return outward(target).map((level) => targetKey(level));
}

/** The same for levels that have been worked out. */
export function maintenanceAt(
  moment: Moment,
  levels: readonly string[],
  operation: string | undefined,
): Finding {
  for (const key of levels) {
    const toggle = moment.toggles.get(key);
    if (toggle?.forced === true) return { on: toggle.mode === "on", source: "toggle", toggle };
  }
  for (const key of levels) {
    const found = onLevel(moment, key, operation);
    if (found !== undefined) return found;
  }
  return { on: false, source: "nothing" };
}

function onLevel(moment: Moment, key: string, operation: string | undefined): Finding | undefined {
  const excepted = moment.overrides.get(key);
  if (excepted !== undefined) {
    return { on: excepted.override.effect === "maintenance", source: "override", ...excepted };
  }
  const toggle = moment.toggles.get(key);
  if (toggle !== undefined) return { on: toggle.mode === "on", source: "toggle", toggle };
  const active = moment.windows.get(key)?.find(({ window }) => speaksOf(window, operation));
  if (active !== undefined) return { on: true, source: "window", ...active, rule: active.window.rule };
  return undefined;
}

/** A toggle counts in [since, until). */
export function counts(toggle: Toggle, nowMs: number): boolean {
  return (
    (parseInstant(toggle.since) ?? -Infinity) <= nowMs &&
    (toggle.until === undefined || nowMs < (parseInstant(toggle.until) ?? Infinity))
  );
}

/** Whether the override has not expired. */
export function holds(override: Override, nowMs: number): boolean {
  return override.expires === undefined || nowMs < (parseInstant(override.expires) ?? Infinity);
}

function overridesAt(policy: Policy, nowMs: number): Map<string, { override: Override; rule: string }> {
  const found = new Map<string, { override: Override; rule: string }>();
  for (const candidate of policy.overrides) {
    const { override } = candidate;
    if (override.effect === "admit" || !holds(override, nowMs)) continue;
    const key = targetKey(override.target ?? {});
    const other = found.get(key);
    if (other === undefined || prevails(override, other.override)) found.set(key, candidate);
  }
  return found;
}

/** Of two overrides at one target: maintenance before exempt, then the lowest id. */
function prevails(a: Override, b: Override): boolean {
  if (a.effect !== b.effect) return a.effect === "maintenance";
  return a.id < b.id;
}
