/**
 * A second thread that reads and checks whole texts, so that nobody who types waits for it. One text at a time; of those
 * that wait only the newest of each document is read.
 */
import { diagnoseNamed } from "../language/diagnose";
import type { CheckElsewhere, Found, TextToCheck } from "./checks";

/** How a thread knows that it is this one: the file that it runs may be a bundle of much more. */
export const checkerMark = "maintenance-mode checker";

/** What the thread says of a text. */
export type Checked = Found | { error: string };

/** A thread as the machine has them. */
export interface Thread {
  postMessage(text: TextToCheck): void;
}

/** Starts the thread; it says something of each text, or that it is no more. */
export type StartThread = (said: (checked: Checked) => void, gone: (reason: string) => void) => Thread;

interface Waiting {
  text: TextToCheck;
  resolve: (found: Found | undefined) => void;
  reject: (error: Error) => void;
}

/** Checks texts in a thread that is started with the first of them. */
export function checkInThread(start: StartThread): CheckElsewhere {
  const waiting = new Map<string, Waiting>();
  let thread: Thread | undefined;
  let current: Waiting | undefined;

  function next(): void {
    const [first] = waiting.values();
    if (current !== undefined || first === undefined) return;
    waiting.delete(first.text.uri);
    current = first;
    try {
      thread ??= start(settle, (reason) => {
        thread = undefined;
        settle({ error: reason });
      });
      thread.postMessage(first.text);
    } catch (error) {
      settle({ error: messageOf(error) });
    }
  }

  function settle(said: Checked): void {
    const done = current;
    current = undefined;
    if ("error" in said) done?.reject(new Error(said.error));
    else done?.resolve(said);
    next();
  }

  return (text) =>
    new Promise((resolve, reject) => {
      waiting.get(text.uri)?.resolve(undefined);
      waiting.set(text.uri, { text, resolve, reject });
      next();
    });
}

/** What the thread does. */
export function checked({ text, problemUri, ...options }: TextToCheck): Checked {
  try {
    const documentation = (code: string): string | undefined => problemUri?.replaceAll("{code}", code);
    return diagnoseNamed(text, { ...options, documentation });
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
