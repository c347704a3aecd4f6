/**
 * What stays the same from one `npm start` to the next: with the same addresses and tokens an open window goes on
 * working after a restart, its secrets stay readable, and a copied curl command stays right.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

export interface Memory {
  /** What VS Code's server demands of the browser. */
  readonly connectionToken: string;
  /** 0: none yet. */
  readonly editorPort: number;
  readonly endpointPort: number;
}

const fresh = (): Memory => ({
  connectionToken: randomBytes(24).toString("hex"),
  editorPort: 0,
  endpointPort: 0,
});

/** Reads the memory; a missing or damaged one is a fresh one. */
export function recall(file: string): Memory {
  try {
    const { connectionToken, editorPort, endpointPort } = JSON.parse(
      readFileSync(file, "utf8"),
    ) as Partial<Memory>;
    if (typeof connectionToken === "string" && isPort(editorPort) && isPort(endpointPort))
      return { connectionToken, editorPort, endpointPort };
  } catch {
    // Not there, or damaged.
  }
  return fresh();
}

/** Writes a file that holds a secret, readable to this user alone. */
export function writeSecret(file: string, content: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // the mode above counts only for a new file
}

/** The port itself when it is free, else 0, which lets the system choose. */
export async function freeOrAny(port: number): Promise<number> {
  if (port === 0) return 0;
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(0));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 65_536;
}
