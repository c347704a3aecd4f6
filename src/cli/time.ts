/** Instants as they are given on a command line, and as people and programs read them in a zone. */
import { localText, minutesPerDay, parseDate, parseLocal, weekday } from "../core/civil";
import { parseInstant, toInstantMs, toLocalMinute } from "../core/zone";
import { CliError } from "./error";

const minuteMs = 60_000;

/**
 * The instant that an option means: one with an offset, or a date (its midnight) or local time in the zone.
 * @param option the option's name, for the message
 */
export function readTime(text: string, zone: string, option: string): number {
  const day = parseDate(text.slice(0, 10));
  const local = day === undefined || text.length === 10 ? undefined : parseLocal(text);
  if (day !== undefined && text.length === 10) return toInstantMs(day * minutesPerDay, zone);
  if (local !== undefined) return toInstantMs(local, zone);
  const instant = day === undefined ? undefined : parseInstant(text);
  if (instant !== undefined) return instant;
  throw new CliError(
    `${option} is a date (2027-01-31), a local time (2027-01-31T22:00, in ${zone}) or an instant with its offset (2027-01-31T21:00:00Z, 2027-01-31T22:00:00+01:00), not "${text}".`,
    2,
  );
}

/** `2027-01-12T22:00:00+01:00`. */
export function zonedText(ms: number, zone: string): string {
  return `${localText(toLocalMinute(ms, zone))}:${secondsOf(ms)}${offsetText(ms, zone)}`;
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** `Tue 2027-01-12 22:00 +01:00`; seconds only where there are any. */
export function shownTime(ms: number, zone: string): string {
  const minute = toLocalMinute(ms, zone);
  const seconds = secondsOf(ms) === "00" ? "" : `:${secondsOf(ms)}`;
  const day = days[weekday(Math.floor(minute / minutesPerDay))] ?? "";
  return `${day} ${localText(minute).replace("T", " ")}${seconds} ${offsetText(ms, zone)}`;
}

function secondsOf(ms: number): string {
  return String(Math.floor((((ms % minuteMs) + minuteMs) % minuteMs) / 1000)).padStart(2, "0");
}

function offsetText(ms: number, zone: string): string {
  const offset = toLocalMinute(ms, zone) - Math.floor(ms / minuteMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
