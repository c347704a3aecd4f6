/** The language server as a worker of a browser: its messages are JSON-RPC, and nothing of Node is there. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { checked, checkerMark, checkInThread, type Checked, type StartThread } from "./checker";
import type { TextToCheck } from "./checks";
import { serve } from "./server";

/** What two threads of a browser tell each other. */
interface Port {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

interface OtherWorker extends Port {
  onerror: ((event: { message?: string; preventDefault: () => void }) => void) | null;
}

/** The parts of a worker's global object that are used, so that no other part can be. */
declare const self: Port & { name: string; location: { href: string } };
declare const Worker: (new (program: string, options: { name: string }) => OtherWorker) | undefined;

function main(): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(self),
    new BrowserMessageWriter(self),
  );
  serve(connection, {
    now: Date.now,
    after,
    // Here a definition is known while it is open.
    files: { find: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
    soon: (run) => after(0, run),
    // Not every browser lets a worker start another one.
    ...(typeof Worker === "function" && { checkElsewhere: checkInThread(startThread) }),
  });
}

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

/** The second thread is another worker that runs the same program; it ends with this one. */
const startThread: StartThread = (said, gone) => {
  if (Worker === undefined) throw new Error("There are no workers here.");
  const worker = new Worker(self.location.href, { name: checkerMark });
  worker.onmessage = ({ data }) => said(data as Checked);
  worker.onerror = (event) => {
    event.preventDefault();
    gone(event.message ?? "The worker cannot be started.");
  };
  return worker;
};

if (self.name === checkerMark) self.onmessage = ({ data }) => self.postMessage(checked(data as TextToCheck));
else main();
