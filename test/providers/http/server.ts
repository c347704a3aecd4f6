/** A small real HTTP server whose behaviour is a function of the test, and a state to answer with. */
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { HistoryEntry, Status } from "../../../src/core/generated/types";
import { type Address, checkAddress } from "../../../src/providers/http/address";

export type Handler = (request: IncomingMessage & { body: string }, response: ServerResponse) => void;

export interface TestServer {
  address: Address;
  /** What came in, `METHOD path`, in order. */
  log: string[];
  close(): Promise<void>;
}

export const TOKEN = "mm_test-0123456789abcdef";

export async function serve(handler: Handler): Promise<TestServer> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    log.push(`${request.method ?? ""} ${request.url ?? ""}`);
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () =>
      handler(Object.assign(request, { body: Buffer.concat(pieces).toString() }), response),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: addressOf(`http://127.0.0.1:${port}`),
    log,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function addressOf(url: string): Address {
  const check = checkAddress(url);
  if (!check.ok) throw new Error(check.problem);
  return check.address;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(JSON.stringify(body));
}

export function problem(response: ServerResponse, status: number, code: string, more: object = {}): void {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(
    JSON.stringify({ type: "about:blank", title: code, status, code, detail: `Because ${code}.`, ...more }),
  );
}

/** Starts an event stream; the answer sends one event. */
export function eventStream(response: ServerResponse): (event: string, data: unknown, id?: string) => void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  return (event, data, id) => {
    response.write(
      `event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`,
    );
  };
}

export function state(change: Partial<Status> = {}): Status {
  return {
    phase: "off",
    revision: 1,
    toggles: [],
    saved: [],
    inFlight: [],
    services: [],
    definition: { name: "erp-production", digest: "sha256:0", valid: true },
    at: "2026-11-21T12:00:00Z",
    environment: { name: "erp-production", title: "ERP production" },
    ...change,
  };
}

export function entry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    seq: 1,
    at: "2026-11-21T12:00:00Z",
    by: "anna",
    action: "enable",
    target: {},
    revision: 2,
    outcome: "carried-out",
    ...change,
  };
}
