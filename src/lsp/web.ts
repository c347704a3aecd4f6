/** The language server as a worker of a browser: its messages are JSON-RPC, and nothing of Node is there. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { delayed } from "./delayed";
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
  after: delayed,
  // Here a definition is known while it is open.
  findFiles: () => Promise.resolve([]),
  soon(run) {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  },
});
