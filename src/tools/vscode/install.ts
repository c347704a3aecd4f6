/**
 * VS Code's server and workbench from npm, for a machine that cannot have desktop VS Code: what to install,
 * in which steps, and that a half install is never taken for a whole one.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exclusively } from "../lock";
import { cache } from "../paths";
import { run } from "../processes";

const packageName = "code-server";
const packageVersion = "4.139.1";
const nodeVersion = "24.21.0";
const howToGetOne =
  "VS Code's server could not be installed from npm: what npm says above is the reason. It needs the npm registry " +
  "and 1 GB of disk. `npm start` also takes a desktop VS Code, from https://code.visualstudio.com, and needs no server then.";
const unfinishedMark = ".unfinished-";
const stepLimitMs = 10 * 60_000;

/** Heavy parts that the workbench does without. */
const unused = [
  "node_modules/@github/copilot-sdk-linux-x64",
  "node_modules/@github/copilot-sdk-linux-arm64",
  "node_modules/@github/copilot-sdk-linuxmusl-x64",
  "node_modules/@github/copilot-sdk-linuxmusl-arm64",
  "node_modules/@microsoft/mxc-sdk",
  "extensions/copilot",
  "extensions/mermaid-markdown-features",
];

/** VS Code's server, ready to run. */
export interface ServerEditor {
  /** The Node that runs it, which is newer than the one this project needs. */
  readonly node: string;
  readonly main: string;
  /** VS Code's version. */
  readonly version: string;
}

/** Why this machine cannot run the server from npm, or undefined when it can. */
export function noServerReason(platform = process.platform, arch = process.arch): string | undefined {
  const possible = platform === "linux" && (arch === "x64" || arch === "arm64");
  return possible
    ? undefined
    : `VS Code's server from npm runs on Linux (x64, arm64) only, not on ${platform} ${arch}`;
}

/** Gives the server, installed once into the cache folder. */
export async function serverEditor(say: (line: string) => void): Promise<ServerEditor> {
  const reason = noServerReason();
  if (reason !== undefined)
    throw new Error(`${reason}. On Windows use WSL 2; on any system a Linux container will do.`);
  const home = path.join(cache, `server-${packageVersion}-node-${nodeVersion}-${process.arch}`);
  if (!existsSync(home))
    await exclusively("server", 2 * stepLimitMs, say, async () => {
      if (existsSync(home)) return;
      await install(home, say).catch((error: unknown) => {
        throw new Error(`${(error as Error).message}\n${howToGetOne}`);
      });
    });
  const server = serverFolder(home);
  const { version } = JSON.parse(readFileSync(path.join(server, "package.json"), "utf8")) as {
    version: string;
  };
  return {
    node: path.join(nodeFolder(home), "bin", "node"),
    main: path.join(server, "out", "server-main.js"),
    version,
  };
}

const serverFolder = (home: string): string => path.join(home, "node_modules", packageName, "lib", "vscode");
const nodeFolder = (home: string): string => path.join(home, "node_modules", `node-linux-${process.arch}`);

/** Installs beside the final place and renames at the end: a folder of that name is always a whole install. */
async function install(home: string, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  removeUnfinished(path.dirname(home));
  const unfinished = `${home}${unfinishedMark}${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  writeFileSync(path.join(unfinished, "package.json"), '{"private":true}\n');
  say(
    `Installing VS Code's server (npm ${packageName}@${packageVersion}), once, about a minute and 520 MB ...`,
  );

  say("  1/3 the server and its Node");
  const packages = [`${packageName}@${packageVersion}`, `node-linux-${process.arch}@${nodeVersion}`];
  await npm(unfinished, ["install", "--ignore-scripts", "--save-exact", ...packages]);
  say("  2/3 the packages of the server");
  await npm(serverFolder(unfinished), ["install", "--ignore-scripts", "--omit=dev"]);
  for (const part of unused)
    rmSync(path.join(serverFolder(unfinished), part), { recursive: true, force: true });
  say("  3/3 two native modules");
  await compile(unfinished, say);

  if (readdirSync(path.join(nodeFolder(unfinished), "bin")).length === 0)
    throw new Error("npm left no Node behind");
  renameSync(unfinished, home);
  say(`VS Code's server is installed (${Math.round((Date.now() - started) / 1000)} s).`);
}

/** What a killed install left. Its npm may still be writing there: then the next install removes it. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.includes(unfinishedMark)))
    try {
      rmSync(path.join(folder, name), { recursive: true, force: true });
    } catch {
      // It is in nobody's way.
    }
}

/** Without a compiler the server works too, but its output channels stay empty: worth a line, not a failure. */
async function compile(home: string, say: (line: string) => void): Promise<void> {
  const modules = ["@vscode/spdlog", "@vscode/native-watchdog"];
  try {
    await npm(serverFolder(home), ["rebuild", "--ignore-scripts=false", ...modules], {
      npm_config_nodedir: nodeFolder(home),
    });
  } catch (error) {
    say(`  ${modules.join(" and ")} could not be compiled (a C++ compiler, make and Python are needed).`);
    say("  VS Code works without them, but its output channels stay empty.");
    say(`  ${(error as Error).message.split("\n").slice(-3).join("\n  ")}`);
  }
}

async function npm(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const [program, ...first] = process.env["npm_execpath"]
    ? [process.execPath, process.env["npm_execpath"]]
    : ["npm"];
  const all = [...first, ...args, "--no-audit", "--no-fund", "--loglevel=error"];
  const outcome = await run(program, all, {
    cwd,
    env: { ...npmEnvironment(), ...env },
    limitMs: stepLimitMs,
  });
  if (outcome.ok) return;
  const tail = outcome.output.split("\n").slice(-20).join("\n");
  throw new Error(`npm ${args.join(" ")} ${outcome.ending}:\n${tail}`);
}

/** The environment without what an `npm test` around us says about this project, which is not the one installed. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const about = /^npm_(package|lifecycle|config_local_prefix|command)|^INIT_CWD$|^NODE_OPTIONS$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !about.test(name)));
}
