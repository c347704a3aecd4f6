/**
 * Whether a target is in maintenance at an instant, and what decides it: the nearest forced toggle, else the nearest
 * level that says something; on one level an override before a toggle before a window.
 */
import type { Target, Toggle } from "./generated/types";
import type { CompiledWindow, Policy } from "./policy";
import type { Occurrence } from "./occurrence";
import { matches } from "./pattern";
import type { RuledOverride } from "./rules";
import { outward, targetKey } from "./target";
import { parseInstant } from "./zone";

/** The answer for one target, with what decided it. */
export type Finding =
  | { on: boolean; source: "toggle"; toggle: Toggle }
  | ({ on: boolean; source: "override" } & RuledOverride)
  | { on: true; source: "window"; window: CompiledWindow; occurrence: Occurrence; rule: string }
  | { on: false; source: "nothing" };

export interface ActiveWindow {
  window: CompiledWindow;
  occurrence: Occurrence;
}

/** What one level says at an instant. */
export interface Level {
  toggle: Toggle | undefined;
  override: RuledOverride | undefined;
  /** Active maintenance windows, the one to name first. */
  windows: readonly ActiveWindow[];
}

/** Everything that says something about maintenance at one instant, looked up by target. */
export interface Moment {
  nowMs: number;
  toggles: ReadonlyMap<string, Toggle>;
  overrides: ReadonlyMap<string, RuledOverride>;
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
  for (const one of active.sort(byRank)) {
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

/** The order of several occurrences: the latest end, then the window with the lowest id, then the earliest start. */
export function byRank(a: ActiveWindow, b: ActiveWindow): number {
  if (a.occurrence.endMs !== b.occurrence.endMs) return b.occurrence.endMs - a.occurrence.endMs;
  if (a.window.id !== b.window.id) return a.window.id < b.window.id ? -1 : 1;
  return a.occurrence.startMs - b.occurrence.startMs;
}

/** Whether the target is in maintenance, and why. Windows that are limited to operations count for one of these only. */
export function maintenanceOf(moment: Moment, target: Target, operation?: string): Finding {
  const levels = outward(target).map((level) => {
    const key = targetKey(level);
    return {
      toggle: moment.toggles.get(key),
      override: moment.overrides.get(key),
      windows: moment.windows.get(key) ?? [],
    };
  });
  return maintenanceAt(levels, operation);
}

/** The same for what the levels say, nearest first; a level that never says anything may be left out. */
export function maintenanceAt(levels: readonly Level[], operation: string | undefined): Finding {
  for (const { toggle } of levels) {
    if (toggle?.forced === true) return { on: toggle.mode === "on", source: "toggle", toggle };
  }
  for (const level of levels) {
    const found = onLevel(level, operation);
    if (found !== undefined) return found;
  }
  return { on: false, source: "nothing" };
}

function onLevel(
  { override: excepted, toggle, windows }: Level,
  operation: string | undefined,
): Finding | undefined {
  if (excepted !== undefined) {
    return { on: excepted.override.effect === "maintenance", source: "override", ...excepted };
  }
  if (toggle !== undefined) return { on: toggle.mode === "on", source: "toggle", toggle };
  const active = windows.find(({ window }) => speaksOf(window, operation));
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

function overridesAt(policy: Policy, nowMs: number): Map<string, RuledOverride> {
  const found = new Map<string, RuledOverride>();
  for (const one of policy.overrides) {
    const key = targetKey(one.override.target ?? {});
    const best = prevailing(found.get(key), one, nowMs);
    if (best !== undefined) found.set(key, best);
  }
  return found;
}

/** Of two overrides at one target the one to follow at the instant: maintenance before exempt, then the lowest id. */
export function prevailing(
  held: RuledOverride | undefined,
  other: RuledOverride,
  nowMs: number,
): RuledOverride | undefined {
  const { override, expiresMs } = other;
  if (override.effect === "admit" || expiresMs <= nowMs) return held;
  if (held === undefined) return other;
  if (override.effect !== held.override.effect) return override.effect === "maintenance" ? other : held;
  return override.id < held.override.id ? other : held;
}
