/** ISO 8601 durations as the definition writes them: days are nominal (calendar days), hours and minutes are exact. */

export interface Duration {
  /** Calendar days, added on the local calendar. */
  days: number;
  /** Exact minutes, added to the instant. */
  minutes: number;
}

const shape = /^P(?=.)(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,7})M)?)?$/;

/** Reads `P1D`, `PT4H30M`, `P1DT2H`, `P2W`; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0] = found;
  return { days: Number(weeks) * 7 + Number(days), minutes: Number(hours) * 60 + Number(minutes) };
}

/** The exact length in milliseconds of a duration without days; days count as 24 hours. */
export function durationMs(duration: Duration): number {
  return (duration.days * 1440 + duration.minutes) * 60_000;
}
