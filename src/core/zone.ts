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
  const stretch = stretchAt(asUtcMs - widestOffsetMs, zone);
  // One offset for every instant that this minute could be: nothing to look up, nothing to choose.
  if (asUtcMs + widestOffsetMs < stretch.toMs) return asUtcMs - stretch.offsetMs;
  const local = Temporal.PlainDateTime.from(localText(localMinute));
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(local)) return earlier.epochMilliseconds;
  // The wall clock never showed this minute: 'earlier' lies just before the change that skipped it.
  const change = earlier.getTimeZoneTransition("next");
  return change === null ? earlier.epochMilliseconds : change.epochMilliseconds;
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
/** Stretches that were looked up, by zone: they never change, and asking the zone data takes a hundred times as long. */
const stretches = new Map<string, Stretch[]>();
const mostStretches = 1_000;

function stretchAt(ms: number, zone: string): Stretch {
  const known = stretches.get(zone) ?? [];
  const found = known.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
  if (found !== undefined) return found;
  const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const next = zoned.getTimeZoneTransition("next");
  // The last change at or before the instant, which may be the instant itself.
  const last = zoned.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const stretch = {
    fromMs: last === null ? -Infinity : last.epochMilliseconds,
    toMs: next === null ? Infinity : next.epochMilliseconds,
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
  };
  if (known.length < mostStretches) stretches.set(zone, [stretch, ...known]);
  return stretch;
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
