/**
 * Dates of the proleptic Gregorian calendar as whole numbers, so that recurrence is integer arithmetic.
 * A day number counts days since 1970-01-01; a local minute counts minutes since 1970-01-01T00:00 on the wall clock.
 */

export const minutesPerDay = 1440;

export interface CivilDate {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  day: number;
}

/** Day number of a date; the day may lie outside the month and is carried over. */
export function dayNumber(year: number, month: number, day: number): number {
  // A year that begins in March puts the leap day last, so that month lengths follow one formula.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468 + day - 1;
}

/** The date of a day number. */
export function civilDate(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** How many days the month has. */
export function daysInMonth(year: number, month: number): number {
  return (
    dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumber(year, month, 1)
  );
}

/** Day of the week, Monday is 0. */
export function weekday(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

const dateShape = /^(\d{4})-(\d{2})-(\d{2})$/;
const timeShape = /^(\d{2}):(\d{2})$/;

/** Day number of `2026-01-31`; undefined when there is no such date. */
export function parseDate(text: string): number | undefined {
  const found = dateShape.exec(text);
  if (found === null) return undefined;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return dayNumber(year, month, day);
}

/** Minutes since midnight of `22:30`; `24:00` is the end of the day; undefined when there is no such time. */
export function parseTime(text: string): number | undefined {
  const found = timeShape.exec(text);
  if (found === null) return undefined;
  const hours = Number(found[1]);
  const minutes = Number(found[2]);
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= minutesPerDay ? total : undefined;
}

/** Local minute of `2026-01-31T22:30`; undefined when there is no such date or time. */
export function parseLocal(text: string): number | undefined {
  const days = parseDate(text.slice(0, 10));
  const minutes = text[10] === "T" ? parseTime(text.slice(11)) : undefined;
  return days === undefined || minutes === undefined ? undefined : days * minutesPerDay + minutes;
}

const padded = (value: number, width: number): string => String(value).padStart(width, "0");

/** The local minute as `2026-01-31T22:30`. */
export function localText(localMinute: number): string {
  const days = Math.floor(localMinute / minutesPerDay);
  const minutes = localMinute - days * minutesPerDay;
  const { year, month, day } = civilDate(days);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
}
