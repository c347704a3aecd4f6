/**
 * When a document is checked: at once when it is opened and when a change takes no time to check, else after a pause in
 * typing. Changes that arrive together are checked once, and only the result for the newest text is delivered.
 */

export interface Rounds {
  opened(uri: string): void;
  changed(uri: string): void;
  closed(uri: string): void;
  /** Cancels everything that waits. */
  stop(): void;
}

export interface RoundsPorts {
  /** Checks a document and delivers what was found. */
  check: (uri: string) => void;
  /** Whether checking the document takes so long that typing would feel it. */
  isHeavy: (uri: string) => boolean;
  /** Nobody has typed for a while: there is time to make sure. */
  rested: (uri: string) => void;
  failed: (uri: string, error: unknown) => void;
  /** Runs something after a while, after all messages that have arrived by then; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
}

/** How long the keyboard must rest before a heavy document is checked. */
export const restMs = 150;

/** How long the keyboard must rest before there is time for anything. */
export const idleMs = 2_000;

/** Checks that follow the documents of an editor. */
export function startRounds({ check, isHeavy, rested, failed, after }: RoundsPorts): Rounds {
  const checks = new Delayed(check, failed, after);
  const rests = new Delayed(rested, failed, after);
  return {
    opened: (uri) => checks.request(uri, 0),
    changed(uri) {
      checks.request(uri, isHeavy(uri) ? restMs : 0);
      rests.request(uri, idleMs);
    },
    closed(uri) {
      checks.cancel(uri);
      rests.cancel(uri);
    },
    stop() {
      checks.stop();
      rests.stop();
    },
  };
}

/** Something that is done for a document after a while, unless it is asked for again before. */
class Delayed {
  /** What cancels it, by document. */
  readonly #waiting = new Map<string, () => void>();

  constructor(
    private readonly run: (uri: string) => void,
    private readonly failed: RoundsPorts["failed"],
    private readonly after: RoundsPorts["after"],
  ) {}

  request(uri: string, delayMs: number): void {
    this.cancel(uri);
    const cancel = this.after(delayMs, () => {
      this.#waiting.delete(uri);
      try {
        this.run(uri);
      } catch (error) {
        this.failed(uri, error);
      }
    });
    this.#waiting.set(uri, cancel);
  }

  cancel(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
  }

  stop(): void {
    for (const cancel of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
