/**
 * When a document is checked: at once when it is opened and when a change takes no time to check, else after a pause in
 * typing. What even then would take too long for a keystroke, the advice about a large text, follows after the pause.
 * Changes that arrive together are checked once, and only the result for the newest text is delivered.
 */

export interface Rounds {
  opened(uri: string): void;
  changed(uri: string): void;
  closed(uri: string): void;
  /** Cancels everything that waits. */
  stop(): void;
}

export interface RoundsPorts {
  /** Checks a document and delivers what was found; in haste without what takes its time. */
  check: (uri: string, isHasty: boolean) => void;
  /** Whether checking the document takes so long that typing would feel it. */
  isHeavy: (uri: string) => boolean;
  /** Whether a check in haste leaves something to be done. */
  isLarge: (uri: string) => boolean;
  /** Nobody has typed for a while: there is time to make sure. */
  rested: (uri: string) => void;
  failed: (uri: string, error: unknown) => void;
  /** Runs something after a while, after all messages that have arrived by then; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
}

/** How long the keyboard must rest before what takes its time is done. */
export const restMs = 150;

/** How long the keyboard must rest before there is time for anything. */
export const idleMs = 2_000;

/** Checks that follow the documents of an editor. */
export function startRounds({ check, isHeavy, isLarge, rested, failed, after }: RoundsPorts): Rounds {
  const checks = new Delayed(failed, after);
  const rests = new Delayed(failed, after);
  const checkAll = (uri: string): void => check(uri, false);
  const checkInHaste = (uri: string): void => {
    check(uri, true);
    if (isLarge(uri)) checks.request(uri, restMs, checkAll);
  };
  return {
    opened: (uri) => checks.request(uri, 0, checkAll),
    changed(uri) {
      if (isHeavy(uri)) checks.request(uri, restMs, checkAll);
      else checks.request(uri, 0, checkInHaste);
      rests.request(uri, idleMs, rested);
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

/** What is done for a document after a while, unless something else is asked for before. */
class Delayed {
  /** What cancels it, by document. */
  readonly #waiting = new Map<string, () => void>();

  constructor(
    private readonly failed: RoundsPorts["failed"],
    private readonly after: RoundsPorts["after"],
  ) {}

  request(uri: string, delayMs: number, run: (uri: string) => void): void {
    this.cancel(uri);
    const cancel = this.after(delayMs, () => {
      this.#waiting.delete(uri);
      try {
        run(uri);
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
