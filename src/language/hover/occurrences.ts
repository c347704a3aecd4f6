/** The next openings of a window or schedule, in its zone and the reader's, and what clock changes do to them. */
import { minutesPerDay, parseLocal } from "../../core/civil";
import type { Window } from "../../core/generated/types";
import type { Occurrence } from "../../core/occurrence";
import { horizonMs } from "../../core/policy";
import { nextDay } from "../../core/recurrence";
import { repeatedPattern } from "../../core/repeated";
import { isTimeZone, localDay, toInstantMs, toLocalMinute } from "../../core/zone";
import { durationText, shortDay, spanText, timeText } from "../clock";
import { code } from "../markdown";
import { type Around, zoneOf } from "./around";
import { type Times, timesOf } from "./timesOf";

/** So many openings are shown, and so many days of a rule are compared with what the clocks make of them. */
const shownCount = 5;
const comparedDays = 400;

/** The next five openings as Markdown; undefined when they cannot be known. */
export function occurrencesText(entry: unknown, around: Around): string | undefined {
  const zone = zoneOf(entry, around);
  const source = zone === undefined ? undefined : timesOf(entry, zone, around);
  if (zone === undefined || source === undefined) return undefined;
  const { nowMs } = around;
  const found = nextOf(source, nowMs);
  if (found.length === 0) return `No more in the next ten years, in ${code(zone)}.`;
  const lines = found.map((one) => `- ${line(one, zone, around)}`);
  const warnings = clockChanges(source.window, found, zone, nowMs);
  const notes = warnings.map((warning) => `Clock change: ${warning}`);
  return [`Next in ${code(zone)}:\n\n${lines.join("\n")}`, ...notes].join("\n\n");
}

function nextOf({ calendar }: Times, nowMs: number): Occurrence[] {
  const found = calendar.openAt(nowMs).sort((a, b) => a.startMs - b.startMs);
  for (let from = nowMs; found.length < shownCount;) {
    const next = calendar.nextAfter(from, nowMs + horizonMs);
    if (next === undefined) break;
    found.push(next);
    from = next.startMs;
  }
  return found.slice(0, shownCount);
}

function line({ startMs, endMs }: Occurrence, zone: string, { nowMs, viewerZone }: Around): string {
  const inZone = (name: string): string => spanText(toLocalMinute(startMs, name), toLocalMinute(endMs, name));
  const own = inZone(zone);
  const isOpen = startMs <= nowMs ? " (open now)" : "";
  const theirs = viewerZone === undefined || !isTimeZone(viewerZone) ? own : inZone(viewerZone);
  return theirs === own ? own + isOpen : `${own}${isOpen}  \n  ${code(viewerZone ?? "")}: ${theirs}`;
}

/** What the wall clock was meant to show at both ends; exact hours may end at another time of day. */
interface Planned {
  from: number;
  to: number;
  exactMinutes?: number;
}

/** What clock changes do to the openings that are shown, and to those that would have been among them. */
function clockChanges(window: Window, shown: readonly Occurrence[], zone: string, nowMs: number): string[] {
  const lastMs = shown.at(-1)?.startMs ?? nowMs;
  const starts = new Set(shown.map(({ startMs }) => startMs));
  return planned(window, localDay(nowMs, zone), localDay(lastMs, zone)).flatMap((plan) => {
    const startMs = toInstantMs(plan.from, zone);
    const endMs =
      plan.exactMinutes === undefined ? toInstantMs(plan.to, zone) : startMs + plan.exactMinutes * 60_000;
    if (startMs >= endMs) {
      return startMs > nowMs && startMs <= lastMs
        ? `${on(plan)} it is skipped, because the clocks skip its time.`
        : [];
    }
    if (!starts.has(startMs)) return [];
    return [begins(plan, startMs, zone), lasts(plan, startMs, endMs, zone)].filter((text) => text !== "");
  });
}

function begins({ from, to }: Planned, startMs: number, zone: string): string {
  const shownMinute = toLocalMinute(startMs, zone);
  if (shownMinute === from) return "";
  return `${on({ from, to })} it begins at ${timeText(shownMinute)} instead of ${timeText(from)}.`;
}

function lasts(plan: Planned, startMs: number, endMs: number, zone: string): string {
  const { from, to, exactMinutes } = plan;
  const end = toLocalMinute(endMs, zone);
  const minutes = (endMs - startMs) / 60_000;
  if (exactMinutes !== undefined) {
    return end === to
      ? ""
      : `${on(plan)} it ends at ${timeText(end)} instead of ${timeText(to)}, after the same time.`;
  }
  if (minutes === to - from) return "";
  const words = (count: number): string => durationText({ days: 0, minutes: count });
  return `${on(plan)} it lasts ${words(minutes)} instead of ${words(to - from)}.`;
}

function on({ from }: Planned): string {
  return `on ${shortDay(Math.floor(from / minutesPerDay))}`;
}

/** What is written, from one day to another. */
function planned(window: Window, firstDay: number, lastDay: number): Planned[] {
  const once = (window.once ?? []).flatMap(({ start, end }) => {
    const from = parseLocal(start);
    const to = parseLocal(end);
    return from === undefined || to === undefined || to <= from ? [] : [{ from, to }];
  });
  const pattern = repeatedPattern(window);
  if (pattern === undefined) return once;
  const { rule, startMinute, end } = pattern;
  const length = "length" in end ? end.length : undefined;
  const lengthDays = Math.max(1, length?.days ?? 1);
  const repeated: Planned[] = [];
  let day = nextDay(rule, firstDay - lengthDays - 1, lastDay);
  while (day !== undefined && repeated.length < comparedDays) {
    const from = day * minutesPerDay + startMinute;
    if (length === undefined)
      repeated.push({ from, to: "minute" in end ? day * minutesPerDay + end.minute : from });
    else if (length.days > 0)
      repeated.push({ from, to: from + length.days * minutesPerDay + length.minutes });
    else repeated.push({ from, to: from + length.minutes, exactMinutes: length.minutes });
    day = nextDay(rule, day + 1, lastDay);
  }
  return [...once, ...repeated];
}
