/** `maintenance-mode validate` and `problem` as a script meets them: arguments in, lines and an exit code out. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { run as runProgram } from "../../src/cli/main";
import { exampleHeader } from "../../src/core/problem";

const root = join(__dirname, "..", "..");
const program = ["--import", require.resolve("tsx"), join(root, "src", "cli", "main.ts")];

let folder: string;

function run(
  args: string[],
  input = "",
  env: Record<string, string> = {},
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...env },
  });
  return { status, out: stdout, err: stderr };
}

function write(name: string, text: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** `file:line:column severity [code]` of each printed line. */
function places(out: string): string[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(/^(\S+ \w+) .* (\[[a-z-]+\])$/, "$1 $2"));
}

describe("maintenance-mode validate", () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "maintenance-mode validate #1 100%-"));
    write("good.maintenance.yaml", exampleHeader);
    const named = (name: string): string => exampleHeader.replace("example", name);
    write("sub/bad.maintenance.yaml", `${named("bad")}foo: 1\nservices: []\n`);
    write(
      "sub/.maintenance/old.yaml",
      `${named("old")}overrides:\n  - { id: a, effect: exempt, reason: x, expires: "2020-01-01T00:00:00Z" }\n`,
    );
    write("sub/other.yaml", "foo: [\n");
    write("sub/node_modules/x/maintenance.yaml", "foo: 1\n");
    write("plain.txt", `${named("plain")}notice: { title: "🛠", mesage: x }\n`);
    write("latin1.maintenance.yaml", Uint8Array.of(0x61, 0x3a, 0x20, 0xe6));
    mkdirSync(join(folder, "empty"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("shows problems as grave as it is told, and fails for what is an error then", () => {
    const path = join("sub", ".maintenance", "old.yaml");
    const plain = run(["validate", path]);
    assert.deepEqual([plain.status, places(plain.out)], [0, [`${path}:6:50 warning [expired-override]`]]);
    const graver = run(["validate", path, "--severity", "expired-override=error"]);
    assert.deepEqual([graver.status, places(graver.out)], [1, [`${path}:6:50 error [expired-override]`]]);
    const quiet = ["--severity", "past-window=hint", "--severity", "expired-override=off"];
    assert.deepEqual(run(["validate", path, ...quiet]).out, "");
  });

  it("says what is wrong with a severity: the code, the level, an error that cannot be lowered", () => {
    for (const [severity, said] of [
      ["expired-overide=off", /Did you mean `expired-override`\?/],
      ["expired-override=loud", /Possible are: off, hint, info, warning, error\./],
      ["unknown-role=warning", /`unknown-role` is an error that makes a definition invalid/],
      ["expired-override", /Write a code, = and a level/],
    ] as const) {
      const { status, err } = run(["validate", "good.maintenance.yaml", "--severity", severity]);
      assert.equal(status, 2);
      assert.match(err, said);
    }
  });

  it("tells of an environment that two files define, in both", () => {
    const [one, other] = ["one.maintenance.yaml", "other.maintenance.yaml"];
    write(one, exampleHeader);
    write(other, `${exampleHeader}# a copy\n`);
    const { status, out, err } = run(["validate", one, other, other]);
    assert.deepEqual(
      [status, places(out)],
      [0, [one, other].map((name) => `${name}:4:9 warning [duplicate-environment]`)],
    );
    assert.match(out, /elsewhere, too: in other\.maintenance\.yaml\.[^]*too: in one\.maintenance\.yaml\./);
    assert.equal(err, "0 errors, 2 warnings in 2 files.\n");
    assert.deepEqual(places(run(["validate", one]).out), [""]);
    for (const name of [one, other]) rmSync(join(folder, name));
  });

  it("says what the system cannot enforce that enforces a definition, by the name of the environment or for all", () => {
    const name = "erp.maintenance.yaml";
    write(name, `${exampleHeader}notice: { message: Closed }\n`);
    const told = [`${name}:5:1 info [not-enforced]`];
    const found = (...systems: string[]): string[] =>
      places(run(["validate", name, ...systems.flatMap((one) => ["--enforced-by", one])]).out);
    assert.deepEqual(found("lcs"), told);
    assert.deepEqual(found("example=lcs"), told);
    assert.deepEqual(found("urbancode-deploy", "example=lcs"), told);
    assert.deepEqual(found("lcs", "example=urbancode-deploy"), [""]);
    rmSync(join(folder, name));
    const { status, err } = run(["validate", "good.maintenance.yaml", "--enforced-by", "example=lsc"]);
    assert.equal(status, 2);
    assert.match(err, /There is no system `lsc`\. Did you mean `lcs`\?/);
  });

  it("prints nothing but a summary for good files, and exits with 0", () => {
    const { status, out, err } = run(["validate", "good.maintenance.yaml"]);
    assert.deepEqual([status, out, err], [0, "", "No problems in 1 file.\n"]);
  });

  it("prints file, line, column, severity, message and code, sorted, and exits with 1", () => {
    const { status, out, err } = run(["validate", "sub"]);
    assert.equal(status, 1);
    assert.deepEqual(places(out), [
      "sub/.maintenance/old.yaml:6:50 warning [expired-override]",
      "sub/bad.maintenance.yaml:5:1 error [unknown-property]",
      "sub/bad.maintenance.yaml:6:11 error [empty-value]",
    ]);
    assert.match(
      out,
      /^sub\/bad.+:5:1 error `foo` is not a key of a definition\. Possible are: apiVersion, .+ \[unknown-property\]$/m,
    );
    assert.equal(err, "2 errors, 1 warning in 2 files.\n");
  });

  it("warnings alone are no failure", () =>
    assert.equal(run(["validate", "sub/.maintenance/old.yaml"]).status, 0));

  it("checks a file that is named, whatever it is called; columns count UTF-16 code units", () => {
    const { status, out } = run(["validate", "plain.txt"]);
    assert.equal(status, 1);
    assert.deepEqual(places(out), ["plain.txt:5:24 error [unknown-property]"]);
  });

  it("reads standard input for -", () => {
    const { status, out } = run(["validate", "-"], `${exampleHeader}foo: 1\n`);
    assert.equal(status, 1);
    assert.deepEqual(places(out), ["<stdin>:5:1 error [unknown-property]"]);
  });

  it("checks a file once, however often it is named", () => {
    assert.equal(
      run([
        "validate",
        "sub",
        "sub/bad.maintenance.yaml",
        join(folder, "sub", "bad.maintenance.yaml"),
      ]).out.match(/foo/g)?.length,
      1,
    );
  });

  it("exits with 2 for what cannot be read, and still checks the rest", () => {
    const { status, out, err } = run([
      "validate",
      "absent.yaml",
      "latin1.maintenance.yaml",
      "empty",
      "sub/bad.maintenance.yaml",
    ]);
    assert.equal(status, 2);
    assert.equal(places(out).length, 2);
    assert.match(err, /^absent\.yaml: this file does not exist$/m);
    assert.match(err, /^latin1\.maintenance\.yaml: this is not UTF-8 text/m);
    assert.match(err, /^empty: there is no definition file in this directory$/m);
    assert.match(err, /Not everything that was named could be checked\.$/m);
  });

  it("exits with 2 for wrong usage", () => {
    for (const args of [
      ["validate"],
      ["validate", "--format", "xml", "good.maintenance.yaml"],
      ["validate", "--frmat", "json", "x"],
    ]) {
      const { status, out, err } = run(args);
      assert.deepEqual([status, out], [2, ""]);
      assert.notEqual(err, "");
    }
  });

  it("prints JSON for programs", () => {
    const { status, out } = run(["validate", "--format", "json", "plain.txt", "good.maintenance.yaml"]);
    assert.equal(status, 1);
    const [problem, ...more] = JSON.parse(out) as Record<string, unknown>[];
    assert.deepEqual(more, []);
    assert.match(String(problem?.message), /Did you mean `message`\?$/);
    assert.deepEqual(
      { ...problem, message: "" },
      {
        file: "plain.txt",
        line: 5,
        column: 24,
        endLine: 5,
        endColumn: 30,
        severity: "error",
        code: "unknown-property",
        message: "",
        suggestion: "message",
      },
    );
    assert.equal(run(["validate", "--format", "json", "good.maintenance.yaml"]).out, "[]\n");
  });

  it("has no colours where no terminal is", () => {
    const { out } = run(["validate", "plain.txt"], "", { FORCE_COLOR: "1" });
    assert.ok(!out.includes("\u001B"));
  });

  it("has colours on a terminal, unless NO_COLOR says otherwise", async () => {
    const colored = async (env: Record<string, string>): Promise<boolean> => {
      const written: string[] = [];
      const write = (text: unknown, _: string, done: () => void): void => {
        written.push(String(text));
        done();
      };
      const stream = Object.assign(new Writable({ write }), { isTTY: true });
      const io = {
        stdin: Readable.from([]),
        stdout: stream,
        stderr: stream,
        env,
        cwd: folder,
        now: Date.now,
      };
      assert.equal(
        await runProgram(["validate", "plain.txt"], { ...io, stopped: new AbortController().signal }),
        1,
      );
      return written.join("").includes("\u001B[31merror");
    };
    assert.deepEqual(
      [await colored({}), await colored({ NO_COLOR: "1" }), await colored({ NO_COLOR: "" })],
      [true, false, true],
    );
  });

  it("finds no problems in the samples", () =>
    assert.equal(run(["validate", join(root, "samples")]).status, 0));
});

describe("maintenance-mode problem", () => {
  before(() => (folder = tmpdir()));
  it("explains a code", () => {
    const { status, out } = run(["problem", "unknown-role"]);
    assert.equal(status, 0);
    assert.match(out, /^# unknown-role\n\n\*\*Unknown role\*\* \(error\)\. /);
    assert.match(out, /\nWrong:\n\n```yaml\n/);
  });

  it("lists all codes", () => {
    const { status, out } = run(["problem"]);
    assert.equal(status, 0);
    assert.ok(out.split("\n").length > 50);
  });

  it("helps with a code that there is not", () => {
    const { status, err } = run(["problem", "unknown-rol"]);
    assert.deepEqual(
      [status, err],
      [2, 'There is no problem code "unknown-rol". Did you mean unknown-role?\n'],
    );
  });
});
