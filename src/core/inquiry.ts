/** One question at one place, asked about one instant after another: what is decided, and when that changes. */
import { maintenanceAt } from "./maintenance";
import type { Place, PlaceLevel } from "./place";
import { horizonMs } from "./policy";
import type { Rules } from "./rules";
import { codeUntilMs, deniedUntilMs, maintenanceUntilMs } from "./until";
import { type Elsewhen, type Question, type Verdict, verdictAt } from "./verdict";

export class Inquiry implements Elsewhen {
  /** How far the search for an instant without maintenance has come, from the beginning of the operation on. */
  #search: { toggles: unknown; ms: number; found: boolean } | undefined;

  constructor(
    private readonly rules: Rules,
    private readonly place: Place,
    private readonly question: Question,
  ) {}

  verdictAt(ms: number): Verdict {
    return verdictAt(this.rules, this.place.levelsAt(ms), this.question, ms, this);
  }

  /** The first change after a verdict, and for a denial the first instant at which it is allowed. */
  after(now: Verdict, nowMs: number): { nextChangeMs?: number; allowedMs?: number } {
    const { rules, place, question } = this;
    const limitMs = nowMs + horizonMs;
    let nextChangeMs: number | undefined;
    let ms = codeUntilMs(rules, place, question, now, nowMs, limitMs);
    while (ms <= limitMs) {
      const then = this.verdictAt(ms);
      if (then.code !== now.code || then.decision !== now.decision) nextChangeMs ??= ms;
      if (nextChangeMs !== undefined) {
        if (now.decision === "allow") return { nextChangeMs };
        if (then.decision === "allow") return { nextChangeMs, allowedMs: ms };
      }
      const codeMs = codeUntilMs(rules, place, question, then, ms, limitMs);
      const isChanged = nextChangeMs !== undefined;
      ms = isChanged ? Math.max(codeMs, deniedUntilMs(rules, place, question, ms, limitMs, this)) : codeMs;
    }
    return nextChangeMs === undefined ? {} : { nextChangeMs };
  }

  later(atMs: number): readonly PlaceLevel[] {
    return this.place.levelsAt(atMs);
  }

  /** Whether the target was not in maintenance at some instant from the beginning on: then something began before the unbroken maintenance. */
  beganBefore(startedMs: number, nowMs: number): boolean {
    const { place, question } = this;
    const toggles = place.togglesAt(nowMs);
    // Asked about one later instant after another, the search goes on where it stopped.
    if (this.#search?.toggles !== toggles) this.#search = { toggles, ms: startedMs, found: false };
    const search = this.#search;
    const limitMs = Math.min(nowMs, startedMs + horizonMs) - 1;
    while (!search.found && search.ms <= limitMs) {
      const levels = place.levelsSeenFrom(nowMs, search.ms);
      if (maintenanceAt(levels, question.operation).on) {
        const untilMs = maintenanceUntilMs(place, levels, true, question, search.ms, limitMs);
        search.ms = Math.min(untilMs, place.togglesUntil(nowMs, search.ms));
      } else search.found = true;
    }
    return search.found;
  }
}
