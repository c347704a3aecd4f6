/** The language server as an editor meets it: a process of its own, over stdio and over IPC. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ErrorCodes, ResponseError } from "vscode-languageserver/node";
import { exampleHeader } from "../../src/core/problem";
import { environmentsRequest } from "../../src/lsp/protocol";
import { Client, type Transport } from "./client";

const uri = "file:///erp.maintenance.yaml";
const codesOf = ({ diagnostics }: { diagnostics: { code?: unknown }[] }): unknown[] =>
  diagnostics.map(({ code }) => code);

for (const transport of ["stdio", "ipc"] satisfies Transport[]) {
  describe(`language server over ${transport}`, () => {
    let client: Client;
    beforeEach(async () => {
      client = await Client.start(transport, { problemUri: "https://example.org/problems#{code}" });
    });
    afterEach(() => client.process.kill());

    it("publishes problems when a document is opened, with links to their documentation", async () => {
      await client.open(uri, `${exampleHeader}foo: 1\n`);
      const { diagnostics, version } = await client.next(uri);
      assert.equal(version, 1);
      assert.deepEqual(
        diagnostics.map(({ code, range, codeDescription }) => [
          code,
          range.start.line,
          codeDescription?.href,
        ]),
        [["unknown-property", 4, "https://example.org/problems#unknown-property"]],
      );
    });

    it("follows incremental edits", async () => {
      await client.open(uri, `${exampleHeader}foo: 1\n`);
      await client.next(uri);
      const line = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
      await client.change(uri, 2, { range: line, text: "services: [{ id: aos }]\n" });
      assert.deepEqual((await client.next(uri, ({ version }) => version === 2)).diagnostics, []);
      const id = { start: { line: 4, character: 17 }, end: { line: 4, character: 20 } };
      await client.change(uri, 3, { range: id, text: "AOS" });
      assert.deepEqual(codesOf(await client.next(uri, ({ version }) => version === 3)), ["malformed-value"]);
    });

    it("publishes versions in their order, the newest last, when edits follow each other quickly", async () => {
      const text = (version: number): string => `${exampleHeader}${"x".repeat(version)}: 1\n`;
      await client.open(uri, text(1));
      for (let version = 2; version <= 30; version++)
        void client.change(uri, version, { text: text(version) });
      const { diagnostics } = await client.next(uri, ({ version }) => version === 30);
      assert.equal(diagnostics[0]?.range.end.character, 30);
      const versions = client.published.map(({ version }) => version ?? 0);
      assert.deepEqual(
        versions,
        [...new Set(versions)].sort((a, b) => a - b),
      );
      for (const { version = 0, diagnostics: those } of client.published)
        assert.equal(those[0]?.range.end.character, version);
    });

    it("clears what it has published when a document is closed", async () => {
      await client.open(uri, `${exampleHeader}foo: 1\n`);
      await client.next(uri);
      await client.close(uri);
      assert.deepEqual(
        (await client.next(uri, ({ diagnostics }) => diagnostics.length === 0)).diagnostics,
        [],
      );
    });

    it("ends when it is asked to", async () => assert.equal(await client.stop(), 0));
  });
}

describe("severities that are set", () => {
  const expired = `${exampleHeader}overrides:\n  - { id: a, effect: exempt, reason: r, expires: "2020-01-01T00:00:00Z" }\n`;
  const severities = ({ diagnostics }: { diagnostics: { severity?: unknown }[] }): unknown[] =>
    diagnostics.map(({ severity }) => severity);

  it("are asked for by document, and open documents follow when they change", async () => {
    const set: Record<string, unknown> = { "file:///a.maintenance.yaml": { "expired-override": "hint" } };
    const client = await Client.start("stdio", undefined, [], {
      settings: ({ scopeUri = "", section }) =>
        section === "maintenanceMode.problems.severity" ? set[scopeUri] : undefined,
    });
    try {
      await client.open("file:///a.maintenance.yaml", expired);
      await client.open("file:///b.maintenance.yaml", expired.replace("name: example", "name: other"));
      assert.deepEqual(severities(await client.next("file:///a.maintenance.yaml")), [4]);
      assert.deepEqual(severities(await client.next("file:///b.maintenance.yaml")), [2]);
      set["file:///a.maintenance.yaml"] = { "expired-override": "off" };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await client.next("file:///a.maintenance.yaml", ({ diagnostics }) => diagnostics.length === 0);
    } finally {
      client.process.kill();
    }
  });

  it("are taken as they are sent by a client that cannot be asked; what makes no sense is told", async () => {
    const client = await Client.start("stdio");
    const told: string[] = [];
    client.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      told.push(message);
    });
    try {
      await client.open(uri, expired);
      assert.deepEqual(severities(await client.next(uri)), [2]);
      const severity = { "expired-override": "error", "unknown-role": "off", "past-windw": "off" };
      const settings = { maintenanceMode: { problems: { severity } } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
      await client.next(uri, (params) => severities(params)[0] === 1);
      assert.match(told.join("\n"), /unknown-role` is an error[^]*Did you mean `past-window`/);
    } finally {
      client.process.kill();
    }
  });
});

describe("environments of the workspace", () => {
  it("that two files define are told in each that is open, until one is another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "environments-"));
    const file = (name: string): string => pathToFileURL(join(folder, name)).href;
    writeFileSync(join(folder, "disk.maintenance.yaml"), exampleHeader);
    const registered: string[] = [];
    const client = await Client.start("stdio", undefined, [{ uri: pathToFileURL(folder).href, name: "f" }], {
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
      listen: (connection) =>
        connection.onRequest(
          "client/registerCapability",
          (params: { registrations: { method: string }[] }) => {
            registered.push(...params.registrations.map(({ method }) => method));
            return null;
          },
        ),
    });
    const said = (name: string, ...places: string[]): Promise<unknown> =>
      client.next(file(name), ({ diagnostics }) => {
        const messages = diagnostics.map(({ message }) => /in (.+?\.yaml)\. /.exec(message as string)?.[1]);
        return messages.join() === places.join();
      });
    try {
      await client.open(file("open.maintenance.yaml"), exampleHeader);
      await said("open.maintenance.yaml", "disk.maintenance.yaml");
      await client.open(file("sub/second.maintenance.yaml"), exampleHeader);
      await said("sub/second.maintenance.yaml", "disk.maintenance.yaml, open.maintenance.yaml");
      await said("open.maintenance.yaml", "disk.maintenance.yaml, sub/second.maintenance.yaml");
      const name = { start: { line: 3, character: 8 }, end: { line: 3, character: 15 } };
      client.published.length = 0;
      await client.change(file("sub/second.maintenance.yaml"), 2, { range: name, text: "second" });
      await said("open.maintenance.yaml", "disk.maintenance.yaml");
      assert.deepEqual(
        registered.filter((one) => one.includes("Watched")),
        ["workspace/didChangeWatchedFiles"],
      );
      client.published.length = 0;
      rmSync(join(folder, "disk.maintenance.yaml"));
      const changes = [{ uri: file("disk.maintenance.yaml"), type: 3 }];
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      await said("open.maintenance.yaml");
    } finally {
      client.process.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("files of the workspace", () => {
  it("are the same to the server however an editor writes their addresses, and are read again when they are closed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "addresses-"));
    const base = pathToFileURL(folder).href;
    const name = "odd (1)+.maintenance.yaml";
    // Node escapes none of the last three.
    const odd = `${base}/odd%20%281%29%2B.maintenance.yaml`;
    const other = `${base}/other.maintenance.yaml`;
    writeFileSync(join(folder, name), exampleHeader);
    const client = await Client.start("stdio", undefined, [{ uri: base, name: "f" }]);
    const said = (uri: string, count: number): Promise<unknown> =>
      client.next(uri, ({ diagnostics }) => diagnostics.length === count);
    try {
      await client.open(other, exampleHeader);
      await said(other, 1);
      client.published.length = 0;
      await client.open(odd, exampleHeader.replace("example", "odd"));
      await said(odd, 0);
      await said(other, 0);
      client.published.length = 0;
      await client.close(odd);
      const { diagnostics } = await client.next(other, (params) => params.diagnostics.length === 1);
      assert.match(diagnostics[0]?.message as string, /too: in odd \(1\)\+\.maintenance\.yaml\./);
    } finally {
      client.process.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("files of the workspace that an editor does not watch", () => {
  it("are read again when something is saved", async () => {
    const folder = mkdtempSync(join(tmpdir(), "unwatched-"));
    const base = pathToFileURL(folder).href;
    const file = `${base}/open.maintenance.yaml`;
    const client = await Client.start("stdio", undefined, [{ uri: base, name: "f" }]);
    try {
      await client.open(file, exampleHeader);
      await client.next(file);
      await client.connection.sendRequest("workspace/symbol", { query: "" });
      writeFileSync(join(folder, "new.maintenance.yaml"), exampleHeader);
      await client.connection.sendNotification("textDocument/didSave", { textDocument: { uri: file } });
      await client.next(file, (params) => codesOf(params).join() === "duplicate-environment");
    } finally {
      client.process.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("systems that are set", () => {
  const closed = `${exampleHeader}notice: { message: Closed }\n`;

  it("are followed by open documents when they change, in every reading; what makes no sense is told", async () => {
    const client = await Client.start("stdio");
    const set = (enforcedBy: unknown): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { maintenanceMode: { enforcedBy } },
      });
    const codes = async (...wanted: string[]): Promise<void> => {
      await client.next(uri, (params) => codesOf(params).join() === wanted.join());
      client.published.length = 0;
    };
    try {
      await client.open(uri, closed);
      await codes();
      await set({ example: "tactical-rmm" });
      await codes("not-enforced");
      // An anchor is read by another reader, and as one.
      await client.change(uri, 2, { text: closed.replace("Closed", "&a Closed") });
      await codes("not-enforced");
      await set({ example: "tactical-rm" });
      await codes();
      assert.match(client.logged.join("\n"), /enforcedBy: There is no system `tactical-rm`\. Did you mean/);
    } finally {
      client.process.kill();
    }
  });
});

describe("language server", () => {
  let client: Client;
  before(async () => {
    client = await Client.start("stdio");
  });
  after(() => client.process.kill());

  it("checks untitled documents and JSON by what they say", async () => {
    await client.open("untitled:Untitled-1", `${exampleHeader}foo: 1\n`);
    assert.deepEqual(codesOf(await client.next("untitled:Untitled-1")), ["unknown-property"]);
    const json = JSON.stringify({
      apiVersion: "maintenance-mode/v1",
      kind: "MaintenanceDefinition",
      metadata: {},
    });
    await client.open("untitled:Untitled-2", json, 1, "json");
    const { diagnostics } = await client.next("untitled:Untitled-2");
    assert.deepEqual(codesOf({ diagnostics }), ["missing-property"]);
    assert.equal(diagnostics[0]?.codeDescription, undefined);
  });

  it("says nothing about other people's files, and takes back what it said when a file becomes one", async () => {
    const other = "file:///deployment.yaml";
    await client.open(other, "a: [\n");
    await client.open("untitled:Untitled-3", `${exampleHeader}foo: 1\n`);
    await client.next("untitled:Untitled-3");
    assert.ok(!client.published.some((params) => params.uri === other));
    await client.change("untitled:Untitled-3", 2, { text: "apiVersion: v1\n" });
    assert.deepEqual(
      (await client.next("untitled:Untitled-3", ({ version }) => version === 2)).diagnostics,
      [],
    );
  });

  it("tells which environments a text defines", async () => {
    assert.deepEqual(await client.connection.sendRequest(environmentsRequest, { text: exampleHeader }), {
      names: ["example"],
    });
    assert.deepEqual(await client.connection.sendRequest(environmentsRequest, { text: "{" }), { names: [] });
  });

  it("survives requests that make no sense", async () => {
    for (const params of [{}, { text: 5 }, null, [1]]) {
      await assert.rejects(client.connection.sendRequest(environmentsRequest, params), (error: unknown) => {
        assert.ok(error instanceof ResponseError);
        return error.code === ErrorCodes.InvalidParams;
      });
    }
    await assert.rejects(client.connection.sendRequest("maintenanceMode/nothing"), /Unhandled method/);
    await client.connection.sendNotification("maintenanceMode/nothing", {});
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: "file:///never-opened.yaml", version: 1 },
      contentChanges: [{ text: "" }],
    });
    await client.connection.sendNotification("textDocument/didChange", { nonsense: true });
    await client.connection.sendNotification("textDocument/didOpen", {});
    await client.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: "file:///never-opened.yaml" },
    });
    client.process.stdin?.write("Content-Length: 3\r\n\r\n{{{");
    const odd = "file:///odd.maintenance.yaml";
    await client.open(odd, "a: b\n");
    await client.change(odd, 2, {
      range: { start: { line: 900, character: 5 }, end: { line: 1, character: -4 } },
      text: "c",
    });
    await client.next(odd, ({ version }) => version === 2);
    assert.deepEqual(await client.connection.sendRequest(environmentsRequest, { text: exampleHeader }), {
      names: ["example"],
    });
  });

  it("explains itself when nobody talks to it", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import=tsx", join(__dirname, "..", "..", "src", "lsp", "main.ts")],
      {
        encoding: "utf8",
      },
    );
    assert.equal(status, 2);
    assert.match(stderr, /--stdio/);
  });
});
