/** Notes beside windows and overrides over stdio: where the settings want them, and anew when those or the time change. */
import assert from "node:assert/strict";
import type { CodeLens, InlayHint } from "vscode-languageserver-types";
import { exampleHeader } from "../../src/core/problem";
import { Refresher } from "../../src/lsp/refresher";
import { Client } from "./client";

const uri = "file:///erp.maintenance.yaml";
const text = `${exampleHeader}timeZone: UTC
windows:
  - id: patch
    kind: blackout
    recurring: { frequency: daily, startTime: "00:00", duration: P1D }
agents:
  - { client: acme, site: hq, ids: [db-7, web-1] }
overrides:
  - { id: keep, effect: exempt, target: { client: acme }, reason: r }
`;
const textDocument = { uri };
const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };

describe("notes over stdio", () => {
  let client: Client;
  let annotations: unknown;
  const refreshed: string[] = [];
  let wake: () => void = () => undefined;

  async function hints(): Promise<unknown[]> {
    const found = await client.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", {
      textDocument,
      range,
    });
    return found.map(({ label }) => label);
  }

  async function lenses(): Promise<unknown[]> {
    const found = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
    const resolved = found.map((lens) => client.connection.sendRequest<CodeLens>("codeLens/resolve", lens));
    return (await Promise.all(resolved)).map(({ command }) => command?.title);
  }

  /** Changes the settings and waits until the server has asked for new hints and new lenses. */
  async function set(value: unknown): Promise<void> {
    annotations = value;
    refreshed.length = 0;
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    while (refreshed.length < 2) await new Promise<void>((done) => (wake = done));
  }

  before(async () => {
    client = await Client.start("stdio", undefined, [], {
      capabilities: {
        workspace: {
          configuration: true,
          inlayHint: { refreshSupport: true },
          codeLens: { refreshSupport: true },
        },
      },
      settings: ({ section }) => (section === "maintenanceMode.annotations" ? annotations : undefined),
      listen(connection) {
        for (const what of ["inlayHint", "codeLens"]) {
          connection.onRequest(`workspace/${what}/refresh`, () => {
            refreshed.push(what);
            wake();
            return null;
          });
        }
      },
    });
    await client.open(uri, text);
    await client.next(uri);
  });
  after(() => client.process.kill());

  it("are inlay hints where nothing is set", async () => {
    assert.deepEqual(await hints(), ["open now, without a break", "2 agents"]);
    assert.deepEqual(await lenses(), []);
  });

  it("follow the settings at once, each kind its own", async () => {
    await set({ windows: "codeLens", overrides: "off" });
    assert.deepEqual(await hints(), []);
    assert.deepEqual(await lenses(), ["open now, without a break"]);
    await set({ windows: "off", overrides: "codeLens" });
    assert.deepEqual([await hints(), await lenses()], [[], ["2 agents"]]);
    await set({ windows: 5 });
    assert.deepEqual(await hints(), ["open now, without a break", "2 agents"]);
  });

  it("are none in other people's files", async () => {
    const other = { textDocument: { uri: "file:///deployment.yaml" }, range };
    await client.open(other.textDocument.uri, "windows:\n  - id: a\n");
    assert.equal(await client.connection.sendRequest("textDocument/inlayHint", other), null);
    assert.equal(await client.connection.sendRequest("textDocument/codeLens", other), null);
  });
});

describe("notes of a client that cannot be asked for settings", () => {
  it("are as it says when it begins, and when it sends others", async () => {
    const client = await Client.start("stdio", { annotations: { overrides: "off" } });
    await client.open(uri, text);
    await client.next(uri);
    const labels = async (): Promise<unknown> =>
      (
        await client.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", { textDocument, range })
      ).map(({ label }) => label);
    assert.deepEqual(await labels(), ["open now, without a break"]);
    const settings = { maintenanceMode: { annotations: { windows: "off" } } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
    assert.deepEqual(await labels(), ["2 agents"]);
    client.process.kill();
  });
});

describe("refreshing notes", () => {
  let nowMs = 0;
  let timers: { ms: number; run: () => void }[] = [];
  let refreshedMs: number[] = [];
  let refresher: Refresher;
  beforeEach(() => {
    [nowMs, timers, refreshedMs] = [0, [], []];
    refresher = new Refresher({
      now: () => nowMs,
      after(delayMs, run) {
        const timer = { ms: nowMs + delayMs, run };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
      refresh: () => refreshedMs.push(nowMs),
    });
  });

  /** Lets time pass up to an instant. */
  function pass(untilMs: number): void {
    for (;;) {
      const due = timers.filter(({ ms }) => ms <= untilMs).sort((a, b) => a.ms - b.ms)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      nowMs = due.ms;
      due.run();
    }
    nowMs = untilMs;
  }

  const minute = 60_000;

  it("happens just after the first of what is shown has become wrong, once", () => {
    for (const ms of [5 * minute, 3 * minute, 4 * minute, Infinity]) refresher.shown(ms);
    pass(3 * minute);
    assert.deepEqual(refreshedMs, []);
    pass(60 * minute);
    assert.equal(refreshedMs.length, 1);
    assert.ok(refreshedMs[0]! > 3 * minute && refreshedMs[0]! < 3 * minute + 1_000);
    assert.deepEqual(timers, []);
  });

  it("happens once a minute at most, whatever is shown", () => {
    refresher.shown(1);
    pass(1_000);
    refresher.shown(2_000);
    pass(30_000);
    assert.equal(refreshedMs.length, 1);
    pass(62_000);
    assert.equal(refreshedMs.length, 2);
  });

  it("never waits so long that a machine that has slept shows what is over", () => {
    refresher.shown(1e12);
    pass(61 * minute);
    assert.equal(refreshedMs.length, 1);
  });

  it("ends when it is stopped", () => {
    refresher.shown(5);
    refresher.stop();
    pass(60 * minute);
    assert.deepEqual(refreshedMs, []);
  });
});
