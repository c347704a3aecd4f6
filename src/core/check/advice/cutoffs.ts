/** Cutoffs that reach back to the occurrence before, so that nothing can begin between the two. */
import { minutesPerDay } from "../../civil";
import { durationMs, parseDuration } from "../../duration";
import { type Problem, problem } from "../../problem";
import { nextDay } from "../../recurrence";
import { type Pattern, localLength } from "../../repeated";
import { lengthText } from "../../words";
import type { Place } from "../place";
import { quoted } from "../wording";

/** So many occurrences of a rule are compared, if there are as many within ten years. */
const compared = 30;
const horizonDays = 3_660;
const minuteMs = 60_000;

export function* crowdingCutoff(window: Place, pattern: Pattern): Iterable<Problem> {
  const text = window.textOf("cutoff");
  const duration = text === undefined ? undefined : parseDuration(text);
  if (duration === undefined) return;
  const cutoff = durationMs(duration) / minuteMs;
  const length = localLength(pattern);
  // One that begins every day leaves the least.
  if (minutesPerDay - length > cutoff) return;
  const gap = smallestGap(pattern, length);
  if (gap === undefined || gap > cutoff) return;
  yield problem("cutoff-fills-gap", {
    path: window.get("cutoff").path,
    at: "value",
    message: `Between two occurrences lie ${lengthText(gap * minuteMs)}, and the cutoff of ${quoted(text)} takes all of it, so nothing that the window refuses can begin there. Shorten the cutoff.`,
  });
}

/** The fewest minutes between two occurrences that follow each other and do not touch. */
function smallestGap({ rule }: Pattern, length: number): number | undefined {
  const first = Math.max(rule.first, 0);
  let day = nextDay(rule, first, first + horizonDays);
  let least: number | undefined;
  for (let count = 0; day !== undefined && count < compared; count++) {
    const next = nextDay(rule, day + 1, day + horizonDays);
    if (next === undefined) break;
    const gap = (next - day) * minutesPerDay - length;
    if (gap > 0 && (least === undefined || gap < least)) least = gap;
    day = next;
  }
  return least;
}
