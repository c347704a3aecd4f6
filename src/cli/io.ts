/** What a command may touch of the process it runs in, so that a test can hand it something else. */
import type { Readable, Writable } from "node:stream";

export interface Io {
  stdin: Readable;
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable & { isTTY?: boolean };
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  now: () => number;
  /** Aborted when the person asks the program to stop. */
  stopped: AbortSignal;
}
