/** Days of the month that some months do not have: those months are skipped, which few expect. */
import { civilDate } from "../../civil";
import { type Problem, problem } from "../../problem";
import type { Rule } from "../../recurrence";
import { listed } from "../../words";
import type { Place } from "../place";

const names = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** What every month has. */
const shortest = 28;

export function* skippedMonths(window: Place, rule: Rule): Iterable<Problem> {
  const { byMonthDay = [], byDay, bySetPos } = rule;
  // Where positions or weekdays choose as well, or the last day is named beside it, that is how short months are dealt with.
  if (bySetPos !== undefined || byDay !== undefined || byMonthDay.includes(-1)) return;
  const day = Math.max(...byMonthDay.map(Math.abs));
  // Whoever ends a rule within a month names single days.
  if (!(day > shortest) || rule.last - rule.first < shortest) return;
  const lacking = monthsOf(rule).filter((month) => lengthIn(rule, month) < day);
  if (lacking.length === 0) return;
  const signed = byMonthDay.find((one) => Math.abs(one) === day) ?? day;
  const named = signed < 0 ? `${day}th day from the end` : nth(day);
  const leap = day === 29 ? " in most years" : "";
  const where = listed(lacking.map((month) => names[month] ?? ""));
  const hint = signed === 31 ? "Write -1 for the last day of every month." : "Choose a day that they have.";
  yield problem("skipped-month", {
    ...placeOf(window, signed),
    message: `${where} ${lacking.length === 1 ? "has" : "have"} no ${named}${leap}; this does not happen then. ${hint}`,
    ...suggestionFor(window, signed),
  });
}

function nth(day: number): string {
  return day === 31 ? "31st" : `${day}th`;
}

/** The months that a rule reaches, counted from 0. */
function monthsOf({ frequency, interval, anchor, byMonth }: Rule): number[] {
  const first = civilDate(anchor).month - 1;
  const step = frequency === "monthly" ? interval : 1;
  const reached = new Set(lengths.map((_, count) => (first + count * step) % 12));
  return [...reached].filter((month) => byMonth?.includes(month + 1) ?? true).sort((a, b) => a - b);
}

/** The days that the month has whenever the rule reaches it; a leap day comes every fourth year. */
function lengthIn({ frequency, interval, anchor }: Rule, month: number): number {
  const years = frequency === "yearly" ? interval : interval / 12;
  const isLeap = years % 4 === 0 && civilDate(anchor).year % 4 === 0;
  return month === 1 && isLeap ? 29 : (lengths[month] ?? shortest);
}

/** Where the day is said: in a list, in a rule, or by the first day. */
function placeOf(window: Place, day: number): Pick<Problem, "path" | "at"> {
  const recurring = window.get("recurring");
  const item = recurring.get("byMonthDay").items.find(({ value }) => value === day);
  const place = item ?? (recurring.exists ? recurring.get("startDate") : window.get("rrule"));
  return { path: place.path, at: "value" };
}

function suggestionFor(window: Place, day: number): Pick<Problem, "suggestion"> {
  if (day !== 31) return {};
  if (window.get("recurring").get("byMonthDay").exists) return { suggestion: "-1" };
  const rule = window.textOf("rrule");
  const last = rule?.replace(/(BYMONTHDAY=(?:[^;]*,)?)31(?=[,;]|$)/, "$1-1");
  return last === undefined || last === rule ? {} : { suggestion: last };
}
