/** Whether a window is open now and until when, or when it opens next, by the clocks of its zone. */
import type { Calendar } from "../../core/calendar";
import { civilDate, minutesPerDay } from "../../core/civil";
import type { Occurrence } from "../../core/occurrence";
import { horizonMs } from "../../core/policy";
import { toLocalMinute } from "../../core/zone";
import { shortDay, timeText } from "../clock";
import { type Around, zoneOf } from "../hover/around";
import { timesOf } from "../hover/timesOf";
import type { Note } from "./note";

/** So many occurrences that follow each other without a break are looked at. */
const maxJoined = 100;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `open now, ends in 2 h 14 m` or `next: Tue 10 Nov 22:00-02:00`; nothing while it cannot be known. */
export function opening(window: unknown, around: Around): Note | undefined {
  const zone = zoneOf(window, around);
  const times = zone === undefined ? undefined : timesOf(window, zone, around);
  if (zone === undefined || times === undefined) return undefined;
  const { calendar } = times;
  const { nowMs } = around;
  const open = calendar.activeAt(nowMs);
  if (open !== undefined) {
    const endMs = endOf(open, calendar);
    return endMs === undefined
      ? { text: "open now, without a break", changesMs: open.endMs }
      : ending(endMs - nowMs, endMs);
  }
  const next = calendar.nextAfter(nowMs, nowMs + horizonMs);
  if (next === undefined) return { text: "never again", changesMs: Infinity };
  return { text: `next: ${spanText(next, zone, nowMs)}`, changesMs: next.startMs };
}

/** When the unbroken opening is over; undefined when no end is near. */
function endOf(open: Occurrence, calendar: Calendar): number | undefined {
  let { endMs } = open;
  for (let left = maxJoined; left > 0; left--) {
    const more = calendar.activeAt(endMs);
    if (more === undefined) return endMs;
    endMs = more.endMs;
  }
  return undefined;
}

/** How long it is still open, in minutes on the last day and in hours before. */
function ending(leftMs: number, endMs: number): Note {
  const isFar = leftMs > dayMs;
  const unitMs = isFar ? hourMs : minuteMs;
  const units = Math.ceil(leftMs / unitMs);
  const [many, names] = isFar ? [24, ["d", "h"]] : [60, ["h", "m"]];
  const counts = [Math.floor(units / many), units % many];
  const left = counts.flatMap((count, at) => (count === 0 ? [] : [`${count} ${names[at] ?? ""}`])).join(" ");
  return { text: `open now, ends in ${left}`, changesMs: endMs - (units - 1) * unitMs };
}

/** The year is said when it is another one, the last day when it is not the next. */
function spanText({ startMs, endMs }: Occurrence, zone: string, nowMs: number): string {
  const from = toLocalMinute(startMs, zone);
  const to = toLocalMinute(endMs, zone);
  const day = dayOf(from);
  const year = civilDate(dayOf(toLocalMinute(nowMs, zone))).year;
  const start = `${dayText(day, year)} ${timeText(from)}`;
  if (to === (day + 1) * minutesPerDay) return `${start}-24:00`;
  return to - from < minutesPerDay
    ? `${start}-${timeText(to)}`
    : `${start} to ${dayText(dayOf(to), year)} ${timeText(to)}`;
}

function dayText(day: number, year: number): string {
  const text = shortDay(day);
  return civilDate(day).year === year ? text.replace(/ \d+$/, "") : text;
}

function dayOf(localMinute: number): number {
  return Math.floor(localMinute / minutesPerDay);
}
