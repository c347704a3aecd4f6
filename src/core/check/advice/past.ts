/** Windows that have been open for the last time. */
import { compileCalendar } from "../../calendar";
import { parseLocal } from "../../civil";
import type { Window } from "../../generated/types";
import { horizonMs } from "../../policy";
import { type Problem, problem } from "../../problem";
import type { Pattern } from "../../repeated";
import { localDay, toLocalMinute } from "../../zone";
import type { Place } from "../place";

/** That a window never opens again, unless it does. */
export function isPast(
  window: Place,
  pattern: Pattern | undefined,
  zone: string,
  nowMs: number,
): Problem | undefined {
  if (pattern !== undefined && pattern.rule.last >= localDay(nowMs, zone)) return undefined;
  const now = toLocalMinute(nowMs, zone);
  const isAhead = window
    .get("once")
    .items.some((one) => (parseLocal(one.textOf("end") ?? "") ?? Infinity) > now);
  if (isAhead) return undefined;
  const calendar = compileCalendar(window.value as Window, zone, new Map());
  // What began on its last day may still be open.
  if (calendar.activeAt(nowMs) !== undefined || calendar.nextAfter(nowMs, nowMs + horizonMs) !== undefined)
    return undefined;
  return problem("past-window", {
    path: window.get("id").path,
    at: "value",
    message:
      "The last occurrence of this window is over; it never opens again. Remove it, or give it new dates.",
  });
}
