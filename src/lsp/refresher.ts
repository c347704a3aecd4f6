/**
 * When an editor is asked to show notes anew that tell the time: when the first of those that it shows becomes wrong, and
 * not more often than once a minute. An editor that shows none is never asked.
 */

export interface RefresherPorts {
  now: () => number;
  /** Runs something after a while; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
  refresh: () => void;
}

const leastMs = 60_000;
/** A timer may come a moment early. */
const slackMs = 20;
/** Timers can be late by the time that a machine sleeps; then what is shown is looked at again after this at most. */
const mostMs = 60 * 60_000;

export class Refresher {
  #lastMs = -Infinity;
  #next: { ms: number; cancel: () => void } | undefined;

  constructor(private readonly ports: RefresherPorts) {}

  /** Something is shown that is true until the instant. */
  shown(changesMs: number): void {
    if (changesMs === Infinity) return;
    const ms = Math.max(changesMs + slackMs, this.#lastMs + leastMs);
    if (this.#next !== undefined && this.#next.ms <= ms) return;
    this.#next?.cancel();
    const delayMs = Math.min(mostMs, Math.max(0, ms - this.ports.now()));
    this.#next = { ms, cancel: this.ports.after(delayMs, () => this.refresh()) };
  }

  /** Asks at once: what is shown is wrong for another reason than time. */
  refresh(): void {
    this.stop();
    this.#lastMs = this.ports.now();
    this.ports.refresh();
  }

  /** Asks no more, until something is shown again. */
  stop(): void {
    this.#next?.cancel();
    this.#next = undefined;
  }
}
