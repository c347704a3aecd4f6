import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { takeHandover } from "../../src/extension/handover";
import { Tokens } from "../../src/extension/tokens";

const VARIABLE = "MAINTENANCE_MODE_HANDOVER";
const SECRET = "mm_secret-4711";

describe("an endpoint that is handed over by whoever started VS Code", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "handover-"));
  const file = path.join(folder, "handover.json");
  const before = process.env[VARIABLE];
  const kept = new Map<string, string>();
  const secrets: vscode.SecretStorage = {
    get: (key) => Promise.resolve(kept.get(key)),
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
    onDidChange: new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event,
  };
  const settings = () => vscode.workspace.getConfiguration("maintenanceMode");
  const saved = () => settings().inspect("endpoints")?.globalValue;

  async function take(text: string, mode = 0o600): Promise<string | undefined> {
    writeFileSync(file, text);
    chmodSync(file, mode);
    process.env[VARIABLE] = file;
    return takeHandover(new Tokens(secrets));
  }

  afterEach(async () => {
    if (before === undefined) Reflect.deleteProperty(process.env, VARIABLE);
    else process.env[VARIABLE] = before;
    kept.clear();
    await settings().update("endpoints", undefined, vscode.ConfigurationTarget.Global);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is taken over: the address as a setting, the token as a secret of its origin", async () => {
    // Nothing listens there, and nothing is asked: the window has no token of its own for it.
    const name = await take(JSON.stringify({ name: "demo", url: "http://127.0.0.1:9/", token: SECRET }));
    assert.equal(name, "demo");
    assert.deepEqual(saved(), [{ name: "demo", url: "http://127.0.0.1:9", provider: "http" }]);
    assert.deepEqual([...kept], [["maintenanceMode.token http://127.0.0.1:9", SECRET]]);
  });

  it("replaces the one of the same name, whose port was another", async () => {
    await take(JSON.stringify({ name: "demo", url: "http://127.0.0.1:9", token: SECRET }));
    await take(JSON.stringify({ name: "demo", url: "http://127.0.0.1:10", token: SECRET }));
    assert.deepEqual(saved(), [{ name: "demo", url: "http://127.0.0.1:10", provider: "http" }]);
  });

  const refused: [string, string, number, RegExp][] = [
    [
      "others can read it",
      JSON.stringify({ name: "demo", url: "http://127.0.0.1:9", token: SECRET }),
      0o644,
      /readable by you alone/,
    ],
    ["it is no JSON", `{"token": "${SECRET}`, 0o600, /must hold/],
    ["it lacks the token", JSON.stringify({ name: "demo", url: "http://127.0.0.1:9" }), 0o600, /must hold/],
    [
      "its address is not safe",
      JSON.stringify({ name: "demo", url: "http://example.com", token: SECRET }),
      0o600,
      /Plain http/,
    ],
    ["it is too large", SECRET.repeat(2000), 0o600, /larger than/],
  ];
  // Windows has no such modes; there the folder itself is private.
  const here = refused.filter(([, , mode]) => process.platform !== "win32" || mode === 0o600);
  for (const [why, text, mode, words] of here) {
    it(`is refused when ${why}, without a word of the token`, async () => {
      await assert.rejects(take(text, mode), (error: Error) => {
        assert.match(error.message, words);
        assert.ok(!error.message.includes(SECRET));
        return true;
      });
      assert.equal(saved(), undefined);
      assert.equal(kept.size, 0);
    });
  }

  it("is not looked for when nothing names it", async () => {
    Reflect.deleteProperty(process.env, VARIABLE);
    assert.equal(await takeHandover(new Tokens(secrets)), undefined);
  });
});
