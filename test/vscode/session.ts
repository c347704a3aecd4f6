/** A VS Code of its own for a describe block: fresh data, the packaged extension, a workspace, a browser window. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cache, root } from "../../src/tools/paths";
import { onShutdown } from "../../src/tools/processes";
import { packageFolder } from "../../src/tools/testing/suites";
import { filesIn } from "../../src/tools/testing/files";
import { getBrowser, launchBrowser } from "../../src/tools/vscode/browser";
import { serverEditor } from "../../src/tools/vscode/install";
import { startServer } from "../../src/tools/vscode/server";
import { Workbench } from "./workbench";
import { limitMs } from "./until";

/** Typing must put in what is typed. For YAML and JSON VS Code has defaults of its own, which need their own answer. */
const plainTyping = {
  "editor.autoIndent": "none",
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.autoSurround": "never",
  "editor.formatOnType": false,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
};
const plainEditor = {
  ...plainTyping,
  "[yaml]": plainTyping,
  "[maintenance-definition]": plainTyping,
  "[json]": plainTyping,
  // Words of the editor between those of the text: a test that wants them turns them on.
  "editor.inlayHints.enabled": "off",
  "editor.minimap.enabled": false,
  "files.autoSave": "off",
  "workbench.editor.enablePreview": false,
  "window.confirmBeforeClose": "never",
};

export interface SessionOptions {
  /** Files of the workspace: name -> text. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder of the project whose copy is the workspace, such as "samples". */
  readonly folder?: string;
  /** User settings beside those for a quiet and plain editor. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More environment variables of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Asks whether the folder is trusted, which it is not at first. */
  readonly workspaceTrust?: boolean;
  /** An endpoint to be connected to from the start. */
  readonly endpoint?: { readonly url: string; readonly token: string };
}

export interface Session {
  readonly workbench: Workbench;
  /** The workspace on disk. */
  readonly folder: string;
  /** Where the server keeps its data: logs, settings, extensions. */
  readonly dataDir: string;
}

/**
 * Opens VS Code before the tests of the describe block and closes it after them; after a failed test there is
 * a screenshot. Options that are known only later, like an endpoint's address, can come from a function.
 */
export function useWorkbench(
  options: SessionOptions | (() => SessionOptions | Promise<SessionOptions>),
): Session {
  let open: OpenSession | undefined;
  before(async function () {
    this.timeout(120_000);
    open = await openSession(typeof options === "function" ? await options() : options);
  });
  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || open === undefined) return;
    console.log(
      `      Screenshot: ${await open.workbench.screenshot(`failed ${this.currentTest.fullTitle()}`)}`,
    );
  });
  after(async () => open?.close());
  const now = (): OpenSession => {
    if (open === undefined)
      throw new Error("VS Code is open only while the tests run, not while they are declared.");
    return open;
  };
  return {
    get workbench() {
      return now().workbench;
    },
    get folder() {
      return now().folder;
    },
    get dataDir() {
      return now().dataDir;
    },
  };
}

interface OpenSession extends Session {
  close(): Promise<void>;
}

async function openSession(options: SessionOptions): Promise<OpenSession> {
  const runs = path.join(cache, "runs", "ui");
  mkdirSync(runs, { recursive: true });
  const home = mkdtempSync(path.join(runs, "session-"));
  const folder = path.join(home, "workspace");
  const dataDir = path.join(home, "data");
  mkdirSync(folder);
  if (options.folder !== undefined) cpSync(path.join(root, options.folder), folder, { recursive: true });
  for (const [name, text] of Object.entries(options.files ?? {})) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const vsix = filesIn(packageFolder, ".vsix")[0];
  if (vsix === undefined) throw new Error("There is no package: npm test -- --only package makes one.");
  const say = (line: string): void => console.log(line);
  const server = await startServer({
    editor: await serverEditor(say),
    dataDir,
    vsix,
    settings: { ...plainEditor, ...options.settings },
    env: { ...options.env, ...handover(home, options.endpoint) },
    workspaceTrust: options.workspaceTrust ?? false,
  });
  const browser = await launchBrowser(await getBrowser(say));
  onShutdown(() => browser.close());
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(limitMs);
    const workbench = new Workbench(page, options.endpoint !== undefined);
    await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(folder)}`, { timeout: 60_000 });
    await workbench.waitReady().catch(async (error: unknown) => {
      throw new Error(`${String(error)}\nScreenshot: ${await workbench.screenshot("window not ready")}`);
    });
    return { workbench, folder, dataDir, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function handover(home: string, endpoint: SessionOptions["endpoint"]): NodeJS.ProcessEnv {
  if (endpoint === undefined) return {};
  const file = path.join(home, "handover.json");
  writeFileSync(file, JSON.stringify({ name: "test", url: endpoint.url, token: endpoint.token }), {
    mode: 0o600,
  });
  return { MAINTENANCE_MODE_HANDOVER: file };
}
