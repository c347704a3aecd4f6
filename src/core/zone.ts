/**
 * IANA time zones: which names exist, and the monotone map from wall-clock minutes to instants.
 * A minute that a clock change skips is the instant of the change; a minute that happens twice is its first occurrence.
 */
import { Temporal } from "temporal-polyfill";
import { localText, minutesPerDay } from "./civil";

const minuteMs = 60_000;
const known = new Map<string, boolean>();

/** Whether the name is an IANA time zone that this machine knows; offsets such as `+02:00` are not. */
export function isTimeZone(name: string): boolean {
  let answer = known.get(name);
  if (answer === undefined) {
    answer = /^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name) && accepted(name);
    if (known.size < 10_000) known.set(name, answer);
  }
  return answer;
}

function accepted(name: string): boolean {
  try {
    // Names are case-sensitive here, so that every implementation accepts the same ones.
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId === name;
  } catch {
    return false;
  }
}

/** The instant (milliseconds since 1970 UTC) of a local minute. The zone must exist. */
export function toInstantMs(localMinute: number, zone: string): number {
  const local = Temporal.PlainDateTime.from(localText(localMinute));
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  // The wall clock never showed this minute: 'earlier' lies just before the change that skipped it.
  const change = earlier.getTimeZoneTransition("next");
  return change === null ? earlier.epochMilliseconds : change.epochMilliseconds;
}

/** The wall-clock minute in the zone at an instant, rounded down. The zone must exist. */
export function toLocalMinute(instantMs: number, zone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(instantMs)).toZonedDateTimeISO(zone);
  return Math.floor((zoned.epochMilliseconds + zoned.offsetNanoseconds / 1_000_000) / minuteMs);
}

/** The day number on the zone's calendar at an instant. */
export function localDay(instantMs: number, zone: string): number {
  return Math.floor(toLocalMinute(instantMs, zone) / minutesPerDay);
}

/** The instant as UTC text, `2026-11-21T02:15:00.000Z`. */
export function instantText(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

/** Milliseconds since 1970 of an instant with an offset; undefined when it is not one. */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
