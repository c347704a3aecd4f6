/** A clock that stands still until a test moves it. */
import type { Clock } from "../../src/providers/clock";

export interface TestClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void;
  /** The delays that are being waited for, shortest first. */
  waiting(): number[];
}

export function testClock(chance = 0.5): TestClock {
  let now = Date.UTC(2026, 10, 21, 12, 0);
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    random: () => chance,
    after: (delayMs, run) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((one) => one !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
    waiting: () => timers.map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

/** Waits until something real (a socket, mostly) has happened. */
export async function until(condition: () => boolean, limitMs = 1_500): Promise<void> {
  const end = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`It did not happen: ${condition.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
