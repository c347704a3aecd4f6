/** The `yaml` package is loaded only for texts that the fast reader leaves to it: loading it takes most of a short run. */
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

/** Validates a text in a new process; the answer is whether `yaml` was loaded there. */
function loadsYaml(text: string, exitCode: number): boolean {
  const folder = mkdtempSync(join(tmpdir(), "lazy-"));
  const file = join(folder, "erp.maintenance.yaml");
  writeFileSync(file, text);
  const script = `
    const { run } = require(${JSON.stringify(main)});
    const io = { stdin: process.stdin, stdout: process.stderr, stderr: process.stderr, env: {}, cwd: "/", now: Date.now };
    run(["validate", ${JSON.stringify(file)}], io).then((code) => {
      const isLoaded = Object.keys(require.cache).some((path) => /[\\\\/]node_modules[\\\\/]yaml[\\\\/]/.test(path));
      console.log(JSON.stringify({ code, isLoaded }));
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--require", "tsx/cjs", "-e", script], {
    encoding: "utf8",
    cwd: join(__dirname, "../.."),
  });
  rmSync(folder, { recursive: true });
  const { code, isLoaded } = JSON.parse(stdout || "{}") as { code?: number; isLoaded?: boolean };
  assert.equal(code, exitCode, stderr);
  return isLoaded === true;
}

describe("the yaml package", () => {
  it("is not loaded for a definition as most are written, right or wrong", () => {
    assert.equal(loadsYaml(definition, 0), false);
    assert.equal(loadsYaml(`${definition}role: []\n`, 1), false);
  });

  it("is loaded for a text that only it can read", () => {
    assert.equal(loadsYaml(definition.replace("name: erp", "name: &name erp"), 0), true);
  });
});
