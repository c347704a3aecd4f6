/** Every command in docs/cli.md runs, and prints what stands below it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { run } from "../../src/cli/main";

const root = join(__dirname, "..", "..");

async function answer(line: string): Promise<{ status: number; out: string; err: string }> {
  const written = { out: "", err: "" };
  const to = (name: "out" | "err"): Writable =>
    new Writable({
      write(text: unknown, _, done) {
        written[name] += String(text);
        done();
      },
    });
  const status = await run(line.split(" ").slice(1), {
    stdin: Readable.from([]),
    stdout: to("out"),
    stderr: to("err"),
    env: {},
    cwd: root,
    now: () => Date.parse("2026-12-01T00:00:00Z"),
    stopped: new AbortController().signal,
  });
  return { status, ...written };
}

describe("docs/cli.md", () => {
  const page = readFileSync(join(root, "docs", "cli.md"), "utf8");
  const blocks = [...page.matchAll(/```sh\n([^`]+)```\n(?:\n```\n([^`]+)```)?/g)];

  it("has an example of every command", () => {
    const shown = new Set(
      blocks.flatMap(([, lines = ""]) => lines.trimEnd().split("\n")).map((line) => line.split(" ")[1]),
    );
    assert.deepEqual([...shown].sort(), [
      "completion",
      "diff",
      "explain",
      "next",
      "problem",
      "schedule",
      "validate",
    ]);
  });

  for (const [, lines = "", expected] of blocks) {
    for (const line of lines.trimEnd().split("\n")) {
      it(line, async () => {
        const { status, out, err } = await answer(line);
        assert.equal(status, line.includes("minimal.maintenance.yaml --at") ? 1 : 0, err);
        assert.notEqual(line.startsWith("maintenance-mode validate") ? err : out, "");
        if (expected !== undefined) assert.equal(out, expected);
      });
    }
  }
});
