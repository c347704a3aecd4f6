/** A recurrence in its other form, where that means the same: `recurring`, or `rrule` with `start` and `duration`. */
import { localText, minutesPerDay, parseDate, parseLocal } from "../../core/civil";
import type { Recurring, Window } from "../../core/generated/types";
import { horizonMs } from "../../core/policy";
import { nextDay, previousDay, type Rule } from "../../core/recurrence";
import { localLength, type Pattern, repeatedPattern } from "../../core/repeated";
import { parseRrule, weekdayNames } from "../../core/rrule";
import { localDay, nextChangeMs, toInstantMs, toLocalMinute } from "../../core/zone";

/** What says when a window or schedule repeats, one way or the other. */
export type Times = Pick<Window, "recurring" | "rrule" | "start" | "duration">;

/** Occurrences are looked for so far away: 29 February can be eight years off. */
const searchedDays = 3_660;

/**
 * `recurring` as a rule; undefined where no rule means the same in the zone for the next ten years, which is as far as anything is computed. Without a start date
 * the rule begins with the occurrence before the instant, because a rule needs a beginning.
 */
export function asRrule(recurring: Recurring, zone: string, nowMs: number): Times | undefined {
  const before = repeatedPattern(asWindow({ recurring }));
  if (before === undefined) return undefined;
  const { startDate } = recurring;
  const first =
    startDate === undefined ? beginningBefore(before.rule, localDay(nowMs, zone)) : parseDate(startDate);
  if (first === undefined) return undefined;
  const after: Times = {
    rrule: ruleText(recurring),
    start: localText(first * minutesPerDay + before.startMinute),
    duration: recurring.duration ?? lengthText(localLength(before)),
  };
  const pattern = repeatedPattern(asWindow(after));
  if (pattern === undefined || !areSameDays(before.rule, pattern.rule, startDate === undefined))
    return undefined;
  const isExact = recurring.duration !== undefined || localLength(before) === minutesPerDay;
  return isExact || areClocksSteady(before, zone, toInstantMs(first * minutesPerDay, zone), nowMs)
    ? after
    : undefined;
}

/** A rule as `recurring`; undefined where `recurring` cannot say it. */
export function asRecurring({ rrule = "", start = "", duration = "" }: Times): Times | undefined {
  const before = repeatedPattern(asWindow({ rrule, start, duration }));
  const reading = parseRrule(rrule);
  const startMinute = parseLocal(start);
  if (before === undefined || !reading.ok || startMinute === undefined) return undefined;
  const { frequency, interval, byMonth, byMonthDay, byDay, bySetPos, count, untilMinute } = reading.parts;
  const last =
    untilMinute === undefined ? undefined : Math.floor((untilMinute - before.startMinute) / minutesPerDay);
  const recurring: Recurring = {
    frequency,
    ...(interval > 1 && { interval }),
    ...(byMonth && { byMonth }),
    ...(byMonthDay && { byMonthDay }),
    ...(byDay && { byDay: byDay.map(dayText) }),
    ...(bySetPos && { bySetPos }),
    startDate: start.slice(0, 10),
    ...(last !== undefined && { endDate: localText(last * minutesPerDay).slice(0, 10) }),
    ...(count !== undefined && { count }),
    startTime: start.slice(11, 16),
    duration,
  };
  const after = repeatedPattern(asWindow({ recurring }));
  return after !== undefined && areSameDays(before.rule, after.rule, false) ? { recurring } : undefined;
}

function asWindow(times: Times): Window {
  return { id: "x", kind: "maintenance", ...times };
}

/** The last day of the rule up to the given one, else the next. */
function beginningBefore(rule: Rule, day: number): number | undefined {
  return previousDay(rule, day, day - searchedDays) ?? nextDay(rule, day, day + searchedDays);
}

function areSameDays(one: Rule, other: Rule, mayBeginElsewhere: boolean): boolean {
  const told = ({ anchor, first, interval, ...rest }: Rule): string =>
    JSON.stringify({
      interval,
      // Which periods count is told by the beginning only when some do not.
      ...(mayBeginElsewhere ? { anchor: interval > 1 ? anchor : 0 } : { anchor, first }),
      ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))),
    });
  return told(one) === told(other);
}

function ruleText(recurring: Recurring): string {
  const { frequency, interval = 1, byMonth, byMonthDay, byDay, bySetPos, count, endDate } = recurring;
  const days = byDay?.map((day) => (typeof day === "string" ? day : `${day.nthOfPeriod ?? ""}${day.day}`));
  const parts: [name: string, value: string | undefined][] = [
    ["FREQ", frequency],
    ["INTERVAL", interval === 1 ? undefined : String(interval)],
    ["BYMONTH", byMonth?.join(",")],
    ["BYMONTHDAY", byMonthDay?.join(",")],
    ["BYDAY", days?.join(",")],
    ["BYSETPOS", bySetPos?.join(",")],
    ["COUNT", count === undefined ? undefined : String(count)],
    ["UNTIL", endDate?.replaceAll("-", "")],
  ];
  const given = parts.filter(([, value]) => value !== undefined);
  return given
    .map(([name, value]) => `${name}=${value ?? ""}`)
    .join(";")
    .toUpperCase();
}

function dayText({
  weekday,
  nth,
}: NonNullable<Rule["byDay"]>[number]): NonNullable<Recurring["byDay"]>[number] {
  const day = weekdayNames[weekday] ?? "mo";
  return nth === undefined ? day : { day, nthOfPeriod: nth };
}

function lengthText(minutes: number): string {
  if (minutes === minutesPerDay) return "P1D";
  const hours = Math.floor(minutes / 60);
  return `PT${hours === 0 ? "" : `${hours}H`}${minutes % 60 === 0 ? "" : `${minutes % 60}M`}`;
}

/** Whether no occurrence from the beginning to ten years from now meets a change of the clocks, so that hours by the clock are hours. */
function areClocksSteady(pattern: Pattern, zone: string, fromMs: number, nowMs: number): boolean {
  const untilMs = Math.max(fromMs, nowMs) + horizonMs;
  for (let at = nextChangeMs(fromMs, zone); at !== undefined && at < untilMs; at = nextChangeMs(at, zone)) {
    const minutes = [toLocalMinute(at - 1, zone) + 1, toLocalMinute(at, zone)];
    if (isOpenBetween(pattern, Math.min(...minutes), Math.max(...minutes))) return false;
  }
  return true;
}

/** Whether an occurrence has something of a stretch of local minutes, both ends included. */
function isOpenBetween(pattern: Pattern, from: number, to: number): boolean {
  const { rule, startMinute } = pattern;
  const length = localLength(pattern);
  const lastDay = Math.floor((to - startMinute) / minutesPerDay);
  const day = previousDay(rule, lastDay, lastDay - searchedDays);
  return day !== undefined && day * minutesPerDay + startMinute + length >= from;
}
