/** Readings of instants, local times, durations and time zones: weekday, the reader's clock, how long from now. */
import { minutesPerDay, parseDate, parseLocal } from "../../core/civil";
import { parseDuration } from "../../core/duration";
import { lengthText } from "../../core/words";
import {
  isTimeZone,
  nextChangeMs,
  offsetText,
  parseInstant,
  toInstantMs,
  toLocalMinute,
} from "../../core/zone";
import { dayName, durationText, shortDay, timeText } from "../clock";
import { code } from "../markdown";
import { type Around, definitionZone, zoneOf } from "./around";

type Mapping = Readonly<Record<string, unknown>>;

/** An instant by the clocks of the definition and of the reader. */
export function instantReading(text: string, around: Around): string | undefined {
  const ms = parseInstant(text);
  if (ms === undefined) return undefined;
  const own = definitionZone(around) ?? "UTC";
  return `${clocks(ms, own, around)}  \n${fromNow(ms, around.nowMs)}`;
}

/** A local date and time of a window or schedule. */
export function localReading(text: string, entry: unknown, around: Around): string | undefined {
  const zone = zoneOf(entry, around);
  const local = parseLocal(text);
  if (local === undefined || zone === undefined) return undefined;
  const ms = toInstantMs(local, zone);
  const shown = clocks(ms, zone, around);
  const day = parseDate(text.slice(0, 10)) ?? 0;
  const end = text.endsWith("T24:00") ? `The end of ${shortDay(day)}  \n` : "";
  return `${end}${shown}  \n${fromNow(ms, around.nowMs)}`;
}

/** A date. */
export function dateReading(text: string): string | undefined {
  const day = parseDate(text);
  return day === undefined ? undefined : shortDay(day).replace(/^\w+/, dayName(day));
}

/** A duration in words. */
export function durationReading(text: string): string | undefined {
  const length = parseDuration(text);
  if (length === undefined) return undefined;
  const how =
    length.days > 0
      ? "by the calendar: the clocks show the same time at the end"
      : "exactly, whatever the clocks do";
  return `${durationText(length)}, ${how}`;
}

/** What a time zone's clocks show now, and when they change. */
export function zoneReading(zone: string, { nowMs }: Around): string | undefined {
  if (!isTimeZone(zone)) return undefined;
  const minute = toLocalMinute(nowMs, zone);
  const now = `Now ${shortDay(Math.floor(minute / minutesPerDay))} ${timeText(minute)}, UTC${offsetText(nowMs, zone)}`;
  const changeMs = nextChangeMs(nowMs, zone);
  if (changeMs === undefined) return `${now}  \nThe clocks do not change`;
  const before = toLocalMinute(changeMs - 1, zone) + 1;
  return `${now}  \nThe clocks change on ${shortDay(Math.floor(before / minutesPerDay))} at ${timeText(before)}, to UTC${offsetText(changeMs, zone)}`;
}

/** ` until ...` for an override that expires. */
export function untilText({ expires }: Mapping, around: Around): string {
  const ms = typeof expires === "string" ? parseInstant(expires) : undefined;
  return ms === undefined ? "" : ` until ${clock(ms, definitionZone(around) ?? "UTC")}`;
}

export function isExpired({ expires }: Mapping, { nowMs }: Around): boolean {
  const ms = typeof expires === "string" ? parseInstant(expires) : undefined;
  return ms !== undefined && ms <= nowMs;
}

function clocks(ms: number, zone: string, { viewerZone }: Around): string {
  const own = clock(ms, zone);
  const isKnown = viewerZone !== undefined && isTimeZone(viewerZone);
  const isSame = !isKnown || toLocalMinute(ms, viewerZone) === toLocalMinute(ms, zone);
  return isSame ? own : `${own}  \n${clock(ms, viewerZone)}`;
}

/** `Thu 24 Dec 2026 01:00` with its zone. */
function clock(ms: number, zone: string): string {
  const minute = toLocalMinute(ms, zone);
  return `${shortDay(Math.floor(minute / minutesPerDay))} ${timeText(minute)} (${code(zone)})`;
}

function fromNow(ms: number, nowMs: number): string {
  const length = lengthText(Math.abs(ms - nowMs));
  return ms > nowMs ? `In ${length}` : `${length} ago`;
}
