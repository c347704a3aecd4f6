/**
 * Somebody's endpoint as a program, by the section "A server" of test/conformance/PROTOCOL.md: started with a definition
 * and a data folder, killed without warning, started again.
 */
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { root } from "../generate/schemas";
import { killGroup, startGroup } from "../processes";

/** A server that takes longer to be ready is none. */
const startLimitMs = 60_000;

export interface Setup {
  definitionPath: string;
  dataDirectory: string;
  /** How far its clock is to be ahead. */
  clockMs: number;
}

/** What a server says when it is ready. */
export interface Ready {
  url: string;
  tokens: Record<string, string>;
  /** Whether its clock is ahead as it was asked to be. */
  clock?: boolean;
}

export interface Server {
  ready: Ready;
  /** How long it took until it was ready. */
  bootMs: number;
  /** Everything else that it has written. */
  said: () => string;
  kill: () => Promise<void>;
}

/** Starts the program; fails with what it wrote when it does not get ready. */
export async function startServer(command: readonly string[], setup: Setup): Promise<Server> {
  const [program = "", ...args] = command;
  const startedMs = Date.now();
  const child = startGroup(program, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      MAINTENANCE_MODE_DEFINITION: setup.definitionPath,
      MAINTENANCE_MODE_DATA: setup.dataDirectory,
      MAINTENANCE_MODE_CLOCK_MS: String(setup.clockMs),
    },
  });
  const lines: string[] = [];
  try {
    const ready = await readyLine(child, lines);
    const bootMs = Date.now() - startedMs;
    return { ready, bootMs, said: () => lines.join("\n"), kill: () => killGroup(child) };
  } catch (error) {
    await killGroup(child);
    throw error;
  }
}

/** The endpoint of this repository as such a program, in one file: so each start takes little longer than Node itself. */
export async function bundledEndpoint(folder: string): Promise<string[]> {
  const file = join(folder, "endpoint.cjs");
  await build({
    entryPoints: [join(root, "src/tools/conformance/endpoint.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
  return [process.execPath, file];
}

function readyLine(child: ChildProcess, lines: string[]): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const fail = (how: string): void =>
      reject(new Error(`The server ${how}.\n${lines.slice(-20).join("\n")}`));
    const timer = setTimeout(() => fail(`was not ready after ${startLimitMs} ms`), startLimitMs);
    let isReady = false;
    const read = (line: string): void => {
      const ready = isReady ? undefined : asReady(line);
      if (ready === undefined) {
        lines.push(line);
        return;
      }
      isReady = true;
      clearTimeout(timer);
      resolve(ready);
    };
    if (child.stdout) createInterface({ input: child.stdout }).on("line", read);
    if (child.stderr) createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
    child.once("error", (error) => fail(`could not be started: ${error.message}`));
    child.once("close", () => {
      clearTimeout(timer);
      fail("ended before it was ready");
    });
  });
}

function asReady(line: string): Ready | undefined {
  try {
    const value = JSON.parse(line) as Partial<Ready> | null;
    return typeof value?.url === "string" && typeof value.tokens === "object" ? (value as Ready) : undefined;
  } catch {
    return undefined;
  }
}
