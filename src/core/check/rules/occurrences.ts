/** Windows that get in their own way: occurrences that overlap, and rules that never name a day. */
import { dayNumber, minutesPerDay, parseLocal } from "../../civil";
import type { Window } from "../../generated/types";
import { type Problem, problem } from "../../problem";
import { nextDay } from "../../recurrence";
import { type Pattern, localLength, repeatedPattern } from "../../repeated";
import { farthest } from "../../rrule";
import { parent, type Place } from "../place";
import type { Context } from "../rule";

/** A rule is looked at for so many days from its first day on, and so many of its days are compared. */
const horizonDays = 3_660;
const comparedDays = 100;
/** From where a recurrence without a first day is looked at. */
const anyFirst = dayNumber(2000, 1, 1);

export function* oddOccurrences(context: Context): Iterable<Problem> {
  const windows = context.root.get("windows").items;
  const schedules = context.root.get("schedules").entries.map(([, schedule]) => schedule);
  const faulty = new Set([...context.shape.map(({ path }) => path), ...context.broken].map(entryOf));
  for (const source of [...windows, ...schedules]) {
    if (faulty.size > 0 && (faulty.has(source.path) || faulty.has(entryOf(parent(source.path))))) continue;
    const once = source.get("once");
    if (once.items.length > 1) yield* overlapsOnce(once);
    const recurring = source.get("recurring");
    const repeated = recurring.exists ? recurring : source.get("rrule");
    const pattern = repeated.exists ? repeatedPattern(source.value as Window) : undefined;
    if (pattern !== undefined) yield* inPattern(repeated, pattern);
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
  const times = [...new Set(periods.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const slots = new Map(times.map((time, slot) => [time, slot]));
  const taken = new Taken(times.length);
  for (const { place, from, to } of periods) {
    const earlier = taken.take(slots.get(from) ?? 0, slots.get(to) ?? 0, place);
    if (earlier === undefined) continue;
    yield problem("overlapping-occurrences", {
      path: place.path,
      at: "value",
      message:
        "This period overlaps an earlier one of the list; together they are one. Write it as one, or correct a time.",
      related: [{ path: earlier.path, message: "The earlier period." }],
    });
  }
}

/** The stretches between neighbouring times, each with the first period that covers it; each is taken once, so many periods cost little. */
class Taken {
  readonly #by: Place[] = [];
  /** A slot that is nearer to the first free one at or after each. */
  readonly #next: number[];

  constructor(size: number) {
    this.#next = Array.from({ length: size }, (_, slot) => slot);
  }

  /** Takes what is free between two times, and tells who was there before, if anybody. */
  take(start: number, end: number, place: Place): Place | undefined {
    let earlier: Place | undefined;
    for (let slot = start; slot < end;) {
      const free = this.#free(slot);
      if (free === slot) {
        this.#by[slot] = place;
        this.#next[slot] = slot + 1;
        slot += 1;
      } else {
        earlier ??= this.#by[slot];
        slot = free;
      }
    }
    return earlier;
  }

  #free(slot: number): number {
    let at = slot;
    for (let next = this.#next[at] ?? at; next !== at; next = this.#next[at] ?? at) {
      this.#next[at] = this.#next[next] ?? next;
      at = next;
    }
    return at;
  }
}

function* inPattern(repeated: Place, pattern: Pattern): Iterable<Problem> {
  const { rule } = pattern;
  const hasFirst = typeof repeated.value === "string" || repeated.get("startDate").exists;
  const first = hasFirst ? rule.first : anyFirst;
  // An end before the start is a mistake of its own.
  if (rule.last < rule.first) return;
  let day = nextDay(rule, first, first + horizonDays - 1);
  if (day === undefined) {
    yield problem("no-occurrence", {
      path: repeated.path,
      at: "value",
      message: "No day within ten years fits all of this, so it never happens. Remove one of its conditions.",
    });
    return;
  }
  const length = localLength(pattern);
  // What begins on different days at one time of day and lasts no longer than a day cannot overlap.
  if (length <= minutesPerDay) return;
  for (let count = 1; count < comparedDays; count += 1) {
    const next = nextDay(rule, day + 1, farthest);
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
