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
  failed: (uri: string, error: unknown) => void;
  /** Runs something after a while, after all messages that have arrived by then; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
}

/** How long the keyboard must rest before a heavy document is checked. */
export const restMs = 150;

/** Checks that follow the documents of an editor. */
export function startRounds({ check, isHeavy, failed, after }: RoundsPorts): Rounds {
  /** What cancels the next check of each document. */
  const waiting = new Map<string, () => void>();

  function request(uri: string, delayMs: number): void {
    waiting.get(uri)?.();
    const cancel = after(delayMs, () => {
      waiting.delete(uri);
      try {
        check(uri);
      } catch (error) {
        failed(uri, error);
      }
    });
    waiting.set(uri, cancel);
  }

  return {
    opened: (uri) => request(uri, 0),
    changed: (uri) => request(uri, isHeavy(uri) ? restMs : 0),
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
