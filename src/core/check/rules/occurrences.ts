/** Windows that get in their own way: occurrences that overlap, and rules that never name a day. */
import { minutesPerDay, parseLocal } from "../../civil";
import type { Window } from "../../generated/types";
import { type Problem, problem } from "../../problem";
import { nextDay } from "../../recurrence";
import { type Pattern, localLength, repeatedPattern } from "../../repeated";
import type { Place } from "../place";
import type { Context } from "../rule";

/** A rule is looked at for so many days from its first day on, and so many of its days are compared. */
const horizonDays = 3_660;
const comparedDays = 100;

export function* oddOccurrences(context: Context): Iterable<Problem> {
  const windows = context.root.get("windows").items;
  const schedules = context.root.get("schedules").entries.map(([, schedule]) => schedule);
  const faulty = new Set([...context.shape.map(({ path }) => path), ...context.broken].map(entryOf));
  for (const source of [...windows, ...schedules]) {
    if (faulty.has(source.path) || faulty.has(entryOf(source.path.slice(0, source.path.lastIndexOf("/")))))
      continue;
    yield* overlapsOnce(source.get("once"));
    const repeated = ["recurring", "rrule"].map((key) => source.get(key)).find(({ exists }) => exists);
    const pattern = repeated === undefined ? undefined : repeatedPattern(source.value as Window);
    if (repeated !== undefined && pattern !== undefined) yield* inPattern(repeated, pattern);
  }
}

/** The window or schedule that a path lies in, or the path itself where it is shorter. */
function entryOf(path: string): string {
  return path.split("/", 3).join("/");
}

function* overlapsOnce(once: Place): Iterable<Problem> {
  const periods = once.items.flatMap((place) => {
    const from = parseLocal(place.get("start").text ?? "");
    const to = parseLocal(place.get("end").text ?? "");
    return from === undefined || to === undefined || to <= from ? [] : [{ place, from, to }];
  });
  const inOrder = periods.map((period, index) => ({ ...period, index })).sort((a, b) => a.from - b.from);
  const later = new Map<number, Place>();
  let longest = inOrder[0];
  for (const period of inOrder.slice(1)) {
    if (longest !== undefined && period.from < longest.to) {
      const [first, second] = period.index < longest.index ? [period, longest] : [longest, period];
      later.set(second.index, first.place);
    }
    if (longest === undefined || period.to > longest.to) longest = period;
  }
  for (const [index, first] of [...later].sort(([a], [b]) => a - b)) {
    yield problem("overlapping-occurrences", {
      path: periods[index]?.place.path ?? once.path,
      at: "value",
      message:
        "This period overlaps an earlier one of the list; together they are one. Write it as one, or correct a time.",
      related: [{ path: first.path, message: "The earlier period." }],
    });
  }
}

function* inPattern(repeated: Place, pattern: Pattern): Iterable<Problem> {
  const { rule } = pattern;
  // An end before the start is a mistake of its own.
  if (rule.last < rule.first) return;
  const limit = rule.first + horizonDays;
  let day = nextDay(rule, rule.first, limit);
  if (day === undefined) {
    yield problem("no-occurrence", {
      path: repeated.path,
      at: "value",
      message: "No day within ten years fits all of this, so it never happens. Remove one of its conditions.",
    });
    return;
  }
  const length = localLength(pattern);
  for (let count = 1; count < comparedDays; count += 1) {
    const next = nextDay(rule, day + 1, limit);
    if (next === undefined) return;
    if ((next - day) * minutesPerDay < length) {
      yield problem("overlapping-occurrences", {
        path: repeated.path,
        at: "value",
        message:
          "An occurrence begins before the one before it is over; together they are one. Make it shorter, or rarer.",
      });
      return;
    }
    day = next;
  }
}
