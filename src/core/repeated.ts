/** Occurrences that repeat, from `recurring` or `rrule`: found around the instant asked for by date arithmetic. */
import type { Occurrence, Series } from "./occurrence";
import { minutesPerDay, parseDate, parseLocal, parseTime } from "./civil";
import { type Duration, parseDuration } from "./duration";
import type { Recurring, Schedule, Window } from "./generated/types";
import { type Rule, type WeekdayRule, dayOfMatch, nextDay, previousDay } from "./recurrence";
import { type RuleParts, farthest, parseRrule, ruleFrom, weekdayNames } from "./rrule";
import { localDay, toInstantMs } from "./zone";

/** When each occurrence starts and ends on the wall clock of its day. */
export interface Pattern {
  rule: Rule;
  startMinute: number;
  /** Days and minutes from the day's midnight to the end, or the length from the start. */
  end: { minute: number } | { length: Duration };
}

/** The repeating series of a window or schedule, or undefined when it has none (or none that can be read). */
export function recurringSeries(source: Window | Schedule, zone: string): Series | undefined {
  const pattern = repeatedPattern(source);
  return pattern === undefined ? undefined : new Repeated(pattern, zone);
}

/** Which days a window or schedule repeats on, and when on each; undefined when it does not, or it cannot be read. */
export function repeatedPattern(source: Window | Schedule): Pattern | undefined {
  return source.recurring === undefined ? fromRrule(source) : fromRecurring(source.recurring);
}

/** How long an occurrence is in local minutes, a day of a duration counting 24 hours. */
export function localLength({ end, startMinute }: Pattern): number {
  return "minute" in end ? end.minute - startMinute : end.length.days * minutesPerDay + end.length.minutes;
}

class Repeated implements Series {
  /** How many days an occurrence can last beyond the one on which it starts, with room for clock changes. */
  readonly #spanDays: number;

  constructor(
    private readonly pattern: Pattern,
    private readonly zone: string,
  ) {
    this.#spanDays = Math.ceil((pattern.startMinute + localLength(pattern)) / minutesPerDay) + 2;
  }

  openAt(nowMs: number): Occurrence[] {
    const { rule } = this.pattern;
    const tomorrow = localDay(nowMs, this.zone) + 1;
    const oldest = tomorrow - this.#spanDays;
    const open: Occurrence[] = [];
    for (
      let day = previousDay(rule, tomorrow, oldest);
      day !== undefined;
      day = previousDay(rule, day - 1, oldest)
    ) {
      const startMs = this.#startOn(day);
      if (startMs > nowMs) continue;
      const endMs = this.#endOn(day, startMs);
      if (nowMs < endMs) open.push({ startMs, endMs });
    }
    return open;
  }

  startAfter(nowMs: number, limitMs: number): Occurrence | undefined {
    const { rule } = this.pattern;
    const limit = Math.floor(limitMs / dayMs) + 2;
    for (
      let day = nextDay(rule, localDay(nowMs, this.zone) - 1, limit);
      day !== undefined;
      day = nextDay(rule, day + 1, limit)
    ) {
      const startMs = this.#startOn(day);
      if (startMs > limitMs) return undefined;
      if (startMs <= nowMs) continue;
      const endMs = this.#endOn(day, startMs);
      // A clock change can swallow an occurrence whole: one of length zero does not exist.
      if (startMs < endMs) return { startMs, endMs };
    }
    return undefined;
  }

  #startOn(day: number): number {
    return toInstantMs(day * minutesPerDay + this.pattern.startMinute, this.zone);
  }

  /** Days are nominal, hours exact, and each boundary has the offset that holds there. */
  #endOn(day: number, startMs: number): number {
    const { startMinute, end } = this.pattern;
    const midnight = day * minutesPerDay;
    if ("minute" in end) return toInstantMs(midnight + end.minute, this.zone);
    const { days, minutes } = end.length;
    const shifted =
      days === 0 ? startMs : toInstantMs(midnight + days * minutesPerDay + startMinute, this.zone);
    return shifted + minutes * 60_000;
  }
}

const dayMs = minutesPerDay * 60_000;

function fromRecurring(recurring: Recurring): Pattern | undefined {
  const startMinute = parseTime(recurring.startTime);
  if (startMinute === undefined) return undefined;
  const end = endOf(recurring, startMinute);
  const start = recurring.startDate === undefined ? undefined : parseDate(recurring.startDate);
  const last = recurring.endDate === undefined ? undefined : parseDate(recurring.endDate);
  if (end === undefined) return undefined;
  const parts: RuleParts = {
    frequency: recurring.frequency,
    interval: recurring.interval ?? 1,
    byMonth: recurring.byMonth,
    byMonthDay: recurring.byMonthDay,
    byDay: recurring.byDay?.map(dayRule),
    bySetPos: recurring.bySetPos,
    count: recurring.count,
    untilMinute: last === undefined ? undefined : last * minutesPerDay + minutesPerDay - 1,
  };
  return { rule: bounded(parts, start, startMinute), startMinute, end };
}

function endOf({ endTime, duration }: Recurring, startMinute: number): Pattern["end"] | undefined {
  if (endTime !== undefined) {
    const minute = parseTime(endTime);
    if (minute === undefined || minute === startMinute) return undefined;
    return { minute: minute < startMinute ? minute + minutesPerDay : minute };
  }
  const length = duration === undefined ? undefined : parseDuration(duration);
  return length === undefined ? undefined : { length };
}

function dayRule(day: NonNullable<Recurring["byDay"]>[number]): WeekdayRule {
  if (typeof day === "string") return { weekday: weekdayNames.indexOf(day) };
  const named = weekdayNames.indexOf(day.day);
  return day.nthOfPeriod === undefined ? { weekday: named } : { weekday: named, nth: day.nthOfPeriod };
}

function fromRrule({ rrule, start, duration }: Window | Schedule): Pattern | undefined {
  if (rrule === undefined || start === undefined || duration === undefined) return undefined;
  const reading = parseRrule(rrule);
  const from = parseLocal(start);
  const length = parseDuration(duration);
  if (!reading.ok || from === undefined || length === undefined) return undefined;
  const day = Math.floor(from / minutesPerDay);
  const startMinute = from - day * minutesPerDay;
  return { rule: bounded(reading.parts, day, startMinute), startMinute, end: { length } };
}

/** The rule from its first day, if it has one; a count becomes the last day once, here. */
function bounded(parts: RuleParts, start: number | undefined, startMinute: number): Rule {
  const rule = ruleFrom(parts, start);
  // An occurrence that would start after UNTIL, though on the same day, is not one.
  if (parts.untilMinute !== undefined)
    rule.last = Math.floor((parts.untilMinute - startMinute) / minutesPerDay);
  if (parts.count !== undefined)
    rule.last = Math.min(rule.last, dayOfMatch(rule, parts.count, farthest) ?? farthest);
  return rule;
}
