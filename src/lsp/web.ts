/** The language server as a worker of a browser: its messages are JSON-RPC, and nothing of Node is there. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { serve } from "./server";

/** The part of a worker's global object that is used, so that no other part can be. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);

serve(connection, {
  now: Date.now,
  after,
  // Here a definition is known while it is open.
  findFiles: () => Promise.resolve([]),
  soon: (run) => after(0, run),
});

function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
