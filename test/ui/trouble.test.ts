/** What a person sees when the endpoint is not what it should be: unreachable, with the reason, and never a crash. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { useWorkbench } from "../vscode/session";

const secret = "mm_a-token-that-nobody-may-see";
const state = {
  phase: "off",
  revision: 1,
  toggles: [],
  saved: [],
  inFlight: [],
  services: [],
  definition: { name: "shop", digest: "sha256:0", valid: true },
  at: "2026-11-21T00:00:00.000Z",
  environment: { name: "shop" },
};

type Behaviour = (response: ServerResponse) => void;

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const healthy: Behaviour = (response) => json(response, 200, state);

/** How it misbehaves, and what the hover must say of it. */
const troubles: [name: string, behave: Behaviour, says: RegExp][] = [
  ["a wrong token", (response) => json(response, 401, { code: "unauthorized" }), /token/i],
  [
    "HTML instead of JSON",
    (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>"),
    /HTML/,
  ],
  ["a 500", (response) => json(response, 500, { stack: "secret inside" }), /500/],
  [
    "a 10 MB answer",
    (response) => json(response, 200, { ...state, padding: "x".repeat(10 << 20) }),
    /MB|large/,
  ],
  [
    "a redirect",
    (response) => response.writeHead(302, { location: "http://127.0.0.1:9/" }).end(),
    /redirect|elsewhere|other address/i,
  ],
  ["a connection that breaks", (response) => response.destroy(), /./],
  ["an answer that never comes", () => undefined, /did not answer within/],
  ["JSON that is no state", (response) => json(response, 200, { hello: "world" }), /not|no state/i],
];

describe("Trouble with the endpoint in VS Code's window", () => {
  let behave: Behaviour = healthy;
  let server: Server;
  before(async () => {
    server = createServer((request, response) => {
      // Only the state is asked for: a server without a stream is polled.
      if (request.url === "/v1/events" && behave === healthy) json(response, 404, { code: "not-found" });
      else behave(response);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vscode = useWorkbench(() => ({
    files: { "readme.txt": "nothing here\n" },
    endpoint: { url: url(), token: secret },
  }));

  for (const [name, misbehave, says] of troubles) {
    it(`${name}: unreachable with the reason, and well again afterwards`, async () => {
      const { workbench } = vscode;
      behave = healthy;
      await workbench.command("Maintenance Mode: Refresh");
      await workbench.waitStatus(/: off$/, 30_000);
      behave = misbehave;
      server.closeAllConnections();
      await workbench.command("Maintenance Mode: Refresh");
      await workbench.waitStatus(/unreachable/, 30_000);
      const hover = await workbench.statusHover(says);
      assert.match(hover, /Unreachable/);
      assert.match(hover, /as of|Last contact/);
      assert.doesNotMatch(hover, new RegExp(`${secret}|secret inside|    at `));
      assert.equal(await workbench.statusKind(), "error");
    });
  }

  it("a refused connection: unreachable with the reason", async () => {
    const { workbench } = vscode;
    server.closeAllConnections();
    server.close();
    await workbench.command("Maintenance Mode: Refresh");
    await workbench.waitStatus(/unreachable/, 30_000);
    await workbench.statusHover(/refused|cannot be reached|nothing answers|not listening/i);
  });

  it("an action on it fails with one notification and a way to the log", async () => {
    const { workbench } = vscode;
    await workbench.clearNotifications();
    await workbench.command("Maintenance Mode: Enable…");
    const notification = await workbench.waitNotification(/./);
    assert.match(await notification.innerText(), /Show Log/);
    assert.doesNotMatch(await notification.innerText(), /\n\s+at |mm_a-token/);
  });
});
