/** Dates, times and durations of a definition as an editor shows them: `Tue 8 Dec 2026 22:00`, `1 hour 30 minutes`. */
import { civilDate, localText, minutesPerDay, weekday } from "../core/civil";
import type { Duration } from "../core/duration";
import { plural } from "../core/words";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The name of the weekday of a day number. */
export function dayName(day: number): string {
  return days[weekday(day)] ?? "";
}

/** The name of a month, 1 to 12. */
export function monthName(month: number): string {
  return months[month - 1] ?? "";
}

/** A day number as a definition writes it, `2026-12-08`. */
export function dateText(day: number): string {
  return localText(day * minutesPerDay).slice(0, 10);
}

/** A day number as people read it, `Tue 8 Dec 2026`. */
export function shortDay(day: number): string {
  const date = civilDate(day);
  return `${dayName(day).slice(0, 3)} ${date.day} ${monthName(date.month).slice(0, 3)} ${date.year}`;
}

/** The time of day of a local minute, `22:00`. */
export function timeText(localMinute: number): string {
  return localText(localMinute).slice(11);
}

/** From one local minute to another, the day said once when it is the same; 24:00 belongs to the day before it. */
export function spanText(fromMinute: number, toMinute: number): string {
  const day = Math.floor(fromMinute / minutesPerDay);
  const from = `${shortDay(day)} ${timeText(fromMinute)}`;
  if (toMinute === (day + 1) * minutesPerDay) return `${from} to 24:00`;
  const lastDay = Math.floor(toMinute / minutesPerDay);
  return `${from} to ${lastDay === day ? "" : `${shortDay(lastDay)} `}${timeText(toMinute)}`;
}

/** A duration in its own units: `1 day`, `1 hour 30 minutes`. */
export function durationText({ days: whole, minutes }: Duration): string {
  const parts = [
    { count: whole, noun: "day" },
    { count: Math.floor(minutes / 60), noun: "hour" },
    { count: minutes % 60, noun: "minute" },
  ].filter(({ count }) => count > 0);
  return parts.length === 0 ? "no time" : parts.map(({ count, noun }) => plural(count, noun)).join(" ");
}
