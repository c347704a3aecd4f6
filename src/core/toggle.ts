/**
 * The four actions on toggles (enable, disable, force-enable, force-disable), and what an expired toggle turns into.
 * Pure: the same toggles, action and instant always give the same answer, and what was given is never changed.
 */
import { ByTarget } from "./byTarget";
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

interface Refusal {
  ok: false;
  code: "invalid-request" | "kept-on";
  detail: string;
  rule?: string;
}

export type Outcome = { ok: true; changed: boolean; after: Toggles } | Refusal;

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
  const expired = before.toggles.filter((toggle) => endMs(toggle) <= nowMs);
  if (expired.length === 0) return { after: before, ended: [] };
  const settling = new Settling(before);
  settling.settle(policy, nowMs);
  return { after: settling.after, ended: settling.ended };
}

/** Toggles that end in the course of time. */
export class Settling {
  /** Those that have ended, one after another. */
  readonly ended: Ended[] = [];
  readonly #changing: Changing;
  readonly #queue: Ended[];

  constructor(before: Toggles) {
    this.#changing = changingFrom(before);
    this.#queue = queueOf(before.toggles);
  }

  /** Ends what has ended by then; time goes on only. */
  settle(policy: Policy, nowMs: number): void {
    endAll(policy, this.#changing, this.#queue, nowMs, this.ended);
  }

  /** When the next one ends; Infinity when none does. */
  nextMs(): number {
    let [next] = this.#queue;
    while (next !== undefined && !isThere(this.#changing, next)) {
      this.#queue.shift();
      [next] = this.#queue;
    }
    return next?.atMs ?? Infinity;
  }

  get after(): Toggles {
    return listed(this.#changing);
  }

  /** The toggles of the target and of what lies around it. */
  around(target: Target): Toggle[] {
    return this.#changing.toggles.around(target);
  }
}

/** Ends an `on` at an instant, which nothing can refuse; what comes back and has ended goes as well. */
export function end(policy: Policy, before: Toggles, toggle: Ended): Toggles {
  const changing = changingFrom(before);
  endOne(policy, changing, toggle, []);
  return listed(changing);
}

/** Toggles that are changed in place: there may be thousands that end together. */
interface Changing {
  toggles: ByTarget<Toggle>;
  saved: ByTarget<SavedToggles>;
}

function changingFrom({ toggles, saved }: Toggles): Changing {
  return { toggles: new ByTarget(toggles), saved: new ByTarget(saved) };
}

function listed({ toggles, saved }: Changing): Toggles {
  return { toggles: toggles.list(), saved: saved.list() };
}

/** Toggles in the order in which they end: the earliest first, of several the widest. */
function queueOf(toggles: readonly Toggle[]): Ended[] {
  const ending = toggles.filter(({ until }) => until !== undefined);
  return ending.map((toggle) => ({ toggle, atMs: endMs(toggle) })).sort(orderOfEnds);
}

/** Ends those in the queue, and what comes in their place, that have ended by then. Adds each to the list, and gives the toggles that are new. */
function endAll(policy: Policy, changing: Changing, queue: Ended[], nowMs: number, ended: Ended[]): Toggle[] {
  const all: Toggle[] = [];
  for (let next = queue[0]; next !== undefined && next.atMs <= nowMs; next = queue[0]) {
    queue.shift();
    if (!isThere(changing, next)) continue;
    // What comes back after its own end has ended when it came back.
    ended.push({ ...next, atMs: Math.max(next.atMs, ended.at(-1)?.atMs ?? next.atMs) });
    for (const toggle of endOne(policy, changing, next, ended)) {
      all.push(toggle);
      if (toggle.until !== undefined) insert(queue, { toggle, atMs: endMs(toggle) });
    }
  }
  return all;
}

/** Else it went with something wider. */
function isThere({ toggles }: Changing, { toggle }: Ended): boolean {
  return toggles.get(toggle.target) === toggle;
}

function orderOfEnds(a: Ended, b: Ended): number {
  return a.atMs - b.atMs || depth(a.toggle.target) - depth(b.toggle.target);
}

/** Behind all that do not come later. */
function insert(queue: Ended[], one: Ended): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = queue[middle];
    if (other !== undefined && orderOfEnds(other, one) <= 0) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, one);
}

function endMs({ until }: Toggle): number {
  return until === undefined ? Infinity : (parseInstant(until) ?? Infinity);
}

/** Ends one, and gives the toggles that are new. */
function endOne(policy: Policy, changing: Changing, { toggle, atMs }: Ended, ended: Ended[]): Toggle[] {
  const { target, by, until } = toggle;
  if (toggle.mode === "off") {
    changing.toggles.delete(target);
    return [];
  }
  const back = restore(policy, changing, target, atMs, ended);
  const change: Change = { action: "disable", target, reason: "ended as planned", by };
  // Its end is handed on as it was written.
  const since = endMs(toggle) === atMs ? until : undefined;
  const outcome = turnOff(policy, changing, change, atMs, since);
  return outcome.ok ? [...back, ...outcome.off] : back;
}

/**
 * Takes away what is at and below the target and puts back what was saved there, but what of that has ended by then.
 * Gives the toggles that are new.
 */
function restore(
  policy: Policy,
  { toggles, saved }: Changing,
  target: Target,
  nowMs: number,
  ended: Ended[],
): Toggle[] {
  const own = saved.get(target);
  toggles.clear(target);
  saved.clear(target);
  for (const toggle of own?.toggles ?? []) toggles.put(toggle);
  for (const entry of own?.saved ?? []) saved.put(entry);
  const back = own?.toggles ?? [];
  return [...back, ...endAll(policy, { toggles, saved }, queueOf(back), nowMs, ended)];
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

function disable(policy: Policy, before: Toggles, settled: Toggles, change: Change, nowMs: number): Outcome {
  const changing = changingFrom(settled);
  // What comes back may have ended while it was put away.
  restore(policy, changing, change.target, nowMs, []);
  const outcome = turnOff(policy, changing, change, nowMs);
  return outcome.ok ? done(before, listed(changing)) : outcome;
}

/** Sets `off` where a wider toggle or a window would still keep the target on; says so when it must not. */
function turnOff(
  policy: Policy,
  { toggles }: Changing,
  change: Change,
  nowMs: number,
  since = instantText(nowMs),
): { ok: true; off: Toggle[] } | Refusal {
  const { target } = change;
  // Nothing but the target itself and what lies around it has a say.
  const moment = momentAt(policy, toggles.around(target), nowMs);
  const finding = maintenanceOf(moment, target);
  if (!finding.on) return { ok: true, off: [] };
  // Its own toggle can only be on here when the saved snapshot held one.
  if (finding.source === "toggle" && sameTarget(finding.toggle.target, target)) return { ok: true, off: [] };
  if (finding.source === "override" || (finding.source === "toggle" && finding.toggle.forced)) {
    return { ok: false, code: "kept-on", ...keeper(finding, target) };
  }
  const until = offUntil(moment, [target], (place) => covers(place, target));
  const off = { ...toggleFor({ ...change, until }, "off", false, nowMs), since };
  toggles.put(off);
  return { ok: true, off: [off] };
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
