/** Instants as people read them: the clock on the wall, and how long from now. */

/** Where and when the reader is. */
export interface Here {
  nowMs: number;
  /** IANA name; without one, that of this machine. */
  timeZone?: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `12:03` today, `Wed 9 Dec, 22:00` this year, else with the year. An unreadable instant is named so. */
export function clockTime(instant: string | number, here: Here): string {
  const ms = typeof instant === "number" ? instant : Date.parse(instant);
  if (Number.isNaN(ms)) return "an unreadable time";
  const time = format(ms, here, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (day(ms, here) === day(here.nowMs, here)) return time;
  const year = format(ms, here, { year: "numeric" });
  const date = format(ms, here, { weekday: "short", day: "numeric", month: "short" }).replace(",", "");
  return year === format(here.nowMs, here, { year: "numeric" })
    ? `${date}, ${time}`
    : `${date} ${year}, ${time}`;
}

/** `in 20 minutes`, `2 hours ago`, `now`: rounded to what a person would say. */
export function fromNow(instant: string | number, here: Here): string {
  const ms = (typeof instant === "number" ? instant : Date.parse(instant)) - here.nowMs;
  if (Number.isNaN(ms)) return "at an unknown time";
  const [count, unit] = rounded(Math.abs(ms));
  if (count === 0) return "now";
  const amount = `${count} ${unit}${count === 1 ? "" : "s"}`;
  return ms < 0 ? `${amount} ago` : `in ${amount}`;
}

/** `14:00 (in 20 minutes)`. */
export function both(instant: string | number, here: Here): string {
  return `${clockTime(instant, here)} (${fromNow(instant, here)})`;
}

/** From one instant to another, the day named once when it is the same: `Wed 9 Dec, 22:00 to 02:00`. */
export function span(start: string, end: string, here: Here): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const last =
    to - from < DAY && !Number.isNaN(to)
      ? format(to, here, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      : clockTime(to, here);
  return `${clockTime(start, here)} to ${last}`;
}

/** The name of the reader's time zone, to be shown where a mistake about it would cost something. */
export function zoneName(here: Here): string {
  return here.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function rounded(ms: number): [number, string] {
  if (ms < 59.5 * MINUTE) return [Math.round(ms / MINUTE), "minute"];
  if (ms < 36 * HOUR) return [Math.round(ms / HOUR), "hour"];
  return [Math.round(ms / DAY), "day"];
}

function day(ms: number, here: Here): string {
  return format(ms, here, { dateStyle: "short" });
}

function format(ms: number, { timeZone }: Here, options: Intl.DateTimeFormatOptions): string {
  // A year beyond what a date can be is as unreadable as no date at all.
  if (Math.abs(ms) > 8.64e15) return "an unreadable time";
  return new Intl.DateTimeFormat("en-GB", {
    ...options,
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(ms);
}
