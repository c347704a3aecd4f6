/** Which VS Code and which browser are chosen, and how a test run's command line is translated. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freeOrAny, recall, writeSecret } from "../../src/tools/demo/memory";
import { installedBrowser } from "../../src/tools/vscode/browser";
import { desktopArguments, desktopCode, desktopProgram } from "../../src/tools/vscode/editor";
import { hostLines, readArguments, testAddress } from "../../src/tools/vscode/executable";
import { noServerReason } from "../../src/tools/vscode/install";
import { editorEnvironment } from "../../src/tools/vscode/server";

describe("choosing an editor", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(path.join(tmpdir(), "mm-editor-"));
    program("share/code/code");
    program("share/code/bin/code");
    program("vscode/bin/remote-cli/code");
    program("chrome/chromium");
    mkdirSync(path.join(home, "bin"));
    symlinkSync(path.join(home, "share/code/bin/code"), path.join(home, "bin/code"));
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  function program(name: string): void {
    mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    writeFileSync(path.join(home, name), "", { mode: 0o755 });
  }
  const env = (...folders: readonly string[]): NodeJS.ProcessEnv => ({
    PATH: folders.map((folder) => path.join(home, folder)).join(path.delimiter),
    DISPLAY: ":0",
  });

  it("takes an installed desktop VS Code that can show its window", () => {
    assert.equal(desktopCode(env("nothing", "bin"), "linux"), path.join(home, "bin/code"));
    assert.equal(desktopCode({ ...env("bin"), DISPLAY: undefined }, "linux"), undefined);
    assert.equal(desktopCode(env("nothing"), "linux"), undefined);
  });

  it("does not take the code command of a remote window for it", () => {
    assert.equal(desktopCode(env("vscode/bin/remote-cli"), "linux"), undefined);
  });

  it("starts the program itself, not the command that leaves a window behind", () => {
    assert.equal(desktopProgram(path.join(home, "bin/code"), "linux"), path.join(home, "share/code/code"));
    const alone = path.join(home, "vscode/bin/remote-cli/code");
    assert.equal(desktopProgram(alone, "linux"), alone);
  });

  it("gives the desktop a place of its own", () => {
    const args = desktopArguments("/home", "/extension", "/samples");
    assert.ok(args.includes("--user-data-dir=/home/user"));
    assert.ok(args.includes("--extensionDevelopmentPath=/extension"));
    assert.equal(args.at(-1), "/samples");
  });

  it("finds a browser on the path", () => {
    assert.equal(installedBrowser(env("bin", "chrome"), "linux"), path.join(home, "chrome/chromium"));
    assert.equal(installedBrowser(env("bin"), "linux"), undefined);
  });

  it("says where the server from npm cannot run", () => {
    assert.equal(noServerReason("linux", "x64"), undefined);
    assert.match(noServerReason("win32", "x64") ?? "", /Linux/);
  });

  it("keeps an editor around us out of the one it starts", () => {
    const kept = editorEnvironment({
      PATH: "/bin",
      VSCODE_IPC_HOOK_CLI: "x",
      VSCODE_TEST_X: "y",
      ELECTRON_RUN_AS_NODE: "1",
      NODE_OPTIONS: "--inspect",
    });
    assert.deepEqual(Object.keys(kept), ["PATH", "VSCODE_TEST_X"]);
  });
});

describe("the executable that stands for desktop VS Code", () => {
  const args = [
    "/work space",
    "--user-data-dir=/data",
    "--no-sandbox",
    "--extensionTestsPath=/tests/index.js",
    "--extensionDevelopmentPath=/extension",
  ];

  it("reads what the test runner passes", () => {
    assert.deepEqual(readArguments(args), {
      folder: "/work space",
      dataDir: "/data",
      testsPath: "/tests/index.js",
      developmentPath: "/extension",
    });
    assert.throws(() => readArguments([]), /--extensionDevelopmentPath=PATH is missing/);
  });

  it("makes it an address of the workbench", () => {
    const { searchParams } = new URL(testAddress("127.0.0.1:99", readArguments(args)));
    assert.equal(searchParams.get("folder"), "/work space");
    const payload = new Map(JSON.parse(searchParams.get("payload") ?? "[]") as [string, string][]);
    assert.equal(payload.get("extensionTestsPath"), "vscode-remote://127.0.0.1:99/tests/index.js");
  });

  it("shows what tests print, and not what the workbench logs", () => {
    assert.deepEqual(hostLines("%c INFO color: #33f | a\n| b"), ["| a", "| b"]);
    assert.deepEqual(hostLines("%c INFO color: #33f Creating a socket"), []);
    assert.deepEqual(hostLines("Failed to load resource"), []);
  });
});

describe("what npm start remembers", () => {
  let file = "";
  beforeEach(() => (file = path.join(mkdtempSync(path.join(tmpdir(), "mm-memory-")), "memory.json")));
  afterEach(() => rmSync(path.dirname(file), { recursive: true, force: true }));

  it("is what was written, or fresh when that is damaged", () => {
    const memory = { connectionToken: "t", editorPort: 1234, endpointPort: 4321 };
    writeSecret(file, memory);
    assert.deepEqual(recall(file), memory);
    writeFileSync(file, '{"editorPort":"x"}');
    assert.equal(recall(file).editorPort, 0);
    assert.notEqual(recall(file).connectionToken, recall(file).connectionToken);
  });

  it("gives way when another program has the port", async () => {
    const { createServer } = await import("node:net");
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    assert.equal(await freeOrAny(port), 0);
    await new Promise((resolve) => other.close(resolve));
    assert.equal(await freeOrAny(port), port);
  });
});
