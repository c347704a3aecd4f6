/** Periods that cannot be: ends before starts, durations of zero, rules that cannot be read, hours that the clocks skip. */
import { parseDate, parseLocal, parseTime } from "../../civil";
import { parseDuration } from "../../duration";
import { type Problem, problem } from "../../problem";
import { parseRrule } from "../../rrule";
import { isTimeZone, toInstantMs } from "../../zone";
import type { Place } from "../place";
import type { Context } from "../rule";
import { quoted } from "../wording";

/** No clock change skips more than a day; and so many short periods are looked at. */
const longestSkipMinutes = 1_440;
const maxConverted = 2_000;

export function* impossibleTimes({ root }: Context): Iterable<Problem> {
  const windows = root.get("windows").items;
  const schedules = root.get("schedules").entries.map(([, schedule]) => schedule);
  let converted = 0;
  for (const source of [...windows, ...schedules]) {
    const zone = source.textOf("timeZone") ?? root.textOf("timeZone");
    for (const period of source.itemsOf("once")) {
      const from = read(period, "start", parseLocal);
      const to = read(period, "end", parseLocal);
      if (from === undefined || to === undefined) continue;
      if (to <= from) yield backwards(period.get("start"), period.get("end"));
      else if (zone !== undefined && to - from <= longestSkipMinutes && converted++ < maxConverted) {
        yield* swallowed(period, from, to, zone);
      }
    }
    yield* inRecurring(source.get("recurring"));
    yield* inRule(source);
  }
}

function read<T>(place: Place, key: string, parse: (text: string) => T | undefined): T | undefined {
  const text = place.textOf(key);
  return text === undefined ? undefined : parse(text);
}

function backwards(start: Place, end: Place): Problem {
  return problem("end-before-start", {
    path: end.path,
    at: "value",
    message: `The end ${quoted(end.value)} is not after the start ${quoted(start.value)}. Exchange the two, or correct one of them.`,
    related: [{ path: start.path, message: `The start is ${quoted(start.value)}.` }],
  });
}

function* swallowed(period: Place, from: number, to: number, zone: string): Iterable<Problem> {
  if (!isTimeZone(zone) || toInstantMs(from, zone) < toInstantMs(to, zone)) return;
  yield problem("empty-occurrence", {
    path: period.get("end").path,
    at: "value",
    message: `In ${zone} the clocks skip the time from ${quoted(period.get("start").value)} to ${quoted(period.get("end").value)}, so this lasts no time. Move one of the two.`,
  });
}

function* inRecurring(recurring: Place): Iterable<Problem> {
  if (!recurring.exists) return;
  const from = read(recurring, "startTime", parseTime);
  if (from !== undefined && from === read(recurring, "endTime", parseTime)) {
    const startTime = recurring.get("startTime");
    const endTime = recurring.get("endTime");
    yield problem("equal-times", {
      path: endTime.path,
      at: "value",
      message: `The end ${quoted(endTime.value)} is the start: it could mean no time at all or a whole day. Write \`duration: P1D\` for a whole day, or correct one of the times.`,
      related: [{ path: startTime.path, message: `The start is ${quoted(startTime.value)}.` }],
    });
  }
  const first = read(recurring, "startDate", parseDate);
  const last = read(recurring, "endDate", parseDate);
  if (first !== undefined && last !== undefined && last < first)
    yield backwards(recurring.get("startDate"), recurring.get("endDate"));
  yield* ofZero(recurring);
}

function* inRule(source: Place): Iterable<Problem> {
  yield* ofZero(source);
  const reading = read(source, "rrule", parseRrule);
  if (reading === undefined) return;
  const rule = source.get("rrule");
  if (!reading.ok) {
    const part = reading.part === rule.text ? "The rule" : quoted(reading.part);
    yield problem("malformed-rrule", {
      path: rule.path,
      at: "value",
      message: `${part} cannot be read: ${reading.reason}.`,
    });
    return;
  }
  const from = read(source, "start", parseLocal);
  const { untilMinute } = reading.parts;
  if (from !== undefined && untilMinute !== undefined && untilMinute < from) {
    const start = source.get("start");
    yield problem("end-before-start", {
      path: rule.path,
      at: "value",
      message: `UNTIL lies before the start ${quoted(start.value)}, so nothing ever happens. Correct one of them.`,
      related: [{ path: start.path, message: `The start is ${quoted(start.value)}.` }],
    });
  }
}

function* ofZero(source: Place): Iterable<Problem> {
  const length = read(source, "duration", parseDuration);
  if (length === undefined || length.days + length.minutes > 0) return;
  const duration = source.get("duration");
  yield problem("zero-duration", {
    path: duration.path,
    at: "value",
    message: `${quoted(duration.value)} is no time at all. Write how long it lasts, such as PT4H.`,
  });
}
