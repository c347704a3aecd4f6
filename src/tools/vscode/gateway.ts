/**
 * A loopback front for VS Code's web server, which adds the one thing that server lacks: half of the key
 * with which the workbench encrypts secrets in the browser. So secrets survive a reload, and a restart.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import path from "node:path";

const keyBytes = 32;

export interface GatewayOptions {
  /** The socket on which VS Code's server listens. */
  readonly socketPath: string;
  /** Where the key half is kept, readable to this user alone. */
  readonly keyFile: string;
  /** The token that VS Code's server demands, if any: the key is given only to who shows it as well. */
  readonly connectionToken?: string;
  readonly port: number;
}

export interface Gateway {
  /** host:port, as the browser sees it. */
  readonly authority: string;
  close(): void;
}

/** Listens on 127.0.0.1 and passes everything but the key request through, web sockets included. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const key = secretKey(options.keyFile);
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.split("?")[0] === "/mint-key") answerKey(options, key, incoming, outgoing);
    else passRequest(options.socketPath, incoming, outgoing);
  });
  server.on("connection", (socket: Socket) => remember(sockets, socket));
  server.on("upgrade", (incoming: IncomingMessage, socket: Socket, head: Buffer) =>
    remember(sockets, passUpgrade(options.socketPath, incoming, socket, head)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  return {
    authority: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

function secretKey(file: string): Buffer {
  try {
    const key = readFileSync(file);
    if (key.length === keyBytes) return key;
  } catch {
    // None yet.
  }
  const key = randomBytes(keyBytes);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}

function answerKey(
  options: GatewayOptions,
  key: Buffer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const may = options.connectionToken === undefined || showsToken(incoming, options.connectionToken);
  if (!may) outgoing.writeHead(403).end();
  else if (incoming.method !== "POST") outgoing.writeHead(405, { allow: "POST" }).end();
  else
    outgoing
      .writeHead(200, { "content-type": "application/octet-stream", "cache-control": "no-store" })
      .end(key);
}

function showsToken(incoming: IncomingMessage, token: string): boolean {
  const cookie = /(?:^|;\s*)vscode-tkn=([^;]*)/.exec(incoming.headers.cookie ?? "")?.[1] ?? "";
  const [shown, expected] = [Buffer.from(cookie), Buffer.from(token)];
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

function passRequest(socketPath: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url: path, headers } = incoming;
  const onward = request({ socketPath, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}

/** A web socket: the request as it came, then bytes both ways; no need to know what they mean. */
function passUpgrade(socketPath: string, incoming: IncomingMessage, socket: Socket, head: Buffer): Socket {
  const upstream = connect(socketPath);
  const lines = [`${incoming.method ?? "GET"} ${incoming.url ?? "/"} HTTP/1.1`];
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    lines.push(`${incoming.rawHeaders[i] ?? ""}: ${incoming.rawHeaders[i + 1] ?? ""}`);
  upstream.write(`${lines.join("\r\n")}\r\n\r\n`);
  upstream.write(head);
  for (const [from, to] of [
    [socket, upstream],
    [upstream, socket],
  ] as const) {
    from.setNoDelay(true);
    from.pipe(to);
    from.on("error", () => to.destroy());
    from.on("close", () => to.destroy());
  }
  return upstream;
}

function remember(sockets: Set<Socket>, socket: Socket): void {
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
}
