/** Dates, times, durations and instants that make sense where they are asked for. */
import { CompletionItemKind } from "vscode-languageserver-types";
import {
  civilDate,
  dayNumber,
  localText,
  minutesPerDay,
  parseDate,
  parseLocal,
  parseTime,
  weekday,
} from "../../core/civil";
import { parseDuration } from "../../core/duration";
import { offsetText, toInstantMs } from "../../core/zone";
import { dateText, dayName, durationText } from "../clock";
import type { Option, Wanted } from "./option";

const hour = 60;

/** First and last days of a recurrence. */
export function dates({ path, siblings, context }: Wanted): Option[] {
  const today = Math.floor(context.localMinute / minutesPerDay);
  const first = read(siblings.startDate, parseDate) ?? today;
  const last = read(siblings.endDate, parseDate) ?? Infinity;
  const all = path.at(-1) === "endDate" ? lastDays(first) : firstDays(today).filter(([day]) => day <= last);
  const days = all.length > 0 ? all : ([[last, "the last day"]] as const);
  return days.map(([day, detail]) => at(dateText(day), `${dayName(day)}, ${detail}`));
}

function firstDays(today: number): (readonly [number, string])[] {
  const { year, month } = civilDate(today);
  return [
    [today, "today"],
    [today + 1, "tomorrow"],
    [today + 7 - weekday(today), "the beginning of next week"],
    [monthsAfter(year, month, 1, 1), "the first of next month"],
    [dayNumber(year + 1, 1, 1), "the first of next year"],
  ];
}

function lastDays(first: number): (readonly [number, string])[] {
  const { year, month, day } = civilDate(first);
  return [
    [dayNumber(year + 1, month, day), "a year later"],
    [monthsAfter(year, month, day, 6), "half a year later"],
    [monthsAfter(year, month, day, 1), "a month later"],
    [dayNumber(year, 12, 31), "the end of the year"],
  ];
}

function monthsAfter(year: number, month: number, day: number, count: number): number {
  const index = year * 12 + month - 1 + count;
  return dayNumber(Math.floor(index / 12), (index % 12) + 1, day);
}

/** Beginnings of a period: today, or before its end when that is there already. */
export function beginnings({ siblings, context }: Wanted): Option[] {
  const now = context.localMinute;
  const soon = (Math.floor(now / hour) + 1) * hour;
  const evening = Math.floor(now / minutesPerDay) * minutesPerDay + 22 * hour;
  const end = read(siblings.end, parseLocal) ?? Infinity;
  const all: (readonly [number, string])[] = [
    [soon, "the next full hour"],
    [evening, "this evening"],
    [evening + minutesPerDay, "tomorrow evening"],
    [evening + 4 * hour, "tonight"],
    [evening + ((12 - weekday(Math.floor(now / minutesPerDay))) % 7) * minutesPerDay, "on Saturday evening"],
  ];
  const fitting = all.filter(([minute]) => minute > now && minute < end);
  const found = fitting.length > 0 ? fitting : ([[end - 2 * hour, "2 hours before the end"]] as const);
  return unique(found.map(([minute, detail]) => at(localText(minute), `${dayOf(minute)}, ${detail}`)));
}

/** Ends of a period, after its start. */
export function ends({ siblings, context }: Wanted): Option[] {
  const soon = (Math.floor(context.localMinute / hour) + 1) * hour;
  const start = read(siblings.start, parseLocal) ?? soon;
  return [2, 1, 4, 8, 12, 24, 48].map((hours) => {
    const minute = start + hours * hour;
    return at(localText(minute), `${durationText({ days: 0, minutes: hours * hour })} after the start`);
  });
}

/** Times of day: every hour, and the quarters of an hour that is written already. */
export function startTimes({ typed, siblings }: Wanted): Option[] {
  return timesFrom(0, typed)
    .filter((text) => text !== siblings.endTime)
    .map((text) => at(text));
}

/** Times of day at which an occurrence is over, the nearest to its start first; midnight is 24:00. */
export function endTimes({ typed, siblings }: Wanted): Option[] {
  const start = read(siblings.startTime, parseTime);
  if (start === undefined) return [...timesFrom(0, typed), "24:00"].map((text) => at(text));
  const lengthOf = (text: string): number => ((parseTime(text) ?? 0) - start + minutesPerDay) % minutesPerDay;
  return [...timesFrom(start % hour, typed), "24:00"]
    .filter((text) => lengthOf(text) > 0 && text !== "00:00")
    .sort((a, b) => lengthOf(a) - lengthOf(b))
    .map((text) => {
      const isNextDay = (parseTime(text) ?? 0) < start;
      return at(
        text,
        `${durationText({ days: 0, minutes: lengthOf(text) })}${isNextDay ? ", next day" : ""}`,
      );
    });
}

function timesFrom(minute: number, typed: string): string[] {
  const written = /^([01]\d|2[0-3]):/.exec(typed)?.[1];
  const pad = (value: number): string => String(value).padStart(2, "0");
  if (written !== undefined) return [0, 15, 30, 45].map((quarter) => `${written}:${pad(quarter)}`);
  return Array.from({ length: 24 }, (_, hours) => `${pad(hours)}:${pad(minute)}`);
}

/** Lengths that are exact. */
export function exactDurations(): Option[] {
  return lengths(["PT15M", "PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "PT12H", "PT24H"]);
}

/** Lengths of an occurrence: exact ones, and days of the calendar. */
export function windowDurations(): Option[] {
  return lengths(["PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "PT12H", "P1D", "P2D", "P7D"]);
}

function lengths(texts: readonly string[]): Option[] {
  return texts.map((text) => at(text, durationText(parseDuration(text) ?? { days: 0, minutes: 0 })));
}

/** Instants at which something ends, with the offset that the zone has then. */
export function instants({ context }: Wanted): Option[] {
  const { localMinute, zone } = context;
  const soon = (Math.floor(localMinute / hour) + 1) * hour;
  const named: readonly [number, string][] = [
    [soon + minutesPerDay, "in a day"],
    [soon, "in an hour"],
    [soon + 3 * hour, "in four hours"],
    [(Math.floor(localMinute / minutesPerDay) + 1) * minutesPerDay, "at midnight"],
    [soon + 7 * minutesPerDay, "in a week"],
    [soon + 30 * minutesPerDay, "in 30 days"],
  ];
  return unique(
    named.map(([minute, detail]) => {
      const offset = offsetText(toInstantMs(minute, zone), zone);
      return at(
        `${localText(minute)}:00${offset === "+00:00" ? "Z" : offset}`,
        `${dayOf(minute)}, ${detail}`,
      );
    }),
  );
}

function at(value: string, detail?: string): Option {
  return { value, detail, kind: CompletionItemKind.Value };
}

function dayOf(minute: number): string {
  return dayName(Math.floor(minute / minutesPerDay));
}

function read<T>(value: unknown, parse: (text: string) => T | undefined): T | undefined {
  return typeof value === "string" ? parse(value) : undefined;
}

function unique(options: Option[]): Option[] {
  return options.filter(({ value }, index) => options.findIndex((one) => one.value === value) === index);
}
