/** Remembers the last few answers about something that changes with time, each for as long as it holds. */

/** What holds from one instant to another, half-open. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** So many are kept: what holds now, and what the next few changes bring. */
const most = 4;

export class Spans<T extends Span> {
  /** The latest first. */
  readonly #kept: T[] = [];

  /** What is known to hold at the instant. */
  at(ms: number): T | undefined {
    for (const span of this.#kept) if (span.fromMs <= ms && ms < span.toMs) return span;
    return undefined;
  }

  keep(span: T): T {
    if (this.#kept.length === most) this.#kept.pop();
    this.#kept.unshift(span);
    return span;
  }
}
