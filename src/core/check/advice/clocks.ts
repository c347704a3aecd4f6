/** What the next clock changes do to periods that are written from one time of day to another. */
import { localText, minutesPerDay, parseLocal } from "../../civil";
import { type Problem, problem } from "../../problem";
import { nextDay } from "../../recurrence";
import type { Pattern } from "../../repeated";
import { lengthText } from "../../words";
import { nextChangeMs, toInstantMs, toLocalMinute } from "../../zone";
import type { Place } from "../place";

/** So far ahead a clock change is near enough to plan for, and more than these there are never. */
const aheadMs = 400 * 86_400_000;
const mostChanges = 4;
const minuteMs = 60_000;

/** A period in local minutes. */
interface Period {
  from: number;
  to: number;
}

export function* clockChanges(
  window: Place,
  pattern: Pattern | undefined,
  zone: string,
  nowMs: number,
): Iterable<Problem> {
  const repeats = pattern !== undefined && "minute" in pattern.end;
  const once = window.itemsOf("once");
  if (!repeats && once.length === 0) return;
  const changes = changesIn(zone, nowMs);
  if (changes.length === 0) return;
  if (repeats) yield* inRecurring(window.get("recurring"), pattern, changes, zone);
  for (const period of once) yield* inPeriod(period, changes, zone);
}

/** The local minutes that each of the next changes skips or repeats. */
function changesIn(zone: string, nowMs: number): Period[] {
  const found: Period[] = [];
  let ms = nextChangeMs(nowMs, zone);
  while (ms !== undefined && ms < nowMs + aheadMs && found.length < mostChanges) {
    const [before, after] = [toLocalMinute(ms - minuteMs, zone) + 1, toLocalMinute(ms, zone)];
    if (before !== after) found.push({ from: Math.min(before, after), to: Math.max(before, after) });
    ms = nextChangeMs(ms, zone);
  }
  return found;
}

function* inRecurring(
  recurring: Place,
  { rule, startMinute, end }: Pattern,
  changes: readonly Period[],
  zone: string,
): Iterable<Problem> {
  if (!("minute" in end)) return;
  const length = end.minute - startMinute;
  // A whole day is a day, however long it is.
  if (length === minutesPerDay) return;
  const lengths: string[] = [];
  for (const change of changes) {
    const day = Math.floor(change.from / minutesPerDay);
    for (const candidate of [day - 1, day]) {
      const midnight = candidate * minutesPerDay;
      const period = { from: midnight + startMinute, to: midnight + end.minute };
      if (!meet(period, change) || nextDay(rule, candidate, candidate) === undefined) continue;
      const ms = lengthMs(period, zone);
      if (ms <= 0) {
        yield swallowed(recurring, period, zone);
        return;
      }
      if (ms !== length * minuteMs) lengths.push(`on ${dateText(candidate)} ${lengthText(ms)}`);
    }
  }
  if (lengths.length === 0) return;
  const days = lengths.join(", ");
  yield problem("clock-change", {
    path: recurring.get("endTime").path,
    at: "value",
    message: `The clocks change during this: instead of ${lengthText(length * minuteMs)} it lasts ${days}. Write \`duration\` in place of \`endTime\` when the length matters.`,
  });
}

function swallowed(recurring: Place, { from, to }: Period, zone: string): Problem {
  const times = `${localText(from)} to ${localText(to)}`;
  return problem("empty-occurrence", {
    path: recurring.path,
    at: "value",
    message: `In ${zone} the clocks skip the time from ${times}, so this does not happen then. Move one of the two times.`,
  });
}

function* inPeriod(place: Place, changes: readonly Period[], zone: string): Iterable<Problem> {
  const from = parseLocal(place.textOf("start") ?? "");
  const to = parseLocal(place.textOf("end") ?? "");
  if (from === undefined || to === undefined || isDays(from, to)) return;
  const period = { from, to };
  if (!changes.some((change) => meet(period, change))) return;
  const ms = lengthMs(period, zone);
  if (ms <= 0 || ms === (to - from) * minuteMs) return;
  yield problem("clock-change", {
    path: place.get("end").path,
    at: "value",
    message: `The clocks change during this: it lasts ${lengthText(ms)} instead of ${lengthText((to - from) * minuteMs)}. Move the end when the length matters.`,
  });
}

/** Whole days are days, and over more than one nobody counts hours. */
function isDays(from: number, to: number): boolean {
  return to - from > minutesPerDay || (from % minutesPerDay === 0 && to % minutesPerDay === 0);
}

function meet(one: Period, other: Period): boolean {
  return one.from < other.to && other.from < one.to;
}

function lengthMs({ from, to }: Period, zone: string): number {
  return toInstantMs(to, zone) - toInstantMs(from, zone);
}

function dateText(day: number): string {
  return localText(day * minutesPerDay).slice(0, 10);
}
