/** The definition file behind the endpoint: read at the start, read again when it changes, valid or not. */
import { createHash } from "node:crypto";
import { type BigIntStats, readFileSync, stat, statSync } from "node:fs";
import type { MaintenanceDefinition, Problem } from "../core/generated/types";
import { readDefinition } from "../language/definitions";

/** One reading of the file. An invalid one has problems and no definition. */
export type Reading =
  | { ok: true; definition: MaintenanceDefinition; text: string; digest: string }
  | { ok: false; digest: string; problems: Problem[] };

/** How often the file is looked at. Polling sees every way of replacing a file: editors, git, mounted configuration. */
const pollMs = 500;

/** The file, and which version of it was read last. */
export class Source {
  private seen: string | undefined;

  constructor(private readonly path: string) {}

  /** Reads the file; what keeps it from being read is a problem like any other. */
  read(nowMs: number): Reading {
    let text: string;
    try {
      // Before the text: what is written between the two is seen as a change.
      this.seen = versionOf(statSync(this.path, { bigint: true }));
      text = readFileSync(this.path, "utf8");
    } catch (error) {
      const { code, message: told } = error as NodeJS.ErrnoException;
      // A file that is there but could not be read is no version of it: it is tried again at the next look.
      this.seen = code;
      const why = code === "ENOENT" ? "it does not exist" : told;
      const message = `The definition ${this.path} cannot be read: ${why}.`;
      return {
        ok: false,
        digest: "",
        problems: [{ code: "unreadable-file", severity: "error", path: "", at: "value", message }],
      };
    }
    return readText(text, nowMs);
  }

  /** Calls back whenever the file is not the one that was read last, until it is read again; the answer stops it. */
  watch(changed: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    let stopped = false;
    // Not in one go: a network drive that hangs must not keep the endpoint from deciding.
    const look = (): void =>
      stat(this.path, { bigint: true }, (error, stats) => {
        if (stopped) return;
        timer = setTimeout(look, pollMs);
        if ((error?.code ?? versionOf(stats)) !== this.seen) changed();
      });
    look();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }
}

/** What differs whenever a file was written, replaced, or given other permissions. */
function versionOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

/** Reads a definition that is there as text already. */
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
