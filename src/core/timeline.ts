/** The instants at which a decision can change by time alone, looked up one after another and never listed. */
import type { Policy } from "./policy";
import type { Toggles } from "./toggle";
import { parseInstant } from "./zone";

export class Timeline {
  /** Beginnings and ends of toggles, and ends of overrides, in order. */
  readonly #fixed: readonly number[];

  constructor(
    private readonly policy: Policy,
    toggles: Toggles,
    fromMs: number,
  ) {
    const texts = [...togglesIn(toggles), ...policy.overrides.map(({ override }) => override.expires)];
    const instants = texts.map((text) => (text === undefined ? undefined : parseInstant(text)));
    this.#fixed = [...new Set(instants)]
      .filter((ms): ms is number => ms !== undefined && ms > fromMs)
      .sort((a, b) => a - b);
  }

  /** The first boundary after the instant and not after the limit, or undefined. */
  after(ms: number, limitMs: number): number | undefined {
    let soonest = this.#fixed.find((instant) => instant > ms) ?? Infinity;
    for (const { calendar, cutoffMs } of this.policy.windows) {
      const end = calendar.activeAt(ms)?.endMs;
      if (end !== undefined && end < soonest) soonest = end;
      const nearestMs = Math.min(soonest, limitMs);
      const start = calendar.nextAfter(ms, nearestMs)?.startMs;
      if (start !== undefined && start < soonest) soonest = start;
      if (cutoffMs === 0) continue;
      const cut = calendar.nextAfter(ms + cutoffMs, nearestMs + cutoffMs)?.startMs;
      if (cut !== undefined && cut - cutoffMs < soonest) soonest = cut - cutoffMs;
    }
    return soonest <= limitMs ? soonest : undefined;
  }
}

function togglesIn({ toggles, saved }: Toggles): (string | undefined)[] {
  return [...toggles.flatMap(({ since, until }) => [since, until]), ...saved.flatMap(togglesIn)];
}
