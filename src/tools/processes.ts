/**
 * Child processes, each the leader of a process group of its own, and their end:
 * nothing started here outlives this process, however it is told to stop.
 */
import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const windows = process.platform === "win32";
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
// One of our own programs may have to end groups itself, so each level has less time than the one around it.
const groupGraceMs = 10_000;
const shutdownLimitMs = 15_000;

const running = new Set<ChildProcess>();
const cleanups: (() => Promise<void> | void)[] = [];
let stopping = false;

/** Starts a program as the leader of a new process group, which ends with this process at the latest. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  const child = spawn(command, args, { ...options, detached: !windows });
  running.add(child);
  child.once("error", () => running.delete(child));
  return child;
}

/** Ends a group politely, then, after the grace, for good; resolves when its leader is gone. */
export async function endGroup(child: ChildProcess, graceMs = groupGraceMs): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const gone = once(child, "exit");
    signalGroup(child, "SIGTERM");
    const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
    await gone;
    clearTimeout(timer);
  }
  signalGroup(child, "SIGKILL");
  running.delete(child);
}

/** Ends a group as a crash would, with no chance to do anything more; resolves when its leader is gone. */
export async function killGroup(child: ChildProcess): Promise<void> {
  const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const gone = isRunning ? once(child, "exit") : undefined;
  signalGroup(child, "SIGKILL");
  running.delete(child);
  await gone;
}

/** Work to do before a signal ends this process; the last registered is done first. */
export function onShutdown(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** Whether the shutdown has begun: what ends from now on ends because it is told to. */
export function isStopping(): boolean {
  return stopping;
}

/** From now on a signal, or the end of the process that started this one, shuts down in order. */
export function shutDownOnSignals(): void {
  for (const [signal, code] of Object.entries(exitCodes))
    process.on(signal as keyof typeof exitCodes, () => void shutDown(code));
  process.on("disconnect", () => void shutDown(exitCodes.SIGTERM));
  process.channel?.unref();
  process.on("exit", () => running.forEach((child) => signalGroup(child, "SIGKILL")));
}

/** Runs the registered cleanups, ends every group, exits. Calls after the first change nothing. */
export async function shutDown(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(exitCode), shutdownLimitMs).unref();
  for (const cleanup of cleanups.reverse()) {
    try {
      await cleanup();
    } catch (error) {
      console.error(`While stopping: ${String(error)}`);
    }
  }
  await Promise.all([...running].map((child) => endGroup(child)));
  process.exit(exitCode);
}

/** How a program ended, with what it printed when that was captured. */
export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  /** Why it is not ok, as the end of a sentence: "exited with code 2". */
  readonly ending: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly limitMs: number;
  /** Shows the output as it comes, instead of capturing it. */
  readonly show?: boolean;
}

/** Runs a program to its end within a time limit. Never rejects: a program that cannot start is an outcome too. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Outcome> {
  const output = options.show === true ? "inherit" : "pipe";
  const child = startGroup(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", output, output],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on("line", (line) => lines.push(line));
  const started = Date.now();
  const timer = setTimeout(() => void endGroup(child), options.limitMs);
  const ending = await new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      // A grandchild may hold the pipes open for ever: sweep the group before waiting for the last lines.
      signalGroup(child, "SIGKILL");
      const text = signal === null ? `exited with code ${code ?? 1}` : `was ended by ${signal}`;
      if (child.stdout?.readableEnded !== false) resolve(text);
      else child.once("close", () => resolve(text));
    });
  });
  clearTimeout(timer);
  running.delete(child);
  const late = Date.now() - started >= options.limitMs;
  return {
    ok: !late && ending === "exited with code 0",
    output: lines.join("\n"),
    ending: late ? `took longer than ${Math.round(options.limitMs / 1000)} s and was stopped` : ending,
  };
}

/** Reads a program's output for ever, and resolves at the first line that matches; rejects when it ends, or is late. */
export async function waitForLine(
  child: ChildProcess,
  pattern: RegExp,
  limitMs: number,
): Promise<RegExpExecArray> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    const give = (how: string): void => reject(new Error(`${how}:\n${said.slice(-20).join("\n")}`));
    const timer = setTimeout(() => give(`it was not ready after ${limitMs / 1000} s`), limitMs);
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on("line", (line) => {
          said.push(line);
          if (said.length > 100) said.shift();
          const match = pattern.exec(line);
          if (match) resolve(match);
          if (match) clearTimeout(timer);
        });
    child.once("error", (error) => give(error.message));
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      give(`it ended (${signal ?? `exit code ${code ?? 1}`})`);
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
