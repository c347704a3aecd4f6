/** Large files, many files and many edits, through the real server: nothing false is shown, nothing true is lost, nothing piles up. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { buildSync } from "esbuild";
import type { Diagnostic } from "vscode-languageserver";
import { createConnection, StreamMessageWriter } from "vscode-languageserver/node";
import { exampleHeader } from "../../src/core/problem";
import { diagnose, diagnosticsOf } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { nodePorts } from "../../src/lsp/ports";
import { idleMs } from "../../src/lsp/rounds";
import { serve } from "../../src/lsp/server";
import { Client, serverFile, readerOf } from "./client";

const uri = "file:///plant.maintenance.yaml";

/** Agents until the text has about so many characters; the last one has an id that is taken. */
function agents(characters: number): string {
  const lines = ["agents:\n"];
  for (let length = 0, number = 0; length < characters; number++) {
    const line = `  - { client: acme, site: site-${number}, ids: [db-${number}, web-${number}] }\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join("");
}

const window = `  - id: patch-tuesday
    kind: maintenance
    title: "Patching: the second Tuesday"
    operations: [run.start, "deploy.*"]
    recurring:
      frequency: monthly
      byDay: [{ day: tu, nthOfPeriod: 2 }]
      startTime: "22:00"
      endTime: "02:00"
`;

/** What somebody sees: the place, the code and the words. */
function shown(diagnostics: readonly Diagnostic[], fromLine = 0, up = 0): string[] {
  return diagnostics
    .filter(({ range }) => range.start.line >= fromLine)
    .map(({ range: { start, end }, code, message }) =>
      JSON.stringify([start.line - up, start.character, end.line - up, end.character, code, message]),
    );
}

/** What is found while somebody types, without the advice that follows. */
function inHaste(text: string): Diagnostic[] {
  return diagnosticsOf(new LiveText(text, { uri, nowMs: Date.now() }), { isHasty: true });
}

describe("language server at size", function () {
  this.timeout(180_000);
  let client: Client;
  before(async () => {
    client = await Client.start("stdio");
  });
  after(() => client.process.kill());

  it("tells the truth at every keystroke while a window is typed into a megabyte", async () => {
    const top = `${exampleHeader}timeZone: Etc/UTC\nservices: [{ id: aos }, { id: aos }]\noperations: { blocked: [run.start, deploy.all] }\n`;
    const inventory = agents(1_000_000);
    // A line is made first, as people do.
    const tail = `\n  - id: other\n    kind: blackout\n    once: [{ start: "2030-01-01T10:00", end: "2030-01-01T09:00" }]\n`;
    const before = `${top}${inventory}windows:\n`;
    const line = before.split("\n").length - 1;
    const up = inventory.split("\n").length - 1;
    await client.open(uri, before + tail);
    await client.next(uri, ({ version }) => version === 1);
    let typed = "";
    let version = 1;
    for (const character of window) {
      const lines = typed.split("\n");
      const at = { line: line + lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      typed += character;
      version++;
      await client.change(uri, version, { range: { start: at, end: at }, text: character });
      const { diagnostics } = await client.next(uri, (one) => one.version === version);
      // The same without the inventory, in which nothing is wrong, read as a whole.
      const small = inHaste(`${top}windows:\n${typed}${tail}`);
      assert.deepEqual(
        [...shown(diagnostics.slice(0, 1)), ...shown(diagnostics.slice(1), line, up)],
        shown(small),
        JSON.stringify(typed.slice(-40)),
      );
    }
    const whole = diagnose(before + typed + tail, { uri, nowMs: Date.now() });
    const codes = whole.map(({ code }) => code);
    assert.ok(codes.includes("duplicate-id") && codes.includes("end-before-start"), codes.join());
    // Once the typing has rested the advice is there, too.
    const isWhole = (one: { diagnostics: Diagnostic[] }): boolean =>
      shown(one.diagnostics).join() === shown(whole).join();
    await client.next(uri, (one) => one.version === version && isWhole(one));
    await client.close(uri);
  });

  it("has published what a keystroke changes before it answers what is asked after it", async () => {
    const text = `${exampleHeader}${agents(1_000_000)}`;
    await client.open(uri, text);
    await client.next(uri, ({ version, diagnostics }) => version === 1 && diagnostics.length === 0);
    const at = { line: 5, character: 6 };
    await client.change(uri, 2, { range: { start: at, end: at }, text: "x: 1, " });
    await client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: at });
    await client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: at });
    assert.equal(client.published.at(-1)?.version, 2);
    assert.deepEqual(
      client.published.at(-1)?.diagnostics.map(({ code }) => code),
      ["unknown-property"],
    );
    await client.close(uri);
  });

  it("keeps fifty documents apart", async () => {
    const name = (number: number): string => `file:///env-${number}.maintenance.yaml`;
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    const middle = agents(20_000);
    for (const number of numbers)
      await client.open(
        name(number),
        `${exampleHeader.replace("example", `env-${number}`)}key-${number}: 1\n${middle}`,
      );
    for (const number of numbers) {
      const at = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
      await client.change(name(number), 2, {
        range: at,
        text: number % 2 === 0 ? "" : `word-${number}: 1\n`,
      });
    }
    for (const number of numbers) {
      const { diagnostics } = await client.next(name(number), ({ version }) => version === 2);
      assert.equal(diagnostics.length, number % 2);
      if (number % 2 === 1) assert.match(diagnostics[0]?.message as string, new RegExp(`word-${number}\\b`));
      await client.close(name(number));
    }
    assert.deepEqual(
      await client.connection.sendRequest("textDocument/hover", {
        textDocument: { uri: name(1) },
        position: { line: 0, character: 0 },
      }),
      null,
    );
  });

  it("refuses fifty megabytes politely, and goes on with everything else", async () => {
    const huge = "file:///huge.maintenance.yaml";
    await client.open(huge, exampleHeader + agents(50_000_000));
    const { diagnostics } = await client.next(huge);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["too-large"],
    );
    assert.match(
      diagnostics[0]?.message as string,
      /^This file of 50 million characters is not checked.+; up to 20 million are\..+maintenanceMode\.editor\.maxFileSizeMB\.$/,
    );
    const at = { line: 5, character: 4 };
    await client.change(huge, 2, { range: { start: at, end: at }, text: "x" });
    await client.next(huge, ({ version }) => version === 2);
    for (const ask of ["hover", "completion", "definition", "documentSymbol"]) {
      const params = { textDocument: { uri: huge }, position: at };
      assert.equal(await client.connection.sendRequest(`textDocument/${ask}`, params), null, ask);
    }
    await client.open(uri, `${exampleHeader}foo: 1\n`, 7);
    await client.next(uri, ({ version }) => version === 7);
    await client.close(uri);
    await client.close(huge);
    await client.open("file:///values.yaml", `a: 1\n${agents(21_000_000)}`);
    await client.open(uri, exampleHeader, 8);
    await client.next(uri, ({ version }) => version === 8);
    assert.ok(
      !client.published.some((one) => one.uri.endsWith("values.yaml")),
      "other people's files are theirs",
    );
  });

  it("checks a file once the setting allows it or it has become smaller", async () => {
    const set = (maxFileSizeMB: unknown): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { maintenanceMode: { editor: { maxFileSizeMB } } },
      });
    const file = "file:///grows.maintenance.yaml";
    const codes = async (...wanted: string[]): Promise<void> => {
      const fits = ({ diagnostics }: { diagnostics: Diagnostic[] }): boolean =>
        diagnostics.map(({ code }) => code).join() === wanted.join();
      await client.next(file, fits);
      client.published.length = 0;
    };
    const text = `${exampleHeader.replace("example", "grows")}${agents(1_200_000)}foo: 1\n`;
    await set(1);
    await client.open(file, text);
    await codes("too-large");
    await set(2);
    await codes("unknown-property");
    for (const nonsense of [0, "many", null]) await set(nonsense);
    await codes("unknown-property");
    await set(1);
    await codes("too-large");
    const end = { line: text.split("\n").length - 2, character: 0 };
    await client.change(
      file,
      2,
      { range: { start: { line: end.line - 1, character: 0 }, end }, text: "" },
      { range: { start: { line: 6, character: 0 }, end: { line: end.line - 10, character: 0 } }, text: "" },
    );
    await codes("unknown-property");
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await codes("unknown-property");
  });
});

describe("language server beside its work", function () {
  this.timeout(60_000);

  it("reads texts of other kinds in a second thread, and shows only what was found in the newest", async () => {
    // The thread runs what the process runs, which has to be bundled as it is when it is installed.
    const folder = mkdtempSync(join(tmpdir(), "server-"));
    const bundle = join(folder, "server.js");
    buildSync({
      entryPoints: [serverFile],
      outfile: bundle,
      bundle: true,
      platform: "node",
      logLevel: "error",
    });
    const client = await Client.start("stdio", undefined, [], { server: bundle });
    const anchors = (count: number): string =>
      `${exampleHeader}timeZone: &zone Etc/UTC\nwindows:\n${Array.from({ length: count }, (_, number) => `  - { id: w-${number}, kind: blackout, timeZone: *zone, once: [{ start: "2030-01-01T10:00", end: "2030-01-01T11:00" }] }\n`).join("")}`;
    const text = anchors(1_000);
    await client.open(uri, text);
    const end = { line: text.split("\n").length - 1, character: 0 };
    for (let version = 2; version <= 5; version++)
      await client.change(uri, version, { range: { start: end, end }, text: `key-${version}: 1\n` });
    const environments = client.connection.sendRequest("maintenanceMode/environments", {
      text: exampleHeader,
    });
    assert.deepEqual(await environments, { names: ["example"] });
    const { diagnostics } = await client.next(uri, ({ version }) => version === 5);
    assert.deepEqual(
      diagnostics.map(({ message }) => /key-\d/.exec(message as string)?.[0]),
      ["key-5", "key-4", "key-3", "key-2"],
    );
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0, "the thread does not keep the process alive");
    rmSync(folder, { recursive: true });
  });

  it("reads a text once more when nobody types, and what that finds is what counts", async () => {
    let rest: (() => void) | undefined;
    const warned: string[] = [];
    const published: string[][] = [];
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createConnection(readerOf(toServer), new StreamMessageWriter(toClient));
    let found: Diagnostic[] = [];
    /** What the other thread takes its time for. */
    let held = Promise.resolve();
    const asked: string[] = [];
    serve(server, {
      now: () => 0,
      files: { find: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
      soon: (run) => {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
      after: (delayMs, run) => {
        if (delayMs === idleMs) rest = run;
        return () => undefined;
      },
      checkElsewhere: async (checked) => {
        asked.push(checked.text);
        await held;
        return { diagnostics: found, environments: ["example"] };
      },
    });
    const client = createConnection(readerOf(toClient), new StreamMessageWriter(toServer));
    const wakes: (() => void)[] = [];
    const heard = (): Promise<void> => new Promise((wake) => wakes.push(wake));
    client.onNotification("window/logMessage", ({ message }: { message: string }) => {
      warned.push(message);
    });
    client.onNotification(
      "textDocument/publishDiagnostics",
      ({ diagnostics }: { diagnostics: Diagnostic[] }) => {
        published.push(diagnostics.map(({ code }) => String(code)));
        for (const wake of wakes.splice(0)) wake();
      },
    );
    client.listen();
    await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
    let seen = heard();
    await client.sendNotification("textDocument/didOpen", {
      textDocument: { uri, version: 1, languageId: "yaml", text: `${exampleHeader}foo: 1\n` },
    });
    await seen;
    seen = heard();
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 1 } };
    await client.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: "g" }],
    });
    await seen;
    found = diagnose(`${exampleHeader}goo: 1\n`, { uri, nowMs: 0 });
    rest?.();
    await client.sendRequest("textDocument/hover", { textDocument: { uri }, position: range.start });
    assert.deepEqual(asked, [`${exampleHeader}goo: 1\n`]);
    assert.deepEqual([published, warned], [[["unknown-property"], ["unknown-property"]], []]);
    found = [];
    let go: () => void = () => undefined;
    held = new Promise((resolve) => (go = resolve));
    rest?.();
    seen = heard();
    await client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await seen;
    go();
    await client.sendRequest("textDocument/hover", { textDocument: { uri }, position: range.start });
    assert.deepEqual([published.at(-1), warned], [["unknown-property"], []], "what was set anew counts");
    seen = heard();
    rest?.();
    await seen;
    assert.deepEqual(published.at(-1), []);
    assert.match(warned.join(), /followed wrongly/);
    await client.sendRequest("shutdown");
    client.dispose();
    server.dispose();
  });
});

describe("language server over ten thousand edits", () => {
  it("does not grow", async function () {
    this.timeout(180_000);
    const collect = garbageCollector();
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const server = createConnection(readerOf(toServer), new StreamMessageWriter(toClient));
    serve(server, {
      now: () => Date.parse("2030-01-01T00:00:00Z"),
      after: nodePorts.after,
      files: { find: () => Promise.resolve([]), read: () => Promise.resolve(undefined) },
      soon: (run) => {
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
    });
    const client = createConnection(readerOf(toClient), new StreamMessageWriter(toServer));
    let wake: (version: number) => void = () => undefined;
    client.onNotification("textDocument/publishDiagnostics", ({ version }: { version?: number }) =>
      wake(version ?? 0),
    );
    client.listen();
    await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
    let version = 0;
    /** Sends something, and waits until what it brings about has been published. */
    const told = async (method: string, params: object): Promise<void> => {
      const wanted = ++version;
      const published = new Promise<void>((resolve) => {
        wake = (of) => (of === wanted ? resolve() : undefined);
      });
      await client.sendNotification(method, {
        textDocument: { uri, version, languageId: "yaml" },
        ...params,
      });
      await published;
    };
    const text = `${exampleHeader}${agents(20_000)}`;
    await told("textDocument/didOpen", { textDocument: { uri, version: 1, languageId: "yaml", text } });
    const lines = text.split("\n").length - 2;
    /** A keystroke, a mistake, a line more and a line less, all over the text, each undone by the next. */
    const edit = (number: number): { range: object; text: string } => {
      const line = 5 + ((number * 7919) % (lines - 6));
      const at = { line, character: 14 };
      const here = { start: at, end: at };
      const start = { line, character: 0 };
      switch (number % 4) {
        case 0:
          return { range: here, text: "x" };
        case 1:
          return { range: here, text: "]" };
        case 2:
          return {
            range: { start, end: start },
            text: `  - { client: c${number}, site: s, ids: [a${number}] }\n`,
          };
        default:
          return { range: { start, end: { line: line + 1, character: 0 } }, text: "" };
      }
    };
    const heapAfter: number[] = [];
    for (let number = 0; number < 10_000; number++) {
      await told("textDocument/didChange", { contentChanges: [edit(number)] });
      // From time to time the text as it was, so that it stays what it is about.
      if (number % 100 === 99) await told("textDocument/didChange", { contentChanges: [{ text }] });
      if (number % 1000 === 999) {
        collect();
        heapAfter.push(process.memoryUsage().heapUsed);
      }
    }
    await client.sendRequest("shutdown");
    client.dispose();
    server.dispose();
    const [, first = 0, ...later] = heapAfter;
    const growth = (Math.min(...later.slice(-3)) - first) / 1e6;
    assert.ok(growth < 2, `${growth.toFixed(1)} MB more after 10,000 edits than after 2,000`);
  });
});

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
