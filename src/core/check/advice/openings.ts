/** The occurrences of a window one after another, looked at up to a bound, however many are dropped. */
import type { Calendar } from "../../calendar";
import type { Occurrence } from "../../occurrence";

export class Openings {
  constructor(
    /** Of the window without what it excludes. */
    private readonly calendar: Calendar,
    private readonly excluded: readonly Calendar[],
  ) {}

  /** Those that are open at the instant or begin after it and not after the limit; so many are looked at. */
  *from(ms: number, limitMs: number, most: number): Iterable<Occurrence> {
    const open = this.calendar.activeAt(ms);
    if (open !== undefined && !this.isDropped(open)) yield open;
    let next = this.calendar.nextAfter(ms, limitMs);
    for (let count = 0; next !== undefined && count < most; count++) {
      if (!this.isDropped(next)) yield next;
      next = this.calendar.nextAfter(next.startMs, limitMs);
    }
  }

  /** Whether it is left out because it begins inside what is excluded. */
  isDropped({ startMs }: Occurrence): boolean {
    return this.excluded.some((one) => one.openAt(startMs).length > 0);
  }

  /** How many of the next occurrences are dropped before one that is not; undefined when such a one is among so many. */
  droppedFrom(ms: number, limitMs: number, most: number): number | undefined {
    let next = this.calendar.nextAfter(ms, limitMs);
    let count = 0;
    for (; next !== undefined && count < most; count++) {
      if (!this.isDropped(next)) return undefined;
      next = this.calendar.nextAfter(next.startMs, limitMs);
    }
    return count;
  }
}
