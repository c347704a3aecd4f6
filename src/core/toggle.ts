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
  | { ok: false; code: "invalid-request" | "kept-on"; detail: string; rule?: string };

/** Carries out one action at an instant. Expired toggles are settled first. */
export function act(policy: Policy, before: Toggles, change: Change, nowMs: number): Outcome {
  const past = pastEnd(change, nowMs);
  if (past !== undefined) return { ok: false, code: "invalid-request", detail: past };
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

/** Why an action cannot be asked for: an end that is already past would be no maintenance at all. */
export function pastEnd({ until, estimatedEnd }: Change, nowMs: number): string | undefined {
  for (const [name, text] of Object.entries({ until, estimatedEnd })) {
    if (text !== undefined && (parseInstant(text) ?? 0) <= nowMs)
      return `${name} (${text}) is not in the future; it is ${instantText(nowMs)} now.`;
  }
  return undefined;
}

/** What the toggles have become by `nowMs`: an expired `on` acts as if disabled at its end (wider first), an expired `off` ceases. */
export function settle(policy: Policy, before: Toggles, nowMs: number): Toggles {
  return settleInSteps(policy, before, nowMs).after;
}

/** A toggle that has ended, and when. */
export interface Ended {
  toggle: Toggle;
  atMs: number;
}

/** The same with the toggles that have ended, one after another. */
export function settleInSteps(
  policy: Policy,
  before: Toggles,
  nowMs: number,
): { after: Toggles; ended: Ended[] } {
  const ended: Ended[] = [];
  return { after: endAll(policy, before, nowMs, {}, ended), ended };
}

/** Ends what lies at or below the place and has ended by then, the earliest first, and adds each to the list. */
function endAll(policy: Policy, before: Toggles, nowMs: number, place: Target, ended: Ended[]): Toggles {
  let after = before;
  for (;;) {
    const next = firstExpired(after.toggles, nowMs, place);
    if (next === undefined) return after;
    // What comes back after its own end has ended when it came back.
    ended.push({ ...next, atMs: Math.max(next.atMs, ended.at(-1)?.atMs ?? next.atMs) });
    after = next.toggle.mode === "off" ? without(after, next.toggle) : end(policy, after, next, ended);
  }
}

/** Of the toggles at or below the place that have ended the earliest, of several the widest; asked again after every end. */
function firstExpired(toggles: readonly Toggle[], nowMs: number, place: Target): Ended | undefined {
  let first: Ended | undefined;
  for (const toggle of toggles) {
    if (toggle.until === undefined) continue;
    const atMs = endMs(toggle);
    if (atMs > nowMs || !covers(place, toggle.target)) continue;
    if (first === undefined || orderOfEnds({ toggle, atMs }, first) < 0) first = { toggle, atMs };
  }
  return first;
}

function orderOfEnds(a: Ended, b: Ended): number {
  return a.atMs - b.atMs || depth(a.toggle.target) - depth(b.toggle.target);
}

/** Of many toggles the ends are asked for again and again. */
const ends = new WeakMap<Toggle, { until: string | undefined; ms: number }>();

function endMs(toggle: Toggle): number {
  const { until } = toggle;
  const known = ends.get(toggle);
  if (known !== undefined && known.until === until) return known.ms;
  const ms = until === undefined ? Infinity : (parseInstant(until) ?? Infinity);
  ends.set(toggle, { until, ms });
  return ms;
}

function without({ toggles, saved }: Toggles, gone: Toggle): Toggles {
  return { toggles: toggles.filter((toggle) => toggle !== gone), saved };
}

/** Ends an `on` at an instant, which nothing can refuse; what comes back and has ended goes as well. */
export function end(
  policy: Policy,
  before: Toggles,
  { toggle, atMs }: Ended,
  endedToo: Ended[] = [],
): Toggles {
  const { target, by, until } = toggle;
  const restored = endAll(policy, restore(before, target), atMs, target, endedToo);
  const ended: Change = { action: "disable", target, reason: "ended as planned", by };
  // Its end is handed on as it was written.
  const since = endMs(toggle) === atMs ? until : undefined;
  const outcome = turnOff(policy, restored, ended, atMs, since);
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
  // What comes back may have ended while it was put away.
  const restored = endAll(policy, restore(settled, change.target), nowMs, change.target, []);
  const outcome = turnOff(policy, restored, change, nowMs);
  return outcome.ok ? done(before, outcome.after) : outcome;
}

/** Sets `off` where a wider toggle or a window would still keep the target on; says so when it must not. */
function turnOff(
  policy: Policy,
  toggles: Toggles,
  change: Change,
  nowMs: number,
  since = instantText(nowMs),
): Outcome {
  const { target } = change;
  // Nothing but the target itself and what lies around it has a say.
  const around = toggles.toggles.filter((toggle) => covers(toggle.target, target));
  const moment = momentAt(policy, around, nowMs);
  const finding = maintenanceOf(moment, target);
  if (!finding.on) return { ok: true, changed: true, after: toggles };
  // Its own toggle can only be on here when the saved snapshot held one.
  if (finding.source === "toggle" && sameTarget(finding.toggle.target, target)) {
    return { ok: true, changed: true, after: toggles };
  }
  if (finding.source === "override" || (finding.source === "toggle" && finding.toggle.forced)) {
    return { ok: false, code: "kept-on", ...keeper(finding, target) };
  }
  const until = offUntil(moment, [target], (place) => covers(place, target));
  const off = { ...toggleFor({ ...change, until }, "off", false, nowMs), since };
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
function offUntil(
  moment: Moment,
  places: readonly Target[],
  concerns: (place: Target) => boolean,
): string | undefined {
  const withoutWindows = { ...moment, windows: new Map() };
  if (places.some((place) => maintenanceOf(withoutWindows, place).on)) return undefined;
  const ends = [...moment.windows.values()]
    .flat()
    .filter(({ window }) => window.operations === undefined && concerns(window.target))
    .map(({ window }) => stretchEnd(window, moment.nowMs));
  const last = Math.max(...ends);
  return last - moment.nowMs > horizonMs ? undefined : instantText(last);
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
  const until = offUntil(moment, places, (place) => covers(place, target) || covers(target, place));
  const off = toggleFor({ ...change, until }, "off", true, nowMs);
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
