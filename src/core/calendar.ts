/**
 * When a window or schedule is open: occurrences as half-open instants `[startMs, endMs)`, from `once`, `recurring` or
 * `rrule`, in the zone's wall-clock time. Nothing is counted from the beginning; every question looks around its instant.
 */
import type { Schedule, Window } from "./generated/types";
import type { Occurrence, Series } from "./occurrence";
import { onceSeries } from "./once";
import { recurringSeries } from "./repeated";
import { type Span, Spans } from "./spans";
import { isTimeZone } from "./zone";

export interface Calendar {
  /** Every occurrence that is open at the instant. */
  openAt(nowMs: number): Occurrence[];
  /** The occurrence that is open at the instant; of several the one that ends last, then the one that began first. */
  activeAt(nowMs: number): Occurrence | undefined;
  /** The first occurrence that starts after the instant and not after the limit; of several the longest. */
  nextAfter(nowMs: number, limitMs: number): Occurrence | undefined;
}

/** Prepares the calendar of a window or schedule. Parts that cannot be read are left out: the check reports them. */
export function compileCalendar(
  source: Window | Schedule,
  zone: string | undefined,
  schedules: ReadonlyMap<string, Calendar>,
): Calendar {
  const timeZone = source.timeZone ?? zone;
  // No zone, or one that nobody knows, is an error of the definition and never UTC.
  if (timeZone === undefined || !isTimeZone(timeZone)) return never;
  const series: Series[] = [];
  if (source.once !== undefined) series.push(onceSeries(source.once, timeZone));
  const repeated = recurringSeries(source, timeZone);
  if (repeated !== undefined) series.push(repeated);
  const exclude = "exclude" in source ? source.exclude : undefined;
  return new Occurrences(series, exclude?.flatMap((id) => schedules.get(id) ?? []) ?? none);
}

const none: readonly Calendar[] = [];

const never: Calendar = { openAt: () => [], activeAt: () => undefined, nextAfter: () => undefined };

/** What stays the same from one boundary of a calendar to the next. */
interface Answer extends Span {
  active: Occurrence | undefined;
  /** The next occurrence, if there is one up to where it was searched for. */
  next: Occurrence | undefined;
  searchedMs: number;
}

/** The next occurrence is searched for twice as far as anybody looks, so that a search that finds nothing serves for long. */
const searchMs = 2 * 3_660 * 86_400_000;

class Occurrences implements Calendar {
  readonly #answers = new Spans<Answer>();

  constructor(
    private readonly series: readonly Series[],
    private readonly excluded: readonly Calendar[],
  ) {}

  openAt(nowMs: number): Occurrence[] {
    const [only] = this.series;
    const open =
      only !== undefined && this.series.length === 1
        ? only.openAt(nowMs)
        : this.series.flatMap((one) => one.openAt(nowMs));
    return this.excluded.length === 0 ? open : open.filter((one) => !this.#isDropped(one));
  }

  activeAt(nowMs: number): Occurrence | undefined {
    return this.#answerAt(nowMs).active;
  }

  nextAfter(nowMs: number, limitMs: number): Occurrence | undefined {
    const { next, searchedMs } = this.#answerAt(nowMs);
    if (next === undefined && limitMs > searchedMs) return this.#firstAfter(nowMs, limitMs);
    return next !== undefined && next.startMs <= limitMs ? next : undefined;
  }

  #answerAt(nowMs: number): Answer {
    const known = this.#answers.at(nowMs);
    if (known !== undefined) return known;
    const searchedMs = nowMs + searchMs;
    const active = longest(this.openAt(nowMs));
    const next = this.#firstAfter(nowMs, searchedMs);
    const toMs = Math.min(active?.endMs ?? Infinity, next?.startMs ?? searchedMs);
    return this.#answers.keep({ fromMs: nowMs, toMs, active, next, searchedMs });
  }

  #firstAfter(nowMs: number, limitMs: number): Occurrence | undefined {
    let best: Occurrence | undefined;
    for (const one of this.series) {
      const lastMs = best?.startMs ?? limitMs;
      let found = one.startAfter(nowMs, lastMs);
      while (found !== undefined && this.#isDropped(found)) found = one.startAfter(found.startMs, lastMs);
      if (found === undefined) continue;
      if (best === undefined || found.startMs < best.startMs || found.endMs > best.endMs) best = found;
    }
    return best;
  }

  /** An occurrence whose start lies in an excluded interval is dropped whole; any other is kept whole. */
  #isDropped({ startMs }: Occurrence): boolean {
    return this.excluded.some((calendar) => calendar.openAt(startMs).length > 0);
  }
}

/** The one that ends last, of several the one that began first. */
function longest(open: readonly Occurrence[]): Occurrence | undefined {
  let best: Occurrence | undefined;
  for (const one of open) {
    if (best === undefined || one.endMs > best.endMs) best = one;
    else if (one.endMs === best.endMs && one.startMs < best.startMs) best = one;
  }
  return best;
}
