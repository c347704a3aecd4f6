/**
 * What survives `kill -9`: `state.json`, replaced atomically and synced before anybody gets an answer, and
 * `history.jsonl`, which only grows. The newest entries ride in `state.json` too, so that no crash between the two files loses one.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  fstatSync,
} from "node:fs";
import { ftruncateSync, mkdirSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { HistoryEntry, HistoryPage, State } from "../core/generated/types";
import { validateState } from "../core/generated/validate.js";
import type { Entry } from "../core/machine";

/** An answer that was given under an Idempotency-Key, kept so that the same request gets it again. */
export interface GivenAnswer {
  key: string;
  by: string;
  bodyHash: string;
  status: number;
  body: unknown;
}

export interface Kept {
  state: State;
  answers: GivenAnswer[];
}

interface StateFile extends Kept {
  version: 1;
  lastSeq: number;
  /** Entries of the last write; they are in `history.jsonl` as well unless the process died in between. */
  recent: HistoryEntry[];
}

/** A data directory that cannot be used, in words for the operator. */
export class StoreError extends Error {}

const keptAnswers = 200;

export class Store {
  private file: StateFile | undefined;
  private history: HistoryEntry[] = [];

  private constructor(
    private readonly directory: string,
    private readonly historyFd: number,
  ) {}

  /** Opens the data directory, makes it when it is missing, and mends what a crash left behind. */
  static open(directory: string): Store {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    lock(directory);
    const store = new Store(directory, openSync(join(directory, "history.jsonl"), "a+", 0o600));
    store.file = readState(join(directory, "state.json"));
    store.history = readHistory(store.historyFd);
    const last = store.history.at(-1)?.seq ?? 0;
    store.append((store.file?.recent ?? []).filter((entry) => entry.seq > last));
    return store;
  }

  /** What was last written, or undefined in a new directory. */
  get kept(): Kept | undefined {
    return this.file;
  }

  /** The entries with the numbers that they get when they are saved next. */
  numbered(entries: readonly Entry[]): HistoryEntry[] {
    const last = this.file?.lastSeq ?? 0;
    return entries.map((entry, index) => ({ seq: last + index + 1, ...entry }));
  }

  /** Writes state, entries and the answer durably; when it returns they survive a crash. Only the newest answers are kept. */
  save(state: State, recent: HistoryEntry[], answer: GivenAnswer | undefined): void {
    const lastSeq = recent.at(-1)?.seq ?? this.file?.lastSeq ?? 0;
    const answers = [...(this.file?.answers ?? []), ...(answer === undefined ? [] : [answer])].slice(
      -keptAnswers,
    );
    const file: StateFile = { version: 1, state, answers, lastSeq, recent };
    replaceFile(this.directory, "state.json", `${JSON.stringify(file)}\n`);
    this.file = file;
    this.append(recent);
  }

  /** The newest entries before a number, newest first. */
  page(limit: number, before: number = Infinity): HistoryPage {
    const end = this.history.findLastIndex((entry) => entry.seq < before) + 1;
    const entries = this.history.slice(Math.max(0, end - limit), end).reverse();
    const oldest = entries.at(-1);
    return oldest !== undefined && end > limit ? { entries, before: oldest.seq } : { entries };
  }

  /** A small file beside the state, replaced atomically. */
  keep(name: string, text: string): void {
    replaceFile(this.directory, name, text);
  }

  /** The small file's text, or undefined. */
  recall(name: string): string | undefined {
    const path = join(this.directory, name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  }

  close(): void {
    closeSync(this.historyFd);
    rmSync(join(this.directory, "lock"), { force: true });
  }

  private append(entries: readonly HistoryEntry[]): void {
    if (entries.length === 0) return;
    writeSync(this.historyFd, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    fdatasyncSync(this.historyFd);
    this.history.push(...entries);
  }
}

/** Writes a file so that a crash leaves the old one or the new one, never a part. */
export function replaceFile(directory: string, name: string, text: string): void {
  const temporary = join(directory, `${name}.new`);
  const fd = openSync(temporary, "w", 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, join(directory, name));
  syncDirectory(directory);
}

/** The rename itself lasts only once the directory is synced; Windows cannot and need not do that. */
function syncDirectory(directory: string): void {
  if (process.platform === "win32") return;
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** One endpoint a directory: the lock names the process that has it, and one that is gone does not count. */
function lock(directory: string): void {
  const path = join(directory, "lock");
  const owner = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new StoreError(
      `${directory} is in use by another endpoint (process ${owner}). Stop that one, or give this one its own --data directory.`,
    );
  }
  replaceFile(directory, "lock", `${process.pid}\n`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function readState(path: string): StateFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const file = JSON.parse(readFileSync(path, "utf8")) as Omit<StateFile, "version"> & { version: number };
    if (file.version === 1 && validateState(file.state)) return { ...file, version: 1 };
  } catch {
    // Told below: a file that is not JSON is as unusable as one of another version.
  }
  throw new StoreError(
    `${path} is not a state that this version can read. Restore it from a backup, or move it away to start with maintenance off.`,
  );
}

/** Reads the history and cuts off a last line that a crash left unfinished. */
function readHistory(fd: number): HistoryEntry[] {
  const bytes = Buffer.alloc(fstatSync(fd).size);
  readSync(fd, bytes, 0, bytes.length, 0);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) ftruncateSync(fd, whole);
  return bytes
    .toString("utf8", 0, whole)
    .split("\n")
    .flatMap((line) => parsed(line) ?? []);
}

function parsed(line: string): HistoryEntry | undefined {
  try {
    return line === "" ? undefined : (JSON.parse(line) as HistoryEntry);
  } catch {
    return undefined;
  }
}
