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
    const found = daysOf(rule, period, from, to).find((candidate) => candidate >= from);
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
    const found = daysOf(rule, period, to, from).findLast((candidate) => candidate <= from);
    if (found !== undefined) return found >= to ? found : undefined;
  }
  return undefined;
}

/** The day of the `count`-th match at or after the rule's first day, so that a count becomes a last day; undefined when there are fewer up to `limit`. */
export function dayOfMatch(rule: Rule, count: number, limit: number): number | undefined {
  const alike = new Map<number, number>();
  const inPeriod = (period: number): number[] => daysOf(rule, period).filter((day) => day >= rule.first);
  let left = count;
  let period = aligned(rule, periodOf(rule, rule.first), 1);
  // The first period may have begun before the rule does, so what it gives says nothing about others.
  for (let given = inPeriod(period).length; left > given;) {
    left -= given;
    period += rule.interval;
    if (firstDayOf(rule, period) > limit) return undefined;
    const kind = kindOf(rule, period);
    given = alike.get(kind) ?? daysOf(rule, period).length;
    if (kind === unlike) continue;
    alike.set(kind, given);
    if (kind !== always) continue;
    if (given === 0) return undefined;
    const skipped = Math.ceil(left / given) - 1;
    left -= skipped * given;
    period += skipped * rule.interval;
  }
  const day = inPeriod(period)[left - 1];
  return day !== undefined && day <= limit ? day : undefined;
}

/** The kind of every period of a rule, and the kind of none. */
const always = -1;
const unlike = -2;

/** Periods of one kind give as many days: months and years of the same length that begin on the same weekday. */
function kindOf(rule: Rule, period: number): number {
  const { frequency, byMonth, byMonthDay, byDay } = rule;
  switch (frequency) {
    case "daily":
      return byMonth === undefined && byMonthDay === undefined && byDay === undefined ? always : unlike;
    case "weekly":
      return byMonth === undefined ? always : unlike;
    case "monthly":
    case "yearly": {
      const first = firstDayOf(rule, period);
      const length = firstDayOf(rule, period + 1) - first;
      const month = byMonth === undefined ? 0 : period % 12;
      return (length * 12 + month) * 7 + weekday(first);
    }
  }
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

/** The days that one period gives, in order; outside of the bounds some may be missing. */
function daysOf(rule: Rule, period: number, first = -Infinity, last = Infinity): number[] {
  const { bySetPos } = rule;
  if (bySetPos === undefined) return candidates(rule, period, first, last);
  const days = candidates(rule, period, -Infinity, Infinity);
  return days.filter((_, index) => bySetPos.includes(index + 1) || bySetPos.includes(index - days.length));
}

function candidates(rule: Rule, period: number, first: number, last: number): number[] {
  const days: number[] = [];
  switch (rule.frequency) {
    case "daily":
      if (fits(rule, period)) days.push(period);
      return days;
    case "weekly": {
      const monday = firstDayOf(rule, period);
      const end = Math.min(monday + 6, last);
      for (let day = Math.max(monday, first); day <= end; day += 1) if (fits(rule, day)) days.push(day);
      return days;
    }
    case "monthly": {
      const month = ((period % 12) + 12) % 12;
      addMonth(days, rule, Math.floor(period / 12), month + 1, first, last);
      return days;
    }
    case "yearly":
      for (let month = 1; month <= 12; month += 1) addMonth(days, rule, period, month, first, last);
      return days;
  }
}

/** Day by day, for daily and weekly rules, whose weekdays carry no ordinal. */
function fits({ byMonth, byMonthDay, byDay }: Rule, day: number): boolean {
  if (byDay !== undefined && !hasWeekday(byDay, weekday(day), 0, 0)) return false;
  if (byMonth === undefined && byMonthDay === undefined) return true;
  const date = civilDate(day);
  if (byMonth !== undefined && !byMonth.includes(date.month)) return false;
  return byMonthDay === undefined || hasDay(byMonthDay, date.day, daysInMonth(date.year, date.month));
}

/** Adds the days of a month that fit and lie within the bounds, for monthly and yearly rules. */
function addMonth(
  days: number[],
  { frequency, byMonth, byMonthDay, byDay }: Rule,
  year: number,
  month: number,
  firstDay: number,
  lastDay: number,
): void {
  if (byMonth !== undefined && !byMonth.includes(month)) return;
  const first = dayNumber(year, month, 1);
  if (first > lastDay || first + 31 < firstDay) return;
  const length = daysInMonth(year, month);
  // Ordinals count within the month as soon as months are named, else within the period (RFC 5545, 3.3.10).
  const inYear = frequency === "yearly" && byMonth === undefined;
  const begin = inYear ? dayNumber(year, 1, 1) : first;
  const end = inYear ? dayNumber(year + 1, 1, 1) : first + length;
  const stop = Math.min(first + length - 1, lastDay);
  for (let day = Math.max(first, firstDay); day <= stop; day += 1) {
    if (byMonthDay !== undefined && !hasDay(byMonthDay, day - first + 1, length)) continue;
    if (byDay === undefined || hasWeekday(byDay, weekday(day), day - begin, end - day - 1)) days.push(day);
  }
}

/** Whether the day of a month so long is one of those, which count from its beginning or, if negative, from its end. */
function hasDay(wanted: readonly number[], day: number, length: number): boolean {
  return wanted.includes(day) || wanted.includes(day - length - 1);
}

/** Whether the weekday is one of those; `before` and `after` are the days around it that an ordinal counts. */
function hasWeekday(wanted: readonly WeekdayRule[], named: number, before: number, after: number): boolean {
  for (const { weekday: day, nth } of wanted) {
    if (day !== named) continue;
    if (nth === undefined || nth === Math.floor(before / 7) + 1 || nth === -Math.floor(after / 7) - 1)
      return true;
  }
  return false;
}
