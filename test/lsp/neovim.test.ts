/** The language server in another editor: Neovim, without a window, with the lines that docs/editors.md has for it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { exampleHeader } from "../../src/core/problem";
import { installDebian } from "../../src/tools/debian";
import { root } from "../../src/tools/paths";
import { note } from "../../src/tools/testing/results";

const version = (): string | undefined =>
  /^NVIM v\S+/.exec(String(spawnSync("nvim", ["--version"]).stdout))?.[0];

interface Seen {
  problems: [line: number, column: number, code: string][];
  completion: string[];
  mended: string;
}

describe("Neovim", () => {
  it("shows problems, completes and mends", async function () {
    this.timeout(10 * 60_000);
    if (version() === undefined) await installDebian(["neovim"], console.log);
    const found = version();
    if (found === undefined) this.skip();
    const folder = mkdtempSync(join(tmpdir(), "mm-nvim-"));
    try {
      const program = join(folder, "cli.js");
      await build({
        entryPoints: [join(root, "src/cli/main.ts")],
        outfile: program,
        bundle: true,
        platform: "node",
        mainFields: ["module", "main"],
        logLevel: "error",
      });
      const file = join(folder, "erp.maintenance.yaml");
      writeFileSync(file, `${exampleHeader}rols:\n  - { id: admin, admitted: true, may: [] }\n`);
      const result = join(folder, "seen.json");
      const script = join(root, "test/lsp/neovim.lua");
      const { status, stderr } = spawnSync(
        "nvim",
        ["--headless", "--clean", "-n", file, "-c", `luafile ${script}`],
        {
          cwd: folder,
          encoding: "utf8",
          timeout: 5 * 60_000,
          env: { ...process.env, MM_NODE: process.execPath, MM_PROGRAM: program, MM_RESULT: result },
        },
      );
      assert.equal(status, 0, stderr);
      const seen = JSON.parse(readFileSync(result, "utf8")) as Seen;
      assert.deepEqual(seen.problems, [[4, 0, "unknown-property"]]);
      assert.ok(seen.completion.includes("disable"), seen.completion.join());
      assert.equal(seen.mended, "roles:");
      note(`Language server in ${found}, ${seen.completion.length} completions`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
