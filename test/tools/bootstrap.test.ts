/** The bootstrap as `npm start` and `npm test` meet it: in a project of its own, with an npm that only notes that it was called. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../src/tools/paths";

const fakeNpm = `
const { appendFileSync, mkdirSync } = require("node:fs");
appendFileSync("npm-calls", process.argv.slice(2).join(" ") + "\\n");
mkdirSync("node_modules", { recursive: true });
process.exit(Number(process.env.FAKE_NPM_EXIT ?? 0));
`;
const fakeProgram = `console.log("ran with", ...process.argv.slice(2)); process.exitCode = Number(process.argv[2] ?? 0);`;

describe("bootstrap", () => {
  let project = "";
  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), "mm-bootstrap-"));
    mkdirSync(path.join(project, "src", "tools"), { recursive: true });
    cpSync(path.join(root, "src/tools/bootstrap.mjs"), path.join(project, "src/tools/bootstrap.mjs"));
    writeFileSync(path.join(project, "package-lock.json"), "{}");
    writeFileSync(path.join(project, "npm.js"), fakeNpm);
    writeFileSync(path.join(project, "src", "tools", "start.ts"), fakeProgram);
    mkdirSync(path.join(project, "node_modules"));
    symlinkSync(
      path.join(root, "node_modules", "tsx"),
      path.join(project, "node_modules", "tsx"),
      "junction",
    );
  });
  afterEach(() => rmSync(project, { recursive: true, force: true }));

  function bootstrap(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): { code: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["src/tools/bootstrap.mjs", ...args], {
      cwd: project,
      env: { ...process.env, npm_execpath: path.join(project, "npm.js"), ...env },
      encoding: "utf8",
    });
    return { code: status, output: stdout + stderr };
  }
  const npmCalls = (): string[] => {
    const file = path.join(project, "npm-calls");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  };

  it("installs once, and again when the lock file has changed", () => {
    assert.match(
      bootstrap(["start", "0"]).output,
      /npm ci, because node_modules does not match package-lock/,
    );
    assert.deepEqual(npmCalls(), ["ci"]);
    bootstrap(["start", "0"]);
    assert.deepEqual(npmCalls(), ["ci"]);
    writeFileSync(path.join(project, "package-lock.json"), '{"changed":true}');
    bootstrap(["start", "0"]);
    assert.deepEqual(npmCalls(), ["ci", "ci"]);
  });

  it("says that nothing is there yet when nothing is", () => {
    rmSync(path.join(project, "node_modules"), { recursive: true });
    assert.match(bootstrap(["start"]).output, /because node_modules is not there yet/);
  });

  it("stops when npm fails, and tries again the next time", () => {
    const { code, output } = bootstrap(["start"], { FAKE_NPM_EXIT: "7" });
    assert.equal(code, 1);
    assert.match(output, /npm ci failed with exit code 7/);
    assert.doesNotMatch(output, /ran with/);
    bootstrap(["start"]);
    assert.deepEqual(npmCalls(), ["ci", "ci"]);
  });

  it("passes arguments on and the exit code back", () => {
    const { code, output } = bootstrap(["start", "3", "--only", "unit"]);
    assert.match(output, /ran with 3 --only unit/);
    assert.equal(code, 3);
  });

  it("knows two tasks", () => {
    const { code, output } = bootstrap(["deploy"]);
    assert.equal(code, 1);
    assert.match(output, /start\|test/);
  });
});
