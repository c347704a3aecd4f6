/** Time and chance as a provider may know them: passed in, so that tests decide what they are. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Runs something once, later; the answer calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Waits, without a time limit when there is no delay; ends early, without an error, when the signal is aborted. */
export function pause(clock: Clock, delayMs: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const callOff = delayMs === undefined ? () => {} : clock.after(delayMs, done);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      callOff();
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
