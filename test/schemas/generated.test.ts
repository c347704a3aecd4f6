/** What is generated: up to date, free of code that is compiled at run time, and loadable in every way we load it. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { definitionSchema } from "../../src/core/generated/schema";
import { root } from "../../src/tools/generate/schemas";

const file = join(root, "src/core/generated/validate.js");
const minimal = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "a" },
};

describe("generated files", () => {
  it("agree with the schemas", function () {
    this.timeout(60_000);
    const program = join(root, "src/tools/generate.ts");
    const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", program, "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout);
  });

  it("compile no code at run time and import nothing", () => {
    const code = readFileSync(file, "utf8");
    assert.doesNotMatch(code, /\beval\b|new Function|\bFunction\(|^import\b|\bimport\(/m);
    assert.doesNotMatch(code, /(?<!code=')\brequire\(/);
  });

  for (const [format, ending] of [
    ["esm", "mjs"],
    ["cjs", "cjs"],
  ] as const) {
    it(`run as ${format} where code generation is forbidden`, () => {
      const folder = mkdtempSync(join(tmpdir(), "validate-"));
      try {
        const program = join(folder, `program.${ending}`);
        const contents = `import { validateDefinition as valid } from ${JSON.stringify(file)}; console.log(valid(${JSON.stringify(minimal)}), valid({}));`;
        buildSync({ stdin: { contents, resolveDir: root }, bundle: true, format, outfile: program });
        const args = ["--disallow-code-generation-from-strings", program];
        assert.equal(execFileSync(process.execPath, args, { encoding: "utf8" }), "true false\n");
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it("hold the texts of every node of a definition, without references", () => {
    const text = JSON.stringify(definitionSchema);
    assert.doesNotMatch(text, /"\$ref"|"x-/);
    const node = definitionSchema.properties?.windows?.items?.properties?.recurring?.properties?.frequency;
    assert.equal(
      node?.enumDescriptions?.weekly,
      "In every week, on the days in byDay. Weeks begin on Monday.",
    );
    assert.equal(definitionSchema.properties?.schedules?.additionalProperties !== false, true);
  });
});
