/**
 * What is asked of a rule: is it open at an instant, and when does that change. Cold: the rule is read from its text for
 * every question, by everybody, as it is where a definition has just changed.
 */

/** A rule as all of them read it, with the length of its occurrences. */
export interface TimedRule {
  rrule: string;
  /** `2016-11-01T22:00`, a local time. */
  start: string;
  hours: number;
}

/** When what holds at the instant changes, in milliseconds since 1970 UTC; undefined when it does not. */
export type NextChange = (rule: TimedRule, nowMs: number) => number | undefined;

export const zone = "Europe/Copenhagen";

/** `20161101T220000` */
export function compact(local: string): string {
  return `${local.replace(/[-:]/g, "")}00`;
}

/** The change, from the occurrences around the instant. */
export function changeOf(
  beforeMs: number | undefined,
  afterMs: () => number | undefined,
  nowMs: number,
  hours: number,
): number | undefined {
  const endMs = beforeMs === undefined ? -Infinity : beforeMs + hours * 3_600_000;
  return nowMs < endMs ? endMs : afterMs();
}
