/** What `validate` loads: neither the server nor, for texts that the fast reader can read, the `yaml` package. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(__dirname, "../../src/cli/main.ts");
const definition = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: erp
`;

/** Validates a text in a new process; the answer is which of two packages were loaded there. */
function loaded(text: string, exitCode: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), "lazy-"));
  const file = join(folder, "erp.maintenance.yaml");
  writeFileSync(file, text);
  const script = `
    const { join } = require("node:path");
    const { run } = require(${JSON.stringify(main)});
    const io = { stdin: process.stdin, stdout: process.stderr, stderr: process.stderr, env: {}, cwd: "/", now: Date.now };
    run(["validate", ${JSON.stringify(file)}], io).then((code) => {
      const isLoaded = (name) => Object.keys(require.cache).some((path) => path.includes(join("node_modules", name, "/")));
      console.log(JSON.stringify({ code, packages: ["fastify", "yaml"].filter(isLoaded) }));
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", "tsx/cjs", "-e", script], {
    encoding: "utf8",
    cwd: join(__dirname, "../.."),
  });
  rmSync(folder, { recursive: true });
  const { code, packages } = JSON.parse(stdout || "{}") as { code?: number; packages?: string[] };
  assert.equal(code, exitCode, stderr);
  return packages ?? [];
}

describe("what validate loads", () => {
  it("is neither the server nor yaml for a definition as most are written, right or wrong", () => {
    assert.deepEqual(loaded(definition, 0), []);
    assert.deepEqual(loaded(`${definition}role: []\n`, 1), []);
  });

  it("is yaml for a text that only that can read", () => {
    assert.deepEqual(loaded(definition.replace("name: erp", "name: &name erp"), 0), ["yaml"]);
  });
});
