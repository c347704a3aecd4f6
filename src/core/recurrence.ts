/**
 * Recurrence on local dates: which days a rule names. Everything is looked up from the day asked for, never counted
 * from the rule's beginning, so a rule that is ten years old costs what a new one costs.
 */
import { civilDate, dayNumber, daysInMonth, weekday } from "./civil";

export type Frequency = "daily" | "weekly" | "monthly" | "yearly";

/** A weekday (Monday is 0), or the nth such weekday of the month or year (-1 is the last). */
export interface WeekdayRule {
  weekday: number;
  nth?: number;
}

/** A rule over day numbers (see civil.ts). Lists that are absent do not restrict. */
export interface Rule {
  frequency: Frequency;
  /** Every nth period, counted from the one that holds `anchor`. */
  interval: number;
  byMonth?: readonly number[];
  byMonthDay?: readonly number[];
  byDay?: readonly WeekdayRule[];
  /** Of the days that a period gives, keep these positions (1 the first, -1 the last). */
  bySetPos?: readonly number[];
  /** The day whose period has number zero for `interval`. */
  anchor: number;
  /** First and last day allowed. */
  first: number;
  last: number;
}

/** The first day of the rule at or after `day` and at or before `limit`, or undefined. */
export function nextDay(rule: Rule, day: number, limit: number): number | undefined {
  const from = Math.max(day, rule.first);
  const to = Math.min(limit, rule.last);
  for (
    let period = aligned(rule, periodOf(rule, from), 1);
    firstDayOf(rule, period) <= to;
    period += rule.interval
  ) {
    const found = daysOf(rule, period).find((candidate) => candidate >= from);
    if (found !== undefined) return found <= to ? found : undefined;
  }
  return undefined;
}

/** The last day of the rule at or before `day` and at or after `limit`, or undefined. */
export function previousDay(rule: Rule, day: number, limit: number): number | undefined {
  const from = Math.min(day, rule.last);
  const to = Math.max(limit, rule.first);
  for (
    let period = aligned(rule, periodOf(rule, from), -1);
    firstDayOf(rule, period + 1) > to;
    period -= rule.interval
  ) {
    const found = daysOf(rule, period).findLast((candidate) => candidate <= from);
    if (found !== undefined) return found >= to ? found : undefined;
  }
  return undefined;
}

/** The day of the rule's `count`-th match, so that a count becomes a last day; undefined when there are fewer up to `limit`. */
export function dayOfMatch(rule: Rule, count: number, limit: number): number | undefined {
  let left = count;
  for (let day = nextDay(rule, rule.first, limit); day !== undefined; day = nextDay(rule, day + 1, limit)) {
    left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

/** The number of the period (day, week, month or year) that holds the day. */
function periodOf(rule: Rule, day: number): number {
  switch (rule.frequency) {
    case "daily":
      return day;
    case "weekly":
      return Math.floor((day + 3) / 7);
    case "monthly": {
      const { year, month } = civilDate(day);
      return year * 12 + month - 1;
    }
    case "yearly":
      return civilDate(day).year;
  }
}

function firstDayOf(rule: Rule, period: number): number {
  switch (rule.frequency) {
    case "daily":
      return period;
    case "weekly":
      return period * 7 - 3;
    case "monthly":
      return dayNumber(Math.floor(period / 12), (((period % 12) + 12) % 12) + 1, 1);
    case "yearly":
      return dayNumber(period, 1, 1);
  }
}

/** The nearest period at or after (1), at or before (-1) the given one that the interval names. */
function aligned(rule: Rule, period: number, direction: 1 | -1): number {
  const past = (((period - periodOf(rule, rule.anchor)) % rule.interval) + rule.interval) % rule.interval;
  if (past === 0) return period;
  return direction === 1 ? period + rule.interval - past : period - past;
}

/** The days that one period gives, in order. */
function daysOf(rule: Rule, period: number): number[] {
  const days = candidates(rule, period);
  if (rule.bySetPos === undefined) return days;
  const chosen = new Set(
    rule.bySetPos.map((position) => (position > 0 ? position - 1 : days.length + position)),
  );
  return days.filter((_, index) => chosen.has(index));
}

function candidates(rule: Rule, period: number): number[] {
  switch (rule.frequency) {
    case "daily":
      return fits(rule, period) ? [period] : [];
    case "weekly": {
      const monday = firstDayOf(rule, period);
      return range(monday, monday + 6).filter((day) => fits(rule, day));
    }
    case "monthly": {
      const month = (((period % 12) + 12) % 12) + 1;
      return inMonth(rule, Math.floor(period / 12), month);
    }
    case "yearly":
      return inYear(rule, period);
  }
}

/** Day by day, for daily and weekly rules, whose weekdays carry no ordinal. */
function fits(rule: Rule, day: number): boolean {
  const date = civilDate(day);
  if (rule.byMonth !== undefined && !rule.byMonth.includes(date.month)) return false;
  if (rule.byMonthDay !== undefined) {
    const fromEnd = date.day - daysInMonth(date.year, date.month) - 1;
    if (!rule.byMonthDay.some((wanted) => wanted === date.day || wanted === fromEnd)) return false;
  }
  return rule.byDay === undefined || rule.byDay.some((wanted) => wanted.weekday === weekday(day));
}

function inMonth(rule: Rule, year: number, month: number): number[] {
  if (rule.byMonth !== undefined && !rule.byMonth.includes(month)) return [];
  const first = dayNumber(year, month, 1);
  const length = daysInMonth(year, month);
  const dated = rule.byMonthDay === undefined ? undefined : monthDays(rule.byMonthDay, first, length);
  const named = rule.byDay === undefined ? undefined : weekdays(rule.byDay, first, first + length - 1);
  return intersection(dated, named) ?? [];
}

function inYear(rule: Rule, year: number): number[] {
  const months = rule.byMonth;
  // Ordinals count within the month as soon as months are named, else within the year (RFC 5545, 3.3.10).
  if (rule.byDay !== undefined && months === undefined) {
    const first = dayNumber(year, 1, 1);
    const named = weekdays(rule.byDay, first, dayNumber(year, 12, 31));
    const dated =
      rule.byMonthDay === undefined ? undefined : range(1, 12).flatMap((month) => datedIn(rule, year, month));
    return intersection(dated, named) ?? [];
  }
  const asked = months === undefined ? range(1, 12) : [...new Set(months)].sort((a, b) => a - b);
  return asked.flatMap((month) => inMonth({ ...rule, byMonth: undefined }, year, month));
}

function datedIn(rule: Rule, year: number, month: number): number[] {
  return monthDays(rule.byMonthDay ?? [], dayNumber(year, month, 1), daysInMonth(year, month));
}

function monthDays(wanted: readonly number[], first: number, length: number): number[] {
  const days = wanted
    .map((day) => (day > 0 ? day : length + day + 1))
    .filter((day) => day >= 1 && day <= length);
  return [...new Set(days)].sort((a, b) => a - b).map((day) => first + day - 1);
}

function weekdays(wanted: readonly WeekdayRule[], first: number, last: number): number[] {
  const days = new Set<number>();
  for (const { weekday: day, nth } of wanted) {
    const earliest = first + ((day - weekday(first) + 7) % 7);
    const latest = last - ((weekday(last) - day + 7) % 7);
    if (nth === undefined) for (let at = earliest; at <= latest; at += 7) days.add(at);
    else {
      const at = nth > 0 ? earliest + (nth - 1) * 7 : latest + (nth + 1) * 7;
      if (at >= first && at <= last) days.add(at);
    }
  }
  return [...days].sort((a, b) => a - b);
}

function intersection(a: number[] | undefined, b: number[] | undefined): number[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const other = new Set(b);
  return a.filter((day) => other.has(day));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
