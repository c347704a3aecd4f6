/** The occurrences of a definition's windows as one iCalendar stream (RFC 5545), the same UID for the same occurrence every time. */
import { type Calendar, compileCalendar } from "../core/calendar";
import { localText, minutesPerDay, parseLocal, parseTime } from "../core/civil";
import type { MaintenanceDefinition, Window } from "../core/generated/types";
import type { Occurrence } from "../core/occurrence";
import { localDay, toInstantMs } from "../core/zone";

interface Event extends Occurrence {
  window: Window;
  uid: string;
}

/** The stream: occurrences that begin before the range's end and end after its beginning, unmerged. */
export function iCalendar(
  definition: MaintenanceDefinition,
  fromMs: number,
  toMs: number,
  stampMs: number,
): string {
  const { name, title = name } = definition.metadata;
  const events = [...eventsOf(definition, fromMs, toMs).values()].sort(
    (a, b) =>
      a.startMs - b.startMs ||
      (a.window.id < b.window.id ? -1 : a.window.id > b.window.id ? 1 : a.endMs - b.endMs),
  );
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//maintenance-mode//maintenance-mode//EN",
    `X-WR-CALNAME:${escaped(title)}`,
    ...events.flatMap(({ window, uid, startMs, endMs }) => [
      "BEGIN:VEVENT",
      `UID:${uid}`,
      `DTSTAMP:${utc(stampMs)}`,
      `DTSTART:${utc(startMs)}`,
      `DTEND:${utc(endMs)}`,
      `SUMMARY:${escaped(window.title ?? window.id)}`,
      `CATEGORIES:${escaped(window.kind)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** Of two occurrences with one UID the one that ends later. */
function eventsOf(definition: MaintenanceDefinition, fromMs: number, toMs: number): Map<string, Event> {
  const { metadata, timeZone, windows = [] } = definition;
  const schedules = new Map(
    Object.entries(definition.schedules ?? {}).map(([id, one]) => [
      id,
      compileCalendar(one, timeZone, new Map()),
    ]),
  );
  const events = new Map<string, Event>();
  for (const window of windows) {
    const zone = window.timeZone ?? timeZone;
    if (zone === undefined) continue;
    for (const { local, startMs, endMs } of writtenOccurrences(window, zone, schedules, fromMs, toMs)) {
      const uid = `${localText(local).replace(/[-:]/g, "")}-${window.id}@${metadata.name}`;
      if ((events.get(uid)?.endMs ?? -Infinity) < endMs) events.set(uid, { window, uid, startMs, endMs });
    }
  }
  return events;
}

/** Each occurrence once, with the earliest local start that is written for it. */
function writtenOccurrences(
  window: Window,
  zone: string,
  schedules: ReadonlyMap<string, Calendar>,
  fromMs: number,
  toMs: number,
): Iterable<Occurrence & { local: number }> {
  const found = new Map<string, Occurrence & { local: number }>();
  for (const { calendar, written } of partsOf(window, zone, schedules)) {
    for (const { startMs, endMs } of within(calendar, fromMs, toMs)) {
      const key = `${startMs} ${endMs}`;
      const local = Math.min(written(startMs), found.get(key)?.local ?? Infinity);
      found.set(key, { local, startMs, endMs });
    }
  }
  return found.values();
}

/** A part of a window in which every start on the wall clock is known as it is written. */
interface Part {
  calendar: Calendar;
  written: (startMs: number) => number;
}

/** A clock change can put a start elsewhere than where it is written, so each entry of `once` is asked alone. */
function* partsOf(window: Window, zone: string, schedules: ReadonlyMap<string, Calendar>): Iterable<Part> {
  const { once = [], ...repeating } = window;
  const single = { ...repeating, recurring: undefined, rrule: undefined };
  for (const interval of once) {
    const written = parseLocal(interval.start) ?? 0;
    yield {
      calendar: compileCalendar({ ...single, once: [interval] }, zone, schedules),
      written: () => written,
    };
  }
  const time = window.recurring?.startTime ?? window.start?.slice(11);
  const minute = time === undefined ? undefined : parseTime(time);
  if (minute === undefined) return;
  yield {
    calendar: compileCalendar(repeating, zone, schedules),
    written: (startMs) => {
      const day = localDay(startMs, zone) * minutesPerDay + minute;
      // Where a zone skips a whole day, what is written on it begins on the next.
      return toInstantMs(day, zone) === startMs ? day : day - minutesPerDay;
    },
  };
}

function* within(calendar: Calendar, fromMs: number, toMs: number): Iterable<Occurrence> {
  yield* calendar.openAt(fromMs);
  for (
    let next = calendar.nextAfter(fromMs, toMs - 1);
    next !== undefined;
    next = calendar.nextAfter(next.startMs, toMs - 1)
  )
    yield next;
}

/** `20270112T210000Z` */
function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** Other control characters than line breaks have no place in a text of RFC 5545. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/\p{Cc}/gu, " ");
}

/** Lines of at most 75 octets, a continuation beginning with a space; no character is cut. */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
