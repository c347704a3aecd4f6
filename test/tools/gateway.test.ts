/** The gateway in front of VS Code's server: what it passes on unchanged, and to whom it gives the key. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { openGateway, type Gateway } from "../../src/tools/vscode/gateway";

const connectionToken = "the-token";

describe("the gateway", () => {
  let home = "";
  let behind: Server;
  let gateway: Gateway;

  before(async () => {
    home = mkdtempSync(path.join(tmpdir(), "mm-gateway-"));
    behind = createServer((request, response) => {
      response
        .writeHead(201, { "x-method": request.method })
        .end(`${request.url ?? ""} for ${request.headers.host ?? ""}`);
    });
    behind.on("upgrade", (request, socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
      socket.pipe(socket);
    });
    behind.listen(path.join(home, "server"));
    await once(behind, "listening");
    gateway = await open(connectionToken);
  });
  after(() => {
    gateway.close();
    behind.close();
    rmSync(home, { recursive: true, force: true });
  });

  const open = (token?: string): Promise<Gateway> =>
    openGateway({
      socketPath: path.join(home, "server"),
      keyFile: path.join(home, "key"),
      port: 0,
      ...(token === undefined ? {} : { connectionToken: token }),
    });
  const key = (authority: string, cookie = "", method = "POST"): Promise<Response> =>
    fetch(`http://${authority}/mint-key`, { method, headers: { cookie } });

  it("passes requests on, with the address the browser used", async () => {
    const response = await fetch(`http://${gateway.authority}/some/path?q=1`, { method: "PUT", body: "x" });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get("x-method"), "PUT");
    assert.equal(await response.text(), `/some/path?q=1 for ${gateway.authority}`);
  });

  it("passes web sockets on, both ways", async () => {
    const [host, port] = gateway.authority.split(":");
    const socket = connect(Number(port), host);
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: ${gateway.authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    const [answer] = (await once(socket, "data")) as [Buffer];
    assert.match(answer.toString(), /^HTTP\/1\.1 101/);
    socket.write("hello");
    const [echo] = (await once(socket, "data")) as [Buffer];
    assert.equal(echo.toString(), "hello");
    socket.destroy();
  });

  it("gives the key to who shows the connection token, and to nobody else", async () => {
    assert.equal((await key(gateway.authority)).status, 403);
    assert.equal((await key(gateway.authority, "vscode-tkn=wrong")).status, 403);
    assert.equal((await key(gateway.authority, "vscode-tkn=the-token", "GET")).status, 405);
    const response = await key(gateway.authority, "a=b; vscode-tkn=the-token");
    assert.equal(response.status, 200);
    assert.equal((await response.arrayBuffer()).byteLength, 32);
  });

  it("keeps the key from one start to the next, for this user's eyes", async () => {
    const first = Buffer.from(await (await key(gateway.authority, "vscode-tkn=the-token")).arrayBuffer());
    const again = await open();
    const second = Buffer.from(await (await key(again.authority)).arrayBuffer());
    again.close();
    assert.deepEqual(second, first);
    if (process.platform !== "win32") assert.equal(statSync(path.join(home, "key")).mode & 0o777, 0o600);
  });

  it("says so when the server is gone", async () => {
    const lonely = await openGateway({
      socketPath: path.join(home, "none"),
      keyFile: path.join(home, "key"),
      port: 0,
    });
    assert.equal((await fetch(`http://${lonely.authority}/`)).status, 502);
    lonely.close();
  });
});
