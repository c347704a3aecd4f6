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
  failed: (uri: string, error: unknown) => void;
  /** Runs something after a while, after all messages that have arrived by then; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
}

/** How long the keyboard must rest before a heavy document is checked. */
export const restMs = 150;

/** Checks that follow the documents of an editor. */
export function startRounds({ check, isHeavy, isLarge, failed, after }: RoundsPorts): Rounds {
  /** What cancels the next check of each document. */
  const waiting = new Map<string, () => void>();

  function request(uri: string, delayMs: number, isHasty: boolean): void {
    waiting.get(uri)?.();
    const cancel = after(delayMs, () => {
      waiting.delete(uri);
      try {
        check(uri, isHasty);
        if (isHasty && isLarge(uri)) request(uri, restMs, false);
      } catch (error) {
        failed(uri, error);
      }
    });
    waiting.set(uri, cancel);
  }

  return {
    opened: (uri) => request(uri, 0, false),
    changed: (uri) => (isHeavy(uri) ? request(uri, restMs, false) : request(uri, 0, true)),
    closed(uri) {
      waiting.get(uri)?.();
      waiting.delete(uri);
    },
    stop() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
