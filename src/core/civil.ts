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

/** Day number of `2026-01-31`; undefined when there is no such date. */
export function parseDate(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  // Comparisons with what is no number are false.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return undefined;
  return dayNumber(year, month, day);
}

/** Minutes since midnight of `22:30`; `24:00` is the end of the day; undefined when there is no such time. */
export function parseTime(text: string): number | undefined {
  if (text.length !== 5 || text[2] !== ":") return undefined;
  const minutes = digits(text, 3, 5);
  const total = digits(text, 0, 2) * 60 + minutes;
  return minutes < 60 && total <= minutesPerDay ? total : undefined;
}

/** The number that the digits from one place to another make; NaN when one of them is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
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
