/** What an editor asks the language server while somebody works on a definition, over stdio. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exampleHeader } from "../../src/core/problem";
import { Client } from "./client";

const uri = "file:///erp.maintenance.yaml";
const text = `${exampleHeader}timeZone: Europe/Copenhagen
roles:
  - { id: admin, admitted: true, may: [disable] }
operations:
  blocked: [process.run]
windows:
  - id: patch
    kind: blackout
    once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }]
    letThrough: [admin]
agents:
  - { client: acme, site: hq, ids: [db-7] }
`;
const textDocument = { uri };

/** The place of a word in the text, a few characters into it. */
function at(word: string, into = 1): { line: number; character: number } {
  const lines = text.slice(0, text.indexOf(word)).split("\n");
  return { line: lines.length - 1, character: (lines.at(-1)?.length ?? 0) + into };
}

describe("language features over stdio", () => {
  let client: Client;
  let folder: string;
  const ask = <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest(method, { textDocument, ...params });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "mm lsp #1 100%-"));
    const other = `${exampleHeader.replace("example", "other")}agents:\n  - { client: acme, site: hq, ids: [web-1] }\n`;
    writeFileSync(join(folder, "other.maintenance.yaml"), other);
    client = await Client.start("stdio", undefined, [{ uri: pathToFileURL(folder).href, name: "w" }]);
    await client.open(uri, text);
    await client.next(uri);
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("completes ids where they are used", async () => {
    const { items } = await ask<{ items: { label: string }[] }>("textDocument/completion", {
      position: at("[admin]", 1),
    });
    assert.ok(
      items.some(({ label }) => label === "admin"),
      JSON.stringify(items.slice(0, 5)),
    );
  });

  it("explains what the cursor is on", async () => {
    const found = await ask<{ contents: { value: string } }>("textDocument/hover", { position: at("patch") });
    assert.match(found.contents.value, /31 Dec 2026|2026-12-31/);
  });

  it("offers the fix of a problem", async () => {
    const broken = "file:///broken.maintenance.yaml";
    await client.open(broken, `${exampleHeader}rols: [{ id: a, admitted: true, may: [disable] }]\n`);
    const { diagnostics } = await client.next(broken);
    const actions = await client.connection.sendRequest<{ title: string; edit: { changes: object } }[]>(
      "textDocument/codeAction",
      { textDocument: { uri: broken }, range: diagnostics[0]!.range, context: { diagnostics } },
    );
    assert.ok(actions.length > 0);
    assert.match(JSON.stringify(actions[0]?.edit), /"newText":"roles"/);
    await client.close(broken);
  });

  it("goes to what a name means, finds its uses, renames it everywhere, also in files that are not open", async () => {
    const used = at("[admin]", 2);
    const [definition] = await ask<{ range: { start: object } }[]>("textDocument/definition", {
      position: used,
    });
    assert.deepEqual(definition?.range.start, at("admin,", 0));
    const uses = await ask<unknown[]>("textDocument/references", {
      position: used,
      context: { includeDeclaration: true },
    });
    assert.equal(uses.length, 2);
    const renamed = await ask<{ changes: Record<string, unknown[]> }>("textDocument/rename", {
      position: at("acme"),
      newName: "initech",
    });
    assert.deepEqual(Object.keys(renamed.changes).length, 2);
    await assert.rejects(ask("textDocument/rename", { position: used, newName: "Not An Id" }), /id/);
  });

  it("outlines, folds, links, highlights, selects and colours", async () => {
    for (const [method, params] of [
      ["textDocument/documentSymbol", {}],
      ["textDocument/foldingRange", {}],
      ["textDocument/documentHighlight", { position: at("admin,") }],
      ["textDocument/selectionRange", { positions: [at("patch")] }],
      ["workspace/symbol", { query: "patch" }],
    ] as const) {
      const found = await ask<unknown[]>(method, params);
      assert.ok(found.length > 0, method);
    }
    const { data } = await ask<{ data: number[] }>("textDocument/semanticTokens/full", {});
    assert.ok(data.length > 0 && data.length % 5 === 0);
    assert.deepEqual(await ask<unknown[]>("textDocument/documentLink", {}), []);
  });

  it("formats a file, and a range of it", async () => {
    const untidy = "file:///untidy.maintenance.yaml";
    await client.open(untidy, `${exampleHeader}roles:\n- id: a\nservices:\n- id: b\n`);
    const given = { textDocument: { uri: untidy }, options: { tabSize: 4, insertSpaces: true } };
    const whole = await client.connection.sendRequest<unknown[]>("textDocument/formatting", given);
    assert.equal(whole.length, 2);
    const range = { start: { line: 7, character: 0 }, end: { line: 7, character: 3 } };
    assert.deepEqual(
      await client.connection.sendRequest("textDocument/rangeFormatting", { ...given, range }),
      [{ range: { start: range.start, end: range.start }, newText: "  " }],
    );
    await client.close(untidy);
  });

  it("says nothing about other people's files", async () => {
    const foreign = "file:///deployment.yaml";
    await client.open(foreign, "kind: Deployment\n");
    const given = { textDocument: { uri: foreign }, position: { line: 0, character: 0 } };
    assert.equal(await client.connection.sendRequest("textDocument/hover", given), null);
    assert.equal(await client.connection.sendRequest("textDocument/completion", given), null);
  });
});
