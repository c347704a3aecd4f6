/** The subset of RFC 5545 recurrence rules that the definition allows, read into a Rule. */
import { civilDate, dayNumber, parseLocal, weekday } from "./civil";
import type { Frequency, Rule, WeekdayRule } from "./recurrence";

/** The weekdays as definitions and rules write them, Monday first. */
export const weekdayNames = ["mo", "tu", "we", "th", "fr", "sa", "su"] as const;

const weekdays = weekdayNames.map((name) => name.toUpperCase());

const frequencies = new Map<string, Frequency>([
  ["DAILY", "daily"],
  ["WEEKLY", "weekly"],
  ["MONTHLY", "monthly"],
  ["YEARLY", "yearly"],
]);

/** What a rule says, before the day it starts on is known. */
export interface RuleParts {
  frequency: Frequency;
  interval: number;
  byMonth?: number[];
  byMonthDay?: number[];
  byDay?: WeekdayRule[];
  bySetPos?: number[];
  count?: number;
  /** Last local minute at which an occurrence may start. */
  untilMinute?: number;
}

/** The parts of a rule, or what is wrong with it in words. */
export type RuleReading = { ok: true; parts: RuleParts } | { ok: false; part: string; reason: string };

/** Reads `FREQ=MONTHLY;BYDAY=2TU`. Names are upper case; `RRULE:` in front is not part of the rule. */
export function parseRrule(text: string): RuleReading {
  const parts: RuleParts = { frequency: "daily", interval: 1 };
  const seen: string[] = [];
  for (const part of text.split(";")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    const value = part.slice(at + 1);
    if (at < 0 || value === "" || value.includes("=")) return bad(part, "every part is NAME=VALUE");
    if (seen.includes(name)) return bad(part, `${name} is given twice`);
    seen.push(name);
    const wrong = readPart(parts, name, value);
    if (wrong !== undefined) return bad(part, wrong);
  }
  if (!seen.includes("FREQ")) return bad(text, "FREQ is missing; it is DAILY, WEEKLY, MONTHLY or YEARLY");
  if (parts.count !== undefined && parts.untilMinute !== undefined)
    return bad("UNTIL", "COUNT and UNTIL exclude each other");
  const { frequency } = parts;
  const ordinal = parts.byDay?.some((day) => day.nth !== undefined) ?? false;
  if (ordinal && (frequency === "daily" || frequency === "weekly")) {
    return bad("BYDAY", `an ordinal such as 2TU has no meaning in a ${frequency} rule`);
  }
  const withinMonth = frequency === "monthly" || parts.byMonth !== undefined;
  if (withinMonth && parts.byDay?.some(({ nth = 1 }) => Math.abs(nth) > 5) === true) {
    return bad("BYDAY", "a month has at most five of a weekday");
  }
  if (
    parts.bySetPos !== undefined &&
    parts.byDay === undefined &&
    parts.byMonthDay === undefined &&
    parts.byMonth === undefined
  ) {
    return bad(
      "BYSETPOS",
      "it chooses among days that BYDAY, BYMONTHDAY or BYMONTH name; none of them is there",
    );
  }
  if (parts.byMonthDay !== undefined && frequency === "weekly")
    return bad("BYMONTHDAY", "it cannot stand in a weekly rule");
  return { ok: true, parts };
}

/** Reads one part into `parts`; the answer is what is wrong, if anything. */
function readPart(parts: RuleParts, name: string, value: string): string | undefined {
  switch (name) {
    case "FREQ": {
      const frequency = frequencies.get(value);
      if (frequency === undefined) return "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY";
      parts.frequency = frequency;
      return undefined;
    }
    case "INTERVAL": {
      const interval = wholeNumber(value, 1, 9_999);
      if (interval === undefined) return "INTERVAL is a whole number from 1";
      parts.interval = interval;
      return undefined;
    }
    case "COUNT":
      parts.count = wholeNumber(value, 1, 99_999);
      return parts.count === undefined ? "COUNT is a whole number from 1" : undefined;
    case "UNTIL":
      parts.untilMinute = untilMinute(value);
      return parts.untilMinute === undefined
        ? "UNTIL is a local date or time: 20271231 or 20271231T2200"
        : undefined;
    case "BYMONTH":
      parts.byMonth = numbers(value, 1, 12, false);
      return parts.byMonth === undefined ? "BYMONTH lists 1 to 12" : undefined;
    case "BYMONTHDAY":
      parts.byMonthDay = numbers(value, 1, 31, true);
      return parts.byMonthDay === undefined ? "BYMONTHDAY lists 1 to 31 or -1 to -31" : undefined;
    case "BYSETPOS":
      parts.bySetPos = numbers(value, 1, 366, true);
      return parts.bySetPos === undefined ? "BYSETPOS lists 1 to 366 or -1 to -366" : undefined;
    case "BYDAY":
      parts.byDay = days(value);
      return parts.byDay === undefined
        ? "BYDAY lists MO, TU, WE, TH, FR, SA, SU, with an ordinal such as 2TU or -1FR"
        : undefined;
    case "WKST":
      return value === "MO" ? undefined : "weeks start on Monday; WKST can only be MO";
    default:
      return `${name} is not supported; use FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT or UNTIL`;
  }
}

function bad(part: string, reason: string): RuleReading {
  return { ok: false, part, reason };
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

function numbers(text: string, least: number, most: number, negative: boolean): number[] | undefined {
  const values = text.split(",").map((item) => {
    const sign = negative && item.startsWith("-") ? -1 : 1;
    const size = wholeNumber(negative ? item.replace(/^[+-]/, "") : item, least, most);
    return size === undefined ? undefined : sign * size;
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function days(text: string): WeekdayRule[] | undefined {
  const values = text.split(",").map((item): WeekdayRule | undefined => {
    const weekday = weekdays.indexOf(item.slice(-2));
    const ordinal = item.slice(0, -2);
    if (weekday === -1) return undefined;
    if (ordinal === "") return { weekday };
    const nth = /^[+-]?\d{1,2}$/.test(ordinal) ? Number(ordinal) : 0;
    return nth === 0 || Math.abs(nth) > 53 ? undefined : { weekday, nth };
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function untilMinute(text: string): number | undefined {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:00)?)?$/.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hours, minutes] = found;
  const local = parseLocal(`${year ?? ""}-${month ?? ""}-${day ?? ""}T${hours ?? "23"}:${minutes ?? "59"}`);
  return local;
}

/**
 * The rule that begins on a day, or has no first day; what it leaves out follows from that day (RFC 5545, 3.3.10).
 * Its end is not in it yet.
 */
export function ruleFrom(parts: RuleParts, start: number | undefined): Rule {
  const { frequency, interval, byMonth, byMonthDay, byDay, bySetPos } = parts;
  const anchor = start ?? 0;
  const rule: Rule = {
    frequency,
    interval,
    byMonth,
    byMonthDay,
    byDay,
    bySetPos,
    anchor,
    first: start ?? earliest,
    last: farthest,
  };
  if (byDay !== undefined || byMonthDay !== undefined || frequency === "daily") return rule;
  if (frequency === "weekly") {
    rule.byDay = [{ weekday: weekday(anchor) }];
    return rule;
  }
  const { month, day } = civilDate(anchor);
  rule.byMonthDay = [day];
  if (frequency === "yearly" && byMonth === undefined) rule.byMonth = [month];
  return rule;
}

/** The first and last day that any rule reaches: years have four digits. */
const earliest = dayNumber(1, 1, 1);
export const farthest = dayNumber(9999, 12, 31);
