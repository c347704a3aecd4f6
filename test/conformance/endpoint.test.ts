/** Our endpoint plays every script of the conformance suite, and the player finds what is wrong with others. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { type RequestListener, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedCase, type Play, loadCases } from "../../src/tools/conformance/cases";
import { startReference } from "../../src/tools/conformance/reference";
import { runScripts } from "../../src/tools/conformance/script";
import { type Server, type Setup, bundledEndpoint, startServer } from "../../src/tools/conformance/server";

const scripts = loadCases().filter(({ op }) => op === "http");
const crashes = (one: LoadedCase): boolean => one.script?.some(({ kill }) => kill === true) ?? false;

/** The endpoint in this process: soon there, but it cannot be killed. */
async function startHere(setup: Setup): Promise<Server> {
  const lines: string[] = [];
  const { close, ...ready } = await startReference(setup, (line) => lines.push(line));
  return { ready, bootMs: 0, said: () => lines.join("\n"), kill: close };
}

describe("conformance of the endpoint", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "conformance-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("plays every script that ends in order", async () => {
    assert.deepEqual(
      await differing(
        startHere,
        scripts.filter((one) => !crashes(one)),
      ),
      [],
    );
  });

  it("plays every script with a crash, as a program of its own", async () => {
    const command = await bundledEndpoint(folder);
    assert.deepEqual(await differing((setup) => startServer(command, setup), scripts.filter(crashes)), []);
  });
});

describe("player of scripts", () => {
  const ok: RequestListener = (_request, response) => {
    response.setHeader("content-type", "application/json").end('{"ok":true}');
  };
  const health = { method: "GET", path: "/v1/health", expect: { status: 200, body: { ok: true } } };

  it("passes a server that answers as it should", async () => {
    assert.deepEqual(await played(ok, health), []);
  });

  it("finds an answer that is not in the contract, whatever is expected", async () => {
    const more: RequestListener = (_request, response) => {
      response.setHeader("content-type", "application/json").end('{"ok":true,"mood":"fine"}');
    };
    assert.match((await played(more, health)).join(), /additional properties/);
    assert.match((await played(ok, { ...health, path: "/v1/state" })).join(), /has no ETag/);
    const teapot: RequestListener = (_request, response) => void response.writeHead(418).end();
    assert.match((await played(teapot, { ...health, expect: {} })).join(), /418 is not in the contract/);
  });

  it("finds a token in an answer, in a header and in what the server writes", async () => {
    const told: RequestListener = ({ headers }, response) => {
      response.setHeader("x-seen", headers.authorization ?? "");
      response.setHeader("content-type", "application/json").end('{"ok":true}');
    };
    assert.match((await played(told, { ...health, as: "owner" })).join(), /holds the token of owner/);
    assert.match((await played(ok, health, "serving t0ken")).join(), /the log holds the token of owner/);
  });

  it("fills in what was kept, and what a script knows of time", async () => {
    const echo: RequestListener = (request, response) => {
      response.setHeader("content-type", "text/plain").end(request.url);
    };
    const ask = (path: string, more: Partial<Play> = {}): Play => ({ method: "GET", path, ...more });
    const first = ask("/kept/1", { keep: { one: "/body", type: "/headers/content-type" } });
    assert.deepEqual(await played(echo, first, "", ask("/{one}/2", { expect: { body: "//kept/1/2" } })), []);
    const until = ask("/{minute+1}", { expect: { body: "/{minute+1}" } });
    assert.deepEqual(await played(echo, until, "", ask("/{other}", { expect: { body: "/{other}" } })), []);
    assert.equal((await played(echo, { ...first, keep: { one: "/body/2" } })).length, 1);
  });
});

/** Plays these steps to a server that does nothing but answer; what differs. */
async function played(answer: RequestListener, play: Play, said = "", ...more: Play[]): Promise<string[]> {
  const start = async (): Promise<Server> => {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const kill = (): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));
    const ready = { url: `http://127.0.0.1:${port}`, tokens: { owner: "t0ken" } };
    return { ready, bootMs: 0, said: () => said, kill };
  };
  const [some] = scripts;
  assert.ok(some);
  const [verdict] = await runScripts(start, [{ ...some, script: [play, ...more] }]);
  return verdict?.differences ?? [];
}

async function differing(start: (setup: Setup) => Promise<Server>, cases: LoadedCase[]): Promise<string[]> {
  assert.ok(cases.length > 0);
  const verdicts = await runScripts(start, cases);
  return verdicts
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ one, differences }) => `${one.id}: ${differences.join("; ")}`);
}
