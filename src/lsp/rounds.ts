/**
 * When a document is checked: at once when it is opened, after a pause in typing when it changes, and never to the end
 * when a newer version is there. Only the result for the newest version is ever delivered.
 */

export interface Rounds {
  opened(uri: string): void;
  changed(uri: string): void;
  closed(uri: string): void;
  /** Cancels everything that waits. */
  stop(): void;
}

export interface RoundsPorts<Result> {
  /** A check in steps; undefined when the document is gone. */
  check: (uri: string) => Generator<void, Result> | undefined;
  deliver: (uri: string, result: Result) => void;
  failed: (uri: string, error: unknown) => void;
  /** Runs something after a while; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
  /** Gives way to the messages that have arrived meanwhile. */
  pause: () => Promise<void>;
}

/** How long the keyboard must rest before a change is checked. */
export const restMs = 150;

/** Checks that follow the documents of an editor. */
export function startRounds<Result>(ports: RoundsPorts<Result>): Rounds {
  /** The newest request of each document; a round goes on only while its own is the newest. */
  const newest = new Map<string, { cancel: () => void }>();

  async function run(uri: string, isNewest: () => boolean): Promise<void> {
    try {
      await ports.pause();
      const steps = isNewest() ? ports.check(uri) : undefined;
      if (steps === undefined) return;
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) {
          ports.deliver(uri, step.value);
          return;
        }
        await ports.pause();
        if (!isNewest()) return;
      }
    } catch (error) {
      ports.failed(uri, error);
    }
  }

  function request(uri: string, delayMs: number): void {
    newest.get(uri)?.cancel();
    const own = { cancel: (): void => undefined };
    newest.set(uri, own);
    own.cancel = ports.after(delayMs, () => void run(uri, () => newest.get(uri) === own));
  }

  return {
    opened: (uri) => request(uri, 0),
    changed: (uri) => request(uri, restMs),
    closed(uri) {
      newest.get(uri)?.cancel();
      newest.delete(uri);
    },
    stop() {
      for (const { cancel } of newest.values()) cancel();
      newest.clear();
    },
  };
}
