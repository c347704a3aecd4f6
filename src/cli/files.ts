/** Which files a command line means, and their text. */
import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { isDefinitionPath } from "../language/definition";

/** A file that cannot be read as text; the message says why. */
export class Unreadable extends Error {}

/** Folders that hold other people's files. */
const passedOver = new Set(["node_modules", ".git"]);

/**
 * The files that the arguments name, each once, in order: a file as it is, a directory as the definition files in it.
 * What cannot be looked at, and a directory without definitions, is told to `complain`.
 */
export function findFiles(
  paths: readonly string[],
  cwd: string,
  complain: (message: string) => void,
): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const full = path === "-" ? path : resolve(cwd, path);
    if (path === "-" || !isDirectory(full)) {
      found.add(full);
      continue;
    }
    const inside = [...definitionsIn(full, complain)].sort();
    if (inside.length === 0) complain(`${path}: there is no definition file in this directory`);
    for (const file of inside) found.add(file);
  }
  return [...found];
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function* definitionsIn(directory: string, complain: (message: string) => void): Iterable<string> {
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    complain(`${directory}: ${reason(error)}`);
    return;
  }
  // Links are not followed: they could lead in a circle.
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() && !passedOver.has(entry.name)) yield* definitionsIn(path, complain);
    else if (entry.isFile() && isDefinitionPath(path)) yield path;
  }
}

/** The text of a file, or of standard input for `-`. */
export async function readText(path: string, stdin: Readable): Promise<string> {
  const bytes = path === "-" ? await readAll(stdin) : readFile(path);
  if (typeof bytes === "string") return bytes;
  if (!isUtf8(bytes)) throw new Unreadable("this is not UTF-8 text; save it as UTF-8");
  return bytes.toString("utf8");
}

/** As text at once, which is much faster, unless something in it may be no text. */
function readFile(path: string): string | Buffer {
  try {
    const text = readFileSync(path, "utf8");
    return text.includes("\ufffd") ? readFileSync(path) : text;
  } catch (error) {
    throw new Unreadable(reason(error));
  }
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream)
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Uint8Array));
  return Buffer.concat(chunks);
}

const reasons: Record<string, string> = {
  ENOENT: "this file does not exist",
  EACCES: "this file may not be read",
  EISDIR: "this is a directory",
};

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message;
}
