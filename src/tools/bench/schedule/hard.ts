/**
 * Questions that are hard to answer: which libraries answer otherwise than the specification says, and what they answer. The
 * answers of the libraries are recorded in cases.json and looked at again in every run.
 */
import { compileCalendar } from "../../../core/calendar";
import { horizonMs } from "../../../core/policy";
import { parseRrule } from "../../../core/rrule";
import { instantText } from "../../../core/zone";
import cases from "./cases.json";

/** What starts after an instant. */
export interface HardCase {
  name: string;
  zone: string;
  /** A local time. */
  start: string;
  rrule: string;
  at: string;
  /** The instant, `none`, or `error` where the rule is no rule. */
  next: string;
  /** The answers of libraries that answer otherwise. */
  others: Partial<Record<string, string>>;
}

export const hardCases: readonly HardCase[] = cases;

/** How a library finds the next start. */
export type NextStart = (asked: HardCase) => number | undefined;

/** Our own answer. */
export function ourNext({ zone, start, rrule, at }: HardCase): string {
  if (!parseRrule(rrule).ok) return "error";
  const calendar = compileCalendar({ rrule, start, duration: "PT1H" }, zone, new Map());
  const nowMs = Date.parse(at);
  return shown(calendar.nextAfter(nowMs, nowMs + horizonMs)?.startMs);
}

/** The answer of a library; what it throws is an error. */
export function theirNext(next: NextStart, asked: HardCase): string {
  try {
    return shown(next(asked));
  } catch {
    return "error";
  }
}

/** `2026-03-29T01:00Z` */
function shown(ms: number | undefined): string {
  return ms === undefined || Number.isNaN(ms) ? "none" : `${instantText(ms).slice(0, 16)}Z`;
}
