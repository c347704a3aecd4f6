/** One run at a time at what two runs would spoil for each other: a file that names the process that holds it. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { cache } from "./paths";

/** Gives the lock back. */
export type Release = () => void;

/**
 * Takes the lock of that name, or tells which process holds it. A lock whose process is gone counts as free;
 * it is also given back when this process exits.
 */
export function tryLock(name: string, folder = cache): Release | { readonly heldBy: number } {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.lock`);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    const holder = holderOf(file);
    if (holder !== undefined && isAlive(holder)) return { heldBy: holder };
    if (holder !== undefined) rmSync(file, { force: true });
    linkSync(mine, file); // a link appears whole or not at all, so no other run reads half a number
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return { heldBy: holderOf(file) ?? 0 };
  } finally {
    rmSync(mine, { force: true });
  }
  const release = (): void => {
    process.off("exit", release);
    rmSync(file, { force: true });
  };
  process.on("exit", release);
  return release;
}

/** Takes the lock, waiting for its holder as long as need be, but not longer than the limit. */
async function lock(
  name: string,
  limitMs: number,
  say: (line: string) => void,
  folder = cache,
): Promise<Release> {
  const start = Date.now();
  for (let told = false; ; told = true) {
    const taken = tryLock(name, folder);
    if (typeof taken === "function") return taken;
    const holder = `process ${taken.heldBy}`;
    if (Date.now() - start > limitMs) {
      const file = path.join(folder, `${name}.lock`);
      throw new Error(`${file} is still held by ${holder}. End that process, or delete the file.`);
    }
    if (!told) say(`Waiting for ${holder}, which is at the same work (${name}).`);
    await delay(200);
  }
}

/** Does the work while holding the lock. */
export async function exclusively<T>(
  name: string,
  limitMs: number,
  say: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const release = await lock(name, limitMs, say);
  try {
    return await work();
  } finally {
    release();
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
