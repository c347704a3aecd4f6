/** Makes recurrences of all kinds, written as `recurring` or as `rrule` with its start and duration. */
import { civilDate, daysInMonth, localText, minutesPerDay, weekday } from "../../core/civil";
import type { Day, DayRule, Recurring } from "../../core/generated/types";
import type { Frequency } from "../../core/recurrence";
import { weekdayNames } from "../../core/rrule";
import type { Focus } from "./focus";
import { type Random, present } from "./random";

/** What a recurrence says about days, in either writing. */
export interface Days {
  frequency: Frequency;
  interval?: number;
  byDay?: (Day | DayRule)[];
  byMonthDay?: number[];
  byMonth?: number[];
  bySetPos?: number[];
}

/** A rule with what stands beside it. */
export interface Ruled {
  rrule: string;
  start: string;
  duration: string;
}

/** Days that mostly include that of the focus; without a first day only what needs none. */
export function makeDays(random: Random, focus: Focus, { hasFirstDay }: { hasFirstDay: boolean }): Days {
  const frequency = random.weighted<Frequency>({ daily: 2, weekly: 3, monthly: 4, yearly: 3 });
  const { month, day, year } = civilDate(focus.day());
  const byMonth = random.maybe(0.3, () => distinct([random.chance(0.8) ? month : 1, ...numbers(random, 12)]));
  const withinMonth = frequency === "monthly" || byMonth !== undefined;
  const mostNth = frequency === "daily" || frequency === "weekly" ? 0 : withinMonth ? 5 : 53;
  const days: Days = {
    frequency,
    interval: hasFirstDay ? random.maybe(0.4, () => random.pick([1, 2, 2, 3, 4, 5, 7, 12, 100])) : undefined,
    byMonth,
    byDay: random.maybe(0.5, () => dayRules(random, focus, mostNth)),
    byMonthDay: random.maybe(frequency === "weekly" ? 0 : 0.4, () =>
      distinct([
        random.pick([day, day - daysInMonth(year, month) - 1, 29, 30, 31, -1]),
        ...numbers(random, 31).map((one) => (random.chance(0.3) ? -one : one)),
      ]),
    ),
  };
  if (days.byDay === undefined && days.byMonthDay === undefined && frequency !== "daily" && !hasFirstDay)
    days.byDay = dayRules(random, focus, mostNth);
  if ([days.byDay, days.byMonth, days.byMonthDay].some((list) => list !== undefined))
    days.bySetPos = random.maybe(0.25, () => random.some([1, -1, 2, -2, 3, -3, 5, 10, -31, 366, -366], 1, 3));
  return present(days);
}

/** The days as `recurring`. */
export function makeRecurring(random: Random, focus: Focus): Recurring {
  const first = random.maybe(0.6, () => focus.dayBefore());
  const days = makeDays(random, focus, { hasFirstDay: first !== undefined });
  const startTime = focus.local().slice(11);
  const endTime = random.maybe(0.5, () => random.pick([focus.local().slice(11), "24:00"]));
  const ends = random.weighted({ never: 5, count: first === undefined ? 0 : 2, endDate: 2 });
  return present<Recurring>({
    ...days,
    startDate: first === undefined ? undefined : dateText(first),
    endDate: ends === "endDate" ? dateText(Math.max(first ?? -Infinity, focus.day())) : undefined,
    count: ends === "count" ? random.pick([1, 2, 3, 5, 10, 30, 400]) : undefined,
    startTime,
    ...(endTime === undefined || endTime === startTime ? { duration: makeDuration(random) } : { endTime }),
  });
}

/** The days as `rrule`, its parts in any order. */
export function makeRuled(random: Random, focus: Focus): Ruled {
  const first = focus.dayBefore();
  const start = `${dateText(first)}T${focus.local().slice(11)}`;
  const days = makeDays(random, focus, { hasFirstDay: true });
  const until = compact(localText(Math.max(focus.minute(), first * minutesPerDay + 1_439)));
  const end = random.weighted({ none: 5, count: 2, until: 2 });
  const parts = partsOf(random, days);
  if (end === "count") parts.push(`COUNT=${random.pick([1, 2, 3, 5, 10, 30, 400])}`);
  if (end === "until")
    parts.push(`UNTIL=${random.pick([until.slice(0, 8), until.slice(0, 13), `${until.slice(0, 13)}00`])}`);
  if (random.chance(0.1)) parts.push("WKST=MO");
  const shuffled = random.chance(0.3) ? random.some(parts, parts.length, parts.length) : parts;
  return { rrule: shuffled.join(";"), start, duration: makeDuration(random) };
}

/** The parts of a rule that name these days; a plus sign may stand where one is allowed. */
export function partsOf(random: Random, { frequency, interval, ...days }: Days): string[] {
  const plus = (value: number): string => `${value > 0 && random.chance(0.1) ? "+" : ""}${value}`;
  const { byDay, byMonthDay, byMonth, bySetPos } = days;
  const named = byDay?.map((one) => {
    const { day, nthOfPeriod } = typeof one === "string" ? { day: one, nthOfPeriod: undefined } : one;
    return `${nthOfPeriod === undefined ? "" : plus(nthOfPeriod)}${day.toUpperCase()}`;
  });
  const parts: [string, readonly (string | number)[] | undefined][] = [
    ["INTERVAL", interval === undefined ? undefined : [interval]],
    ["BYMONTH", byMonth],
    ["BYMONTHDAY", byMonthDay?.map(plus)],
    ["BYDAY", named],
    ["BYSETPOS", bySetPos?.map(plus)],
  ];
  return [
    `FREQ=${frequency.toUpperCase()}`,
    ...parts.flatMap(([name, values]) => (values === undefined ? [] : [`${name}=${values.join(",")}`])),
  ];
}

/** Mostly shorter than the distance of two occurrences, sometimes far longer. */
export function makeDuration(random: Random): string {
  const usual = ["PT30M", "PT1H", "PT90M", "PT2H", "PT3H", "PT8H", "PT23H", "PT24H", "PT1H30M", "P1D"];
  const rare = ["PT25H", "PT36H", "P2D", "P3D", "P7D", "P10D", "PT0H1M", "P31D", "PT1440M", "PT1000H"];
  return random.pick(random.chance(0.85) ? usual : rare);
}

function dayRules(random: Random, focus: Focus, mostNth: number): (Day | DayRule)[] {
  const rules = random.list(1, 3, (index): Day | DayRule => {
    const day =
      index === 0 ? (weekdayNames[weekday(focus.day())] ?? "mo") : random.pick<Day>([...weekdayNames]);
    if (mostNth === 0 || random.chance(0.4)) return random.chance(0.2) ? { day } : day;
    const nth = random.chance(0.7) ? random.integer(1, Math.min(mostNth, 5)) : random.integer(1, mostNth);
    return { day, nthOfPeriod: random.chance(0.4) ? -nth : nth };
  });
  return random.chance(0.1) ? ["mo", "tu", "we", "th", "fr"] : rules;
}

function numbers(random: Random, most: number): number[] {
  return random.list(0, 3, () => random.integer(1, most));
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)];
}

export function dateText(day: number): string {
  return localText(day * minutesPerDay).slice(0, 10);
}

/** `2026-10-25T02:30` as a rule writes it: `20261025T0230`. */
function compact(local: string): string {
  return local.replace(/[-:]/g, "");
}
