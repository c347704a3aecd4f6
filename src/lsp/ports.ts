/** What the language server takes from Node. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDefinitionPath } from "../language/definition";
import { checkInThread } from "./checker";
import type { ServerPorts } from "./server";
import { startThread } from "./thread";
import type { Files, FoundFile } from "./workspace";

/** A workspace may hold anything: so many files, and none larger than this, are looked at. */
const mostFiles = 2_000;
const largestBytes = 5_000_000;
/** Folders in which nobody keeps definitions. */
const passedOver = new Set(["node_modules", ".git"]);

const files: Files = {
  async find(folders) {
    const found: FoundFile[] = [];
    for (const folder of folders.filter((uri) => uri.startsWith("file:"))) {
      for await (const path of filesBelow(fileURLToPath(folder))) {
        if (found.length === mostFiles) return found;
        const text = await textOf(path);
        if (text !== undefined) found.push({ uri: pathToFileURL(path).href, text });
      }
    }
    return found;
  },
  read: async (uri) => (uri.startsWith("file:") ? textOf(fileURLToPath(uri)) : undefined),
};

export const nodePorts: ServerPorts = {
  now: Date.now,
  after(delayMs, run) {
    // What is still to be done keeps no server alive whose client has gone.
    const timer = setTimeout(run, delayMs).unref();
    return () => clearTimeout(timer);
  },
  checkElsewhere: checkInThread(startThread),
  soon(run) {
    const turn = setImmediate(run);
    return () => clearImmediate(turn);
  },
  files,
};

/** The files below a folder that are named like definitions; what cannot be listed has none. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !passedOver.has(entry.name)) yield* filesBelow(path);
    else if (entry.isFile() && isDefinitionPath(path)) yield path;
  }
}

/** The text of a file; none when it is too large, or gone meanwhile. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).size > largestBytes ? undefined : await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
