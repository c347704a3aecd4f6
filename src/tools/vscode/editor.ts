/** Which VS Code is used: for the tests and for `npm start`, on this machine, as it is. */
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";
import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { cache } from "../paths";

const idleLimitMs = 10_000;
const macCode = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";

/** An executable for @vscode/test-electron, with what it is in words. */
export interface TestEditor {
  readonly executable: string;
  readonly title: string;
  /** It runs the server from npm, in a browser, and both have to be there. */
  readonly needsServer: boolean;
}

/** Desktop VS Code where it can be shown, downloaded or installed; else our program that runs the server from npm. */
export async function testEditor(say: (line: string) => void): Promise<TestEditor> {
  const server = {
    executable: path.join(__dirname, "executable.mjs"),
    title: "VS Code's server from npm",
    needsServer: true,
  };
  if (!hasDisplay()) return server;
  say("Getting desktop VS Code ...");
  try {
    const options = {
      version: "stable",
      cachePath: cache,
      timeout: idleLimitMs,
      reporter: new SilentReporter(),
    };
    return {
      executable: await downloadAndUnzipVSCode(options),
      title: "desktop VS Code, downloaded",
      needsServer: false,
    };
  } catch (error) {
    say(`Desktop VS Code cannot be downloaded here: ${(error as Error).message}`);
  }
  const code = desktopCode();
  return code === undefined
    ? server
    : { executable: desktopProgram(code), title: "desktop VS Code, installed", needsServer: false };
}

/** The `code` command of an installed desktop VS Code that can open a window here. */
export function desktopCode(env = process.env, platform = process.platform): string | undefined {
  if (!hasDisplay(env, platform)) return undefined;
  const name = platform === "win32" ? "code.cmd" : "code";
  const found = (env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name))
    // Inside a remote window `code` is another program, which can only talk to that window.
    .find((file) => isExecutable(file) && !file.includes("remote-cli"));
  return found ?? (platform === "darwin" && existsSync(macCode) ? macCode : undefined);
}

/**
 * The program behind the `code` command, so that it is our child and ends with us: the command itself only
 * leaves a window behind. Where it is packed in another way, the command has to do.
 */
export function desktopProgram(code: string, platform = process.platform): string {
  const bin = path.dirname(realpathSync(code));
  const program =
    platform === "win32"
      ? path.join(bin, "..", "Code.exe")
      : platform === "darwin"
        ? path.join(bin, "..", "..", "..", "MacOS", "Electron")
        : path.join(bin, "..", "code");
  return isExecutable(program) ? program : code;
}

/** Desktop VS Code with data of its own, the extension from its development folder, on a folder; as root it needs a word more. */
export function desktopArguments(home: string, extension: string, folder: string): string[] {
  return [
    `--user-data-dir=${path.join(home, "user")}`,
    `--extensions-dir=${path.join(home, "extensions")}`,
    `--extensionDevelopmentPath=${extension}`,
    ...["--new-window", "--disable-workspace-trust", "--skip-welcome", "--skip-release-notes", "--wait"],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    folder,
  ];
}

/** Whether a window can be shown at all. */
export function hasDisplay(env = process.env, platform = process.platform): boolean {
  return platform !== "linux" || Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"]);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
