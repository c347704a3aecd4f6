/** Runs the program in this process, in a folder of its own, with a clock that stands still. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { run } from "../../src/cli/main";

export interface Answer {
  status: number;
  out: string;
  err: string;
}

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "maintenance-mode-cli-"));

  constructor(
    private readonly now: string,
    files: Record<string, string> = {},
  ) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** What the program answers, with or without a terminal. */
  async run(
    args: readonly string[],
    { isTTY = false, env = {} }: { isTTY?: boolean; env?: Record<string, string> } = {},
  ): Promise<Answer> {
    const stdout = collector(isTTY);
    const stderr = collector(isTTY);
    const status = await run(args, {
      stdin: Readable.from([]),
      stdout: stdout.stream,
      stderr: stderr.stream,
      env,
      cwd: this.path,
      now: () => Date.parse(this.now),
      stopped: new AbortController().signal,
    });
    return { status, out: stdout.text(), err: stderr.text() };
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

function collector(isTTY: boolean): { stream: Writable & { isTTY: boolean }; text: () => string } {
  const written: string[] = [];
  const stream = new Writable({
    write(text: unknown, _, done) {
      written.push(String(text));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => written.join("") };
}
