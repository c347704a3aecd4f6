/** Advice about one window by itself, and its time zone. */
import type { Window } from "../../generated/types";
import type { Problem } from "../../problem";
import { repeatedPattern } from "../../repeated";
import { isTimeZone } from "../../zone";
import type { Place } from "../place";
import { clockChanges } from "./clocks";
import { crowdingCutoff } from "./cutoffs";
import { skippedMonths } from "./months";
import { isPast } from "./past";

/** What can be said about a window of the right shape; paths begin where that of the window does. */
export function* windowAdvice(
  window: Place,
  zone: unknown,
  nowMs: number,
): Iterable<Omit<Problem, "related">> {
  const source = window.value as Window;
  const pattern = repeatedPattern(source);
  if (pattern !== undefined) {
    yield* skippedMonths(window, pattern.rule);
    yield* crowdingCutoff(window, pattern);
  }
  const own = window.textOf("timeZone") ?? zone;
  if (typeof own !== "string" || !isTimeZone(own)) return;
  const past = isPast(window, pattern, own, nowMs);
  if (past !== undefined) yield past;
  else yield* clockChanges(window, pattern, own, nowMs);
}
