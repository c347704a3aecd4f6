/** The VS Code of `npm start`: the desktop one that is installed, else the server from npm with a browser as its window. */
import path from "node:path";
import { buildAll } from "../build";
import { makePackage } from "../package";
import { root } from "../paths";
import { startGroup } from "../processes";
import { desktopArguments, desktopCode, desktopProgram, hasDisplay } from "../vscode/editor";
import { serverEditor } from "../vscode/install";
import { editorEnvironment, startServer } from "../vscode/server";
import { freeOrAny, type Memory } from "./memory";

type Say = (line: string) => void;

/** A window that is ready to be opened. */
export interface Prepared {
  /** Opens it; the extension host gets the environment. */
  open(env: NodeJS.ProcessEnv): Promise<Opened>;
}

export interface Opened {
  /** How to get to it. */
  readonly where: string;
  /** The address's port, when it has one. */
  readonly port?: number;
  /** Resolves when it is gone. */
  readonly ended: Promise<Ending>;
}

export interface Ending {
  readonly why: string;
  /** Closed by its user, not broken. */
  readonly wanted: boolean;
}

export interface WindowOptions {
  /** Where VS Code keeps its data. */
  readonly home: string;
  readonly folder: string;
  readonly memory: Memory;
  /** The browser's address, instead of the one that is remembered. */
  readonly port?: number;
  /** Whether a window may be opened on this screen. */
  readonly show: boolean;
}

/** Installs and builds what the window needs. */
export async function prepareWindow(options: WindowOptions, say: Say): Promise<Prepared> {
  const code = options.show ? desktopCode() : undefined;
  return code === undefined ? prepareServer(options, say) : prepareDesktop(options, code, say);
}

async function prepareDesktop({ home, folder }: WindowOptions, code: string, say: Say): Promise<Prepared> {
  say("Building ...");
  await buildAll();
  return {
    open: (env) => {
      const program = desktopProgram(code);
      const args = desktopArguments(path.join(home, "desktop"), root, folder);
      const child = startGroup(program, args, { env: { ...editorEnvironment(), ...env }, stdio: "ignore" });
      const ended = new Promise<Ending>((resolve) => {
        child.once("error", ({ message }) => resolve({ why: message, wanted: false }));
        child.once("exit", () => resolve({ why: "VS Code was closed", wanted: true }));
      });
      return Promise.resolve({ where: `its own window (${program})`, ended });
    },
  };
}

async function prepareServer(options: WindowOptions, say: Say): Promise<Prepared> {
  const editor = await serverEditor(say);
  say("Building and packaging ...");
  const { file: vsix } = await makePackage(options.home);
  const { connectionToken, editorPort } = options.memory;
  return {
    open: async (env) => {
      const server = await startServer({
        editor,
        vsix,
        dataDir: path.join(options.home, "server"),
        connectionToken,
        port: options.port ?? (await freeOrAny(editorPort)),
        env,
      });
      const query = new URLSearchParams({ tkn: connectionToken, folder: options.folder });
      const where = `http://${server.authority}/?${query.toString()}`;
      if (options.show && process.platform === "linux" && hasDisplay())
        startGroup("xdg-open", [where], { stdio: "ignore" }).once("error", () => say("Open this address:"));
      return {
        where,
        port: Number(server.authority.split(":")[1]),
        ended: server.ended.then((how) => ({ why: `VS Code's server ended (${how})`, wanted: false })),
      };
    },
  };
}
