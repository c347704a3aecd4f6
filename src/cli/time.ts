/** Instants as they are given on a command line, and as people and programs read them in a zone. */
import { localText, minutesPerDay, parseDate, parseLocal, weekday } from "../core/civil";
import { offsetText, parseInstant, secondsText, toInstantMs, toLocalMinute } from "../core/zone";
import { CliError } from "./error";

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

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** `Tue 2027-01-12 22:00 +01:00`; seconds only where there are any. */
export function shownTime(ms: number, zone: string): string {
  const minute = toLocalMinute(ms, zone);
  const seconds = secondsText(ms) === "00" ? "" : `:${secondsText(ms)}`;
  const day = days[weekday(Math.floor(minute / minutesPerDay))] ?? "";
  return `${day} ${localText(minute).replace("T", " ")}${seconds} ${offsetText(ms, zone)}`;
}
