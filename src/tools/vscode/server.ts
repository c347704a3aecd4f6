/** A running VS Code server: what it is told, when it is ready, and that it ends, with all it started. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endGroup, onShutdown, run, startGroup, waitForLine } from "../processes";
import { openGateway } from "./gateway";
import type { ServerEditor } from "./install";

const endGraceMs = 3_000;
const startLimitMs = 60_000;
const installLimitMs = 60_000;

/** A quiet workbench: nothing that fetches, greets, reports or covers what is looked at. */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
};

export interface ServerOptions {
  readonly editor: ServerEditor;
  /** Where the server keeps its data; made when missing. User settings that are there already stay. */
  readonly dataDir: string;
  /** User settings beside the quiet ones, or instead of one of them. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** More environment variables of the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** A .vsix to install before the start. */
  readonly vsix?: string;
  /** Demanded of the browser when given; else whoever reaches the port on this machine gets in. */
  readonly connectionToken?: string;
  readonly port?: number;
  /** Needed to load an extension from its development folder; changes how modal dialogs behave. */
  readonly smokeTestDriver?: boolean;
  /** Asks whether the folder is trusted. */
  readonly workspaceTrust?: boolean;
}

export interface RunningServer {
  /** host:port of the browser's side, which is also the workbench's remote authority. */
  readonly authority: string;
  /** Resolves when the server has ended, with how. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** Starts the server with its gateway in front and waits until it is ready. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { editor, dataDir } = options;
  // Sockets go here: their paths must be short, and they would else stay behind in the system's folder.
  const temporary = mkdtempSync(path.join(tmpdir(), "mm-"));
  const socketPath = path.join(temporary, "server");
  const env = { ...editorEnvironment(), TMPDIR: temporary, ...options.env };
  seedSettings(dataDir, options.settings);
  if (options.vsix !== undefined) await installExtension(options, options.vsix, env);

  const token = options.connectionToken;
  const tokenFile = path.join(temporary, "connection-token");
  if (token !== undefined) writeFileSync(tokenFile, token, { mode: 0o600 });
  const child = startGroup(
    editor.node,
    [
      editor.main,
      ...["--socket-path", socketPath, "--accept-server-license-terms", "--disable-telemetry"],
      ...(token === undefined ? ["--without-connection-token"] : ["--connection-token-file", tokenFile]),
      ...folders(dataDir),
      "--disable-getting-started-override",
      ...(options.workspaceTrust === true ? [] : ["--disable-workspace-trust"]),
      ...(options.smokeTestDriver === true ? ["--enable-smoke-test-driver"] : []),
    ],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code ?? 1}`));
  });
  const end = async (): Promise<void> => {
    await endGroup(child, endGraceMs);
    rmSync(temporary, { recursive: true, force: true });
  };
  onShutdown(end);
  try {
    await waitForLine(child, /Extension host agent listening on/, startLimitMs);
  } catch (error) {
    await end();
    throw new Error(`VS Code's server did not start: ${(error as Error).message}`);
  }
  const gateway = await openGateway({
    socketPath,
    keyFile: path.join(dataDir, "secret-key-half"),
    connectionToken: token,
    port: options.port ?? 0,
  });
  return {
    authority: gateway.authority,
    ended,
    close: async () => {
      gateway.close();
      await end();
    },
  };
}

/** The environment for an editor started from here: nothing of an editor around us, nothing that changes its Node. */
export function editorEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_(?!TEST_)|ELECTRON_|NODE_OPTIONS$|npm_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

const folders = (dataDir: string): string[] => [
  "--server-data-dir",
  dataDir,
  "--extensions-dir",
  path.join(dataDir, "extensions"),
];

function seedSettings(dataDir: string, settings: Readonly<Record<string, unknown>> = {}): void {
  const file = path.join(dataDir, "data", "User", "settings.json");
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`);
}

async function installExtension(options: ServerOptions, vsix: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { editor, dataDir } = options;
  const args = [editor.main, "--install-extension", vsix, "--force", ...folders(dataDir)];
  const outcome = await run(editor.node, args, { env, limitMs: installLimitMs });
  if (!outcome.ok) throw new Error(`Installing ${path.basename(vsix)} ${outcome.ending}:\n${outcome.output}`);
}
