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
  const asUtcMs = localMinute * minuteMs;
  let stretch = stretchAt(asUtcMs - widestOffsetMs, zone);
  for (;;) {
    const ms = asUtcMs - stretch.offsetMs;
    // The first stretch that shows the minute has its first occurrence; where one begins later, its clock has skipped it.
    if (ms < stretch.toMs) return Math.max(ms, stretch.fromMs);
    stretch = stretchAt(stretch.toMs, zone);
  }
}

/** The wall-clock minute in the zone at an instant, rounded down. The zone must exist. */
export function toLocalMinute(instantMs: number, zone: string): number {
  const ms = Math.floor(instantMs);
  return Math.floor((ms + stretchAt(ms, zone).offsetMs) / minuteMs);
}

/** The time between two changes of a zone's offset, half-open. */
interface Stretch {
  fromMs: number;
  toMs: number;
  offsetMs: number;
}

/** No zone has ever been farther from UTC than this. */
const widestOffsetMs = 24 * 60 * minuteMs;
/** Stretches that were looked up, by zone and in order: asking the zone data takes a thousand times as long. */
const stretches = new Map<string, Stretch[]>();
const mostStretches = 1_000;

function stretchAt(ms: number, zone: string): Stretch {
  let known = stretches.get(zone);
  if (known === undefined) stretches.set(zone, (known = []));
  // From behind: what is asked about lies mostly ahead of what was asked before.
  let index = known.length - 1;
  let stretch = known[index];
  while (stretch !== undefined && stretch.fromMs > ms) stretch = known[--index];
  if (stretch !== undefined && ms < stretch.toMs) return stretch;
  const found = lookedUp(ms, zone);
  if (known.length < mostStretches) known.splice(index + 1, 0, found);
  return found;
}

function lookedUp(ms: number, zone: string): Stretch {
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const next = zoned.getTimeZoneTransition("next");
  // The last change at or before the instant, which may be the instant itself.
  const last = zoned.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  return {
    fromMs: last === null ? -Infinity : last.epochMilliseconds,
    toMs: next === null ? Infinity : next.epochMilliseconds,
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
  };
}

/** The day number on the zone's calendar at an instant. */
export function localDay(instantMs: number, zone: string): number {
  return Math.floor(toLocalMinute(instantMs, zone) / minutesPerDay);
}

/** When the zone's distance from UTC changes next; undefined when it stays as it is. The zone must exist. */
export function nextChangeMs(instantMs: number, zone: string): number | undefined {
  const { toMs } = stretchAt(instantMs, zone);
  return toMs === Infinity ? undefined : toMs;
}

/** The instant as UTC text, `2026-11-21T02:15:00.000Z`. */
export function instantText(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

/** The instant as the wall clock of the zone shows it, with its offset: `2027-01-12T22:00:00+01:00`. */
export function zonedText(instantMs: number, zone: string): string {
  return `${localText(toLocalMinute(instantMs, zone))}:${secondsText(instantMs)}${offsetText(instantMs, zone)}`;
}

/** The seconds of an instant, `00` to `59`. */
export function secondsText(instantMs: number): string {
  return String(Math.floor((((instantMs % minuteMs) + minuteMs) % minuteMs) / 1000)).padStart(2, "0");
}

/** The zone's distance from UTC at an instant: `+01:00`. */
export function offsetText(instantMs: number, zone: string): string {
  const offset = toLocalMinute(instantMs, zone) - Math.floor(instantMs / minuteMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  const size = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Milliseconds since 1970 of an instant with an offset; undefined when it is not one. */
export function parseInstant(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
