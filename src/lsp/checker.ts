/**
 * A second thread that reads and checks whole texts, so that nobody who types waits for it. One text at a time; of those
 * that wait only the newest of each document is read.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Diagnostic } from "vscode-languageserver-types";
import { diagnose } from "../language/diagnose";
import type { CheckElsewhere, TextToCheck } from "./checks";

interface Answer {
  diagnostics?: Diagnostic[];
  error?: string;
}

interface Waiting {
  text: TextToCheck;
  resolve: (diagnostics: Diagnostic[] | undefined) => void;
  reject: (error: Error) => void;
}

/** How a thread knows that it is this one: the file that it runs may be a bundle of much more. */
const mark = "maintenance-mode checker";

/** Checks texts in a thread that is started with the first of them. */
export function checkInThread(): CheckElsewhere {
  const waiting = new Map<string, Waiting>();
  let worker: Worker | undefined;
  let current: Waiting | undefined;

  function next(): void {
    const [first] = waiting.values();
    if (current !== undefined || first === undefined) return;
    waiting.delete(first.text.uri);
    current = first;
    worker ??= start();
    worker.postMessage(first.text);
  }

  function start(): Worker {
    const started = new Worker(__filename, { workerData: mark });
    // It never keeps the process alive.
    started.unref();
    started.on("message", ({ diagnostics, error }: Answer) => settle(diagnostics, error));
    started.on("error", (error) => {
      worker = undefined;
      settle(undefined, error.message);
    });
    return started;
  }

  function settle(diagnostics: Diagnostic[] | undefined, error: string | undefined): void {
    const done = current;
    current = undefined;
    if (diagnostics !== undefined) done?.resolve(diagnostics);
    else done?.reject(new Error(error));
    next();
  }

  return (text) =>
    new Promise((resolve, reject) => {
      waiting.get(text.uri)?.resolve(undefined);
      waiting.set(text.uri, { text, resolve, reject });
      next();
    });
}

function answer(text: TextToCheck): Answer {
  try {
    const { uri, nowMs, levels, enforcedBy, problemUri } = text;
    const documentation = (code: string): string | undefined => problemUri?.replaceAll("{code}", code);
    return { diagnostics: diagnose(text.text, { uri, nowMs, levels, enforcedBy, documentation }) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

if (!isMainThread && workerData === mark) {
  parentPort?.on("message", (text: TextToCheck) => parentPort?.postMessage(answer(text)));
}
