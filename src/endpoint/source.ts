/** The definition file behind the endpoint: read at the start, read again when it changes, valid or not. */
import { createHash } from "node:crypto";
import { readFileSync, unwatchFile, watchFile } from "node:fs";
import type { MaintenanceDefinition, Problem } from "../core/generated/types";
import { readDefinition } from "../language/definitions";

/** One reading of the file. An invalid one has problems and no definition. */
export type Reading =
  | { ok: true; definition: MaintenanceDefinition; text: string; digest: string }
  | { ok: false; digest: string; problems: Problem[] };

/** How often the file is looked at. Polling sees every way of replacing a file: editors, git, mounted configuration. */
const pollMs = 500;

/** Reads a definition file; what keeps it from being read is a problem like any other. */
export function readSource(path: string, nowMs: number): Reading {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === "ENOENT" ? "it does not exist" : (error as Error).message;
    const message = `The definition ${path} cannot be read: ${why}.`;
    return {
      ok: false,
      digest: "",
      problems: [{ code: "unreadable-file", severity: "error", path: "", at: "value", message }],
    };
  }
  return readText(text, nowMs);
}

/** The same for text that is already there. */
export function readText(text: string, nowMs: number): Reading {
  const digest = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const { definitions, problems } = readDefinition(text, nowMs);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { ok: false, digest, problems: errors };
  const [definition, ...more] = definitions;
  if (definition === undefined || more.length > 0) {
    const message = `The file of an endpoint holds exactly one definition; this one holds ${definitions.length}.`;
    return {
      ok: false,
      digest,
      problems: [{ code: "one-definition", severity: "error", path: "", at: "value", message }],
    };
  }
  return { ok: true, definition, text, digest };
}

/** Calls back whenever the file may have changed; the answer stops it. */
export function watchSource(path: string, changed: () => void): () => void {
  watchFile(path, { interval: pollMs }, changed);
  return () => unwatchFile(path, changed);
}
