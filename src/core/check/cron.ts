/**
 * The reserved key `cron`: a problem of its own that offers the recurrence rule which means the same, or says why
 * there is none. Five fields (minute, hour, day of month, month, day of week) and the @ names are understood.
 */
import { type Problem, problem } from "../problem";
import type { Place } from "./place";
import { quoted } from "./wording";

/** The problem for a `cron` key. */
export function cronProblem(place: Place): Problem {
  const rule = typeof place.value === "string" ? ruleOf(place.value) : { none: "it is not a text" };
  const message =
    "`cron` is not part of version 1: it says when something begins, and not how long it lasts.";
  if ("none" in rule) {
    return problem("cron", {
      path: place.path,
      at: "key",
      message: `${message} ${quoted(place.value)} has no equivalent rule: ${rule.none}. Write rrule (or recurring), start and duration.`,
    });
  }
  return problem("cron", {
    path: place.path,
    at: "key",
    message: `${message} The equivalent is \`rrule: ${rule.rrule}\` with a \`start\` at ${rule.time}, such as \`start: "2027-01-01T${rule.time}"\`, and a \`duration\`.`,
    suggestion: rule.rrule,
  });
}

type Rule = { rrule: string; time: string } | { none: string };

const names: Record<string, string> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
};
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function ruleOf(text: string): Rule {
  const trimmed = text.slice(0, 200).trim().toLowerCase();
  const fields = (names[trimmed] ?? trimmed).split(/\s+/);
  if (fields.length !== 5)
    return { none: "a cron expression has five fields (minute, hour, day, month, weekday)" };
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = fields;
  if (!/^\d+$/.test(minute) || !/^\d+$/.test(hour)) {
    return {
      none: "it begins several times a day, and a rule begins once; write one window for each time of day",
    };
  }
  if (Number(minute) > 59 || Number(hour) > 23) return { none: "there is no such time of day" };
  const dates = numbers(day, 1, 31, []);
  const inMonths = numbers(month, 1, 12, months);
  const on = numbers(weekday, 0, 7, days);
  if (dates === undefined || inMonths === undefined || on === undefined) {
    return { none: "it has a field that is more than numbers, names, lists, ranges and *" };
  }
  if (dates.length > 0 && on.length > 0) {
    return {
      none: "cron joins day of month and day of week by 'or', a rule joins them by 'and'; write two windows",
    };
  }
  return { rrule: written(dates, inMonths, on), time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}` };
}

function written(dates: number[], inMonths: number[], on: number[]): string {
  const parts = [
    `FREQ=${on.length > 0 ? "WEEKLY" : dates.length > 0 ? "MONTHLY" : "DAILY"}`,
    ...(on.length > 0 ? [`BYDAY=${[...new Set(on.map((day) => weekdays[day] ?? ""))].join(",")}`] : []),
    ...(dates.length > 0 ? [`BYMONTHDAY=${dates.join(",")}`] : []),
    ...(inMonths.length > 0 ? [`BYMONTH=${inMonths.join(",")}`] : []),
  ];
  return parts.join(";");
}

/** What a field lists; empty for `*`, undefined when it is more than a rule can say. */
function numbers(field: string, least: number, most: number, named: string[]): number[] | undefined {
  if (field === "*") return [];
  const found = new Set<number>();
  for (const part of field.split(",")) {
    const ends = part.split("-").map((word) => numberOf(word, least, most, named));
    const [from, to] = ends.length === 1 ? [ends[0], ends[0]] : ends;
    if (from === undefined || to === undefined || ends.length > 2 || to < from) return undefined;
    for (let value = from; value <= to; value++) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

function numberOf(word: string, least: number, most: number, named: string[]): number | undefined {
  const index = named.indexOf(word);
  const value = index >= 0 ? index + least : /^\d{1,2}$/.test(word) ? Number(word) : NaN;
  return value >= least && value <= most ? value : undefined;
}
