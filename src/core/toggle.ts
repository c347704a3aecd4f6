/**
 * The four actions on toggles (enable, disable, force-enable, force-disable), and what an expired toggle turns into.
 * Pure: the same toggles, action and instant always give the same answer, and what was given is never changed.
 */
import type { Action, SavedToggles, Target, Toggle } from "./generated/types";
import { type Finding, type Moment, maintenanceOf, momentAt } from "./maintenance";
import { type CompiledWindow, type Policy, horizonMs } from "./policy";
import { covers, depth, sameTarget, targetText } from "./target";
import { instantText, parseInstant } from "./zone";

/** The part of the state that the actions change. */
export interface Toggles {
  toggles: Toggle[];
  saved: SavedToggles[];
}

export interface Change {
  action: Action;
  target: Target;
  reason: string;
  by: string;
  until?: string;
  estimatedEnd?: string;
  message?: string;
}

export type Outcome =
  | { ok: true; changed: boolean; after: Toggles }
  | { ok: false; code: "kept-on"; detail: string; rule?: string };

/** Carries out one action at an instant. Expired toggles are settled first. */
export function act(policy: Policy, before: Toggles, change: Change, nowMs: number): Outcome {
  const settled = settle(policy, before, nowMs);
  switch (change.action) {
    case "enable":
      return done(before, enable(settled, change, nowMs));
    case "disable":
      return disable(policy, before, settled, change, nowMs);
    case "force-enable":
      return done(before, forceEnable(settled, change, nowMs));
    case "force-disable":
      return done(before, forceDisable(policy, settled, change, nowMs));
  }
}

/** What the toggles have become by `nowMs`: an expired `on` acts as if disabled at its end (wider first), an expired `off` ceases. */
export function settle(policy: Policy, before: Toggles, nowMs: number): Toggles {
  let after = before;
  for (;;) {
    const expired = firstExpired(after.toggles, nowMs);
    if (expired === undefined) return after;
    after = expired.toggle.mode === "off" ? without(after, expired.toggle) : end(policy, after, expired);
  }
}

interface Expired {
  toggle: Toggle;
  atMs: number;
}

function firstExpired(toggles: readonly Toggle[], nowMs: number): Expired | undefined {
  return toggles
    .map((toggle) => ({ toggle, atMs: endMs(toggle) }))
    .filter(({ atMs }) => atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs || depth(a.toggle.target) - depth(b.toggle.target))[0];
}

function endMs(toggle: Toggle): number {
  return toggle.until === undefined ? Infinity : (parseInstant(toggle.until) ?? Infinity);
}

function without({ toggles, saved }: Toggles, gone: Toggle): Toggles {
  return { toggles: toggles.filter((toggle) => toggle !== gone), saved };
}

function end(policy: Policy, before: Toggles, { toggle, atMs }: Expired): Toggles {
  const ended: Change = {
    action: "disable",
    target: toggle.target,
    reason: "ended as planned",
    by: toggle.by,
  };
  const restored = restore(before, toggle.target);
  const outcome = turnOff(policy, restored, ended, atMs);
  return outcome.ok ? outcome.after : restored;
}

function done(before: Toggles, after: Toggles): Outcome {
  return { ok: true, changed: JSON.stringify(before) !== JSON.stringify(after), after };
}

function toggleFor(change: Change, mode: Toggle["mode"], forced: boolean, nowMs: number): Toggle {
  const { target, until, reason, by, estimatedEnd, message } = change;
  const limits = mode === "on" ? { until, estimatedEnd, message } : { until };
  const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  return { target, mode, forced, since: instantText(nowMs), reason, by, ...given };
}

function enable({ toggles, saved }: Toggles, change: Change, nowMs: number): Toggles {
  const { target } = change;
  const current = toggles.find((toggle) => toggle.mode === "on" && sameTarget(toggle.target, target));
  if (current !== undefined) {
    const renewed = {
      ...toggleFor(change, "on", current.forced, nowMs),
      since: current.since,
      by: current.by,
    };
    return { toggles: toggles.map((toggle) => (toggle === current ? renewed : toggle)), saved };
  }
  const [moved, kept] = split(toggles, (toggle) => covers(target, toggle.target));
  const [own, others] = split(saved, (entry) => sameTarget(entry.target, target));
  const [below, around] = split(others, (entry) => covers(target, entry.target));
  // A snapshot that a forced action left behind is never overwritten: it only gains what it did not hold.
  const old = own[0] ?? { target, toggles: [], saved: [] };
  const entry = { target, toggles: joined(old.toggles, moved), saved: joined(old.saved, below) };
  return { toggles: [...kept, toggleFor(change, "on", false, nowMs)], saved: [...around, entry] };
}

function joined<T extends { target: Target }>(held: readonly T[], more: readonly T[]): T[] {
  return [...held, ...more.filter((entry) => !held.some((other) => sameTarget(other.target, entry.target)))];
}

function split<T>(list: readonly T[], test: (entry: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((entry) => !test(entry))];
}

/** Takes away what is at and below the target and puts back what was saved there. */
function restore({ toggles, saved }: Toggles, target: Target): Toggles {
  const own = saved.find((entry) => sameTarget(entry.target, target));
  return {
    toggles: [...toggles.filter((toggle) => !covers(target, toggle.target)), ...(own?.toggles ?? [])],
    saved: [...saved.filter((entry) => !covers(target, entry.target)), ...(own?.saved ?? [])],
  };
}

function disable(policy: Policy, before: Toggles, settled: Toggles, change: Change, nowMs: number): Outcome {
  // What comes back may have expired while it was put away.
  const restored = settle(policy, restore(settled, change.target), nowMs);
  const outcome = turnOff(policy, restored, change, nowMs);
  return outcome.ok ? done(before, outcome.after) : outcome;
}

/** Sets `off` where a wider toggle or a window would still keep the target on; says so when it must not. */
function turnOff(policy: Policy, toggles: Toggles, change: Change, nowMs: number): Outcome {
  const { target } = change;
  const moment = momentAt(policy, toggles.toggles, nowMs);
  const finding = maintenanceOf(moment, target);
  if (!finding.on) return { ok: true, changed: true, after: toggles };
  // Its own toggle can only be on here when the saved snapshot held one.
  if (finding.source === "toggle" && !finding.toggle.forced && sameTarget(finding.toggle.target, target)) {
    return { ok: true, changed: true, after: toggles };
  }
  if (finding.source === "override" || (finding.source === "toggle" && finding.toggle.forced)) {
    return { ok: false, code: "kept-on", ...keeper(finding, target) };
  }
  const until = offUntil(policy, moment, [target]);
  const off = toggleFor({ ...change, until }, "off", false, nowMs);
  const others = toggles.toggles.filter((toggle) => !sameTarget(toggle.target, target));
  return { ok: true, changed: true, after: { toggles: [...others, off], saved: toggles.saved } };
}

function keeper(finding: Finding, target: Target): { detail: string; rule?: string } {
  const place = targetText(target);
  if (finding.source === "override") {
    const until = finding.override.expires === undefined ? "" : ` until ${finding.override.expires}`;
    return {
      detail: `The override "${finding.override.id}" keeps ${place} in maintenance${until}. Remove it from the definition, or force-disable ${place}.`,
      rule: finding.rule,
    };
  }
  const holder = finding.source === "toggle" ? finding.toggle : undefined;
  const where = targetText(holder?.target ?? {});
  return {
    detail: `A forced maintenance of ${where} (by ${holder?.by ?? "?"}: ${holder?.reason ?? "?"}) keeps ${place} in maintenance. Disable it at ${where}, or force-disable ${place}.`,
  };
}

/** The end of the windows when only windows keep the places on; a toggle or override behind them has no end that is known. */
function offUntil(policy: Policy, moment: Moment, places: readonly Target[]): string | undefined {
  const withoutWindows = { ...moment, windows: new Map() };
  if (places.some((place) => maintenanceOf(withoutWindows, place).on)) return undefined;
  const keeping = [...moment.windows.values()].flat().filter(({ window }) => keepsOn(window, places));
  const ends = keeping.map(({ window }) => stretchEnd(window, moment.nowMs));
  const last = Math.max(...ends);
  return last - moment.nowMs > horizonMs ? undefined : instantText(last);
}

function keepsOn({ operations, target }: CompiledWindow, places: readonly Target[]): boolean {
  return operations === undefined && places.some((place) => covers(target, place));
}

/** Where the window is next closed: its own occurrences that overlap are one stretch; one that only touches begins another. */
function stretchEnd({ calendar }: CompiledWindow, nowMs: number): number {
  let endMs = calendar.activeAt(nowMs)?.endMs ?? nowMs;
  for (;;) {
    const overlapping = calendar.openAt(endMs).filter(({ startMs }) => startMs < endMs);
    if (overlapping.length === 0 || endMs - nowMs > horizonMs) return endMs;
    endMs = Math.max(...overlapping.map((one) => one.endMs));
  }
}

function forceEnable({ toggles, saved }: Toggles, change: Change, nowMs: number): Toggles {
  const kept = toggles.filter((toggle) => !covers(change.target, toggle.target));
  return { toggles: [...kept, toggleFor(change, "on", true, nowMs)], saved };
}

function forceDisable(policy: Policy, { toggles, saved }: Toggles, change: Change, nowMs: number): Toggles {
  const { target } = change;
  const kept = toggles.filter((toggle) => !covers(target, toggle.target));
  const left = { toggles: kept, saved: saved.filter((entry) => !covers(target, entry.target)) };
  const moment = momentAt(policy, kept, nowMs);
  const places = placesWithin(policy, target).filter((place) => maintenanceOf(moment, place).on);
  if (places.length === 0) return left;
  const off = toggleFor({ ...change, until: offUntil(policy, moment, places) }, "off", true, nowMs);
  return { toggles: [...left.toggles, off], saved: left.saved };
}

/** The target itself and every place below it that the definition treats on its own. */
function placesWithin(policy: Policy, target: Target): Target[] {
  const named = [
    ...policy.overrides.map(({ override }) => override.target ?? {}),
    ...policy.windows.map((w) => w.target),
  ];
  return [target, ...named.filter((place) => covers(target, place))];
}
