/** The ways into continuous integration that the repository offers: npm, the pre-commit hook, the GitHub action. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { exampleHeader } from "../../src/core/problem";
import { isDefinitionName } from "../../src/language/definition";
import { root } from "../../src/tools/paths";

interface Action {
  inputs: Record<string, { default: string }>;
  runs: { steps: { name: string; run: string; env?: Record<string, string> }[] };
}

const read = (file: string): unknown => parse(readFileSync(join(root, file), "utf8"));

describe("in continuous integration", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "mm-ci-"));
    mkdirSync(join(folder, "environments"));
    writeFileSync(
      join(folder, "environments", "good.maintenance.yaml"),
      exampleHeader.replace("example", "good"),
    );
    writeFileSync(join(folder, "environments", "bad.maintenance.yaml"), `${exampleHeader}foo: 1\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The program as npm installs it from the repository. */
  function installed(): string {
    const npm = (...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync("npm", args, { cwd: root, encoding: "utf8" });
      assert.equal(status, 0, `${stdout}\n${stderr}`);
      return stdout;
    };
    npm("run", "prepare");
    const packed = JSON.parse(
      npm("pack", "--json", "--silent", "--ignore-scripts", "--pack-destination", folder),
    ) as [{ filename: string; files: { path: string }[] }];
    const [{ filename, files }] = packed;
    assert.deepEqual(
      files.map(({ path }) => path).filter((path) => !path.startsWith("schemas/")),
      ["LICENSE", "README.md", "dist/cli.js", "package.json"],
    );
    const prefix = join(folder, "prefix");
    npm(
      "install",
      "--global",
      "--offline",
      "--no-audit",
      "--no-fund",
      "--prefix",
      prefix,
      join(folder, filename),
    );
    return join(prefix, "bin", "maintenance-mode");
  }

  it("the program is installed by npm from the repository, and runs by its name", function () {
    this.timeout(120_000);
    const program = installed();
    const { status, stdout } = spawnSync(program, ["validate", "environments"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stdout, /bad\.maintenance\.yaml:5:1 error/);
    assert.doesNotMatch(stdout, /good/);
  });

  it("the hook of pre-commit runs it for every file that is named like a definition", () => {
    const [hook] = read(".pre-commit-hooks.yaml") as [{ entry: string; language: string; files: string }];
    assert.deepEqual([hook.entry, hook.language], ["maintenance-mode validate", "node"]);
    const pattern = new RegExp(hook.files);
    for (const [file, ours] of [
      ["a.maintenance.yaml", true],
      ["x/a.maintenance.json", true],
      ["maintenance.yml", true],
      ["x/.maintenance/y/z.yaml", true],
      ["xmaintenance.yaml", false],
      ["a.yaml", false],
    ] as const) {
      assert.equal(pattern.test(file), ours, file);
      assert.equal(isDefinitionName(file), ours, file);
    }
  });

  it("the action annotates lines, writes a log for code scanning, and fails when there are errors", function () {
    this.timeout(60_000);
    const action = read("action.yml") as Action;
    const check = action.runs.steps.find(({ name }) => name === "Check");
    const run = (files: string): { status: number | null; stdout: string } =>
      spawnSync("bash", ["-c", check?.run ?? "exit 9"], {
        cwd: folder,
        encoding: "utf8",
        env: {
          ...process.env,
          NODE_OPTIONS: `--import ${pathToFileURL(require.resolve("tsx")).href}`,
          PROGRAM: join(root, "src/cli/main.ts"),
          FILES: files,
          SARIF: "log.sarif",
        },
      });
    const bad = run("environments; echo harm");
    assert.notEqual(bad.status, 0);
    assert.doesNotMatch(bad.stdout, /^harm$/m, "words of the input are names of files and run nothing");
    const found = run("environments");
    assert.equal(found.status, 1);
    assert.match(found.stdout, /^::error file=environments\/bad\.maintenance\.yaml,line=5,/m);
    const log = JSON.parse(readFileSync(join(folder, "log.sarif"), "utf8")) as {
      runs: { results: unknown[] }[];
    };
    assert.equal(log.runs[0]?.results.length, 1);
    assert.equal(run("environments/good.maintenance.yaml").status, 0);
  });
});
