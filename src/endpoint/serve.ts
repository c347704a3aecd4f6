/** The endpoint's door: opens the data directory, loads the definition, listens on loopback, and closes in order. */
import type { AddressInfo } from "node:net";
import { Engine } from "./engine";
import { EventHub } from "./events";
import { buildServer } from "./http";
import { ownerToken, principalOf } from "./tokens";

export interface EndpointOptions {
  definitionPath: string;
  dataDirectory: string;
  /** 0 takes any free port. */
  port: number;
  heartbeatMs: number;
  now: () => number;
  log: (line: string) => void;
}

export interface RunningEndpoint {
  url: string;
  /** The owner's token, and whether this start made it. */
  token: string;
  isNewToken: boolean;
  /** Ends streams, finishes answers that are under way, and releases the data directory. */
  close(): Promise<void>;
}

/** How long answers that are under way may take once the endpoint is asked to stop. */
const closeGraceMs = 1_000;

/** Starts the endpoint. Fails with a StoreError in words when the directory or the definition cannot be used. */
export async function startEndpoint(options: EndpointOptions): Promise<RunningEndpoint> {
  const { dataDirectory, heartbeatMs, now, log } = options;
  const engine = Engine.open(options);
  const owner = ownerToken(dataDirectory);
  const events = new EventHub(engine, heartbeatMs, now);
  const authenticate = (header: string | undefined) => principalOf(dataDirectory, owner.token, header);
  const server = buildServer({ engine, events, authenticate, log });
  // Streams never end by themselves, so they are ended before the server waits for its connections.
  server.addHook("preClose", (done) => {
    events.close();
    server.server.closeIdleConnections();
    done();
  });
  const close = async (): Promise<void> => {
    // A connection on which no request was ever sent counts as busy; nobody waits for those longer than this.
    const cut = setTimeout(() => server.server.closeAllConnections(), closeGraceMs);
    await server.close();
    clearTimeout(cut);
    engine.close();
  };
  try {
    await server.listen({ host: "127.0.0.1", port: options.port });
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, token: owner.token, isNewToken: owner.isNew, close };
}
