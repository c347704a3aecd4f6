/** What the program says about itself: help with an example for every command, and completion that knows them all. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Folder } from "./command";

const root = join(__dirname, "..", "..");

describe("maintenance-mode --help and completion", () => {
  let folder: Folder;
  before(() => (folder = new Folder("2026-12-31T12:00:00Z")));
  after(() => folder.remove());

  const text = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await folder.run(args);
    assert.deepEqual([status, err], [0, ""], args.join(" "));
    return out;
  };

  /** Every command below a path, with that path. */
  async function commands(path: readonly string[] = []): Promise<string[][]> {
    const help = await text(...path, "--help");
    const list = /\nCommands:\n((?: .*\n)+)/.exec(help)?.[1] ?? "";
    const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
    const below = await Promise.all(
      names.filter((name) => name !== "help").map((name) => commands([...path, name])),
    );
    return [[...path], ...below.flat()];
  }

  it("shows an example of every command, each of them one that begins with the command", async () => {
    const all = await commands();
    assert.ok(all.length > 12);
    for (const path of all) {
      const help = await text(...path, "--help");
      assert.match(help, /\nExamples?:\n/, path.join(" "));
      const example = help.slice(help.search(/\nExamples?:\n/));
      assert.ok(example.includes(["maintenance-mode", ...path].join(" ")), path.join(" "));
    }
  });

  it("says which shells there are", async () => {
    const { status, err } = await folder.run(["completion", "tcsh"]);
    assert.equal(status, 2);
    assert.match(err, /Allowed choices are bash, zsh, fish/);
  });

  it("knows every command in every shell", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const script = await text("completion", shell);
      for (const path of await commands())
        assert.ok(script.includes(`'${path.join(" ")}'`) || path.length === 0);
    }
  });

  it("completes in bash", async () => {
    const script = await text("completion", "bash");
    const complete = (...words: string[]): string[] => {
      const ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _maintenance_mode; echo "${COMPREPLY[*]}"';
      const { status, stdout, stderr } = spawnSync(
        "bash",
        ["-c", `${script}\n${ask}`, "bash", "maintenance-mode", ...words],
        { encoding: "utf8" },
      );
      assert.deepEqual([status, stderr], [0, ""]);
      return stdout.split(/\s+/).filter((word) => word !== "");
    };
    assert.deepEqual(complete("s"), ["schedule", "serve"]);
    assert.deepEqual(complete("token", ""), ["create", "list", "revoke"]);
    assert.deepEqual(complete("token", "create", "--r"), ["--role"]);
    assert.deepEqual(complete("schedule", "x.yaml", "--format", ""), ["table", "json", "ics"]);
    assert.deepEqual(complete("completion", ""), ["bash", "zsh", "fish"]);
    // Nothing of ours: the shell offers files.
    assert.deepEqual(complete("validate", ""), []);
    assert.deepEqual(complete("explain", "x.yaml", "--state", ""), []);
  });

  it("exits as it says, and shows no stack, as a process of its own", () => {
    const program = ["--import", require.resolve("tsx"), join(root, "src", "cli", "main.ts")];
    const sample = join(root, "samples", "tactical-rmm.maintenance.yaml");
    for (const [args, status] of [
      [["schedule", sample, "--from", "2027-01-01", "--to", "2028-01-01"], 0],
      [["next", sample], 0],
      [["explain", sample, "--operation", "check.run"], 0],
      [["diff", sample, sample], 0],
      [["diff", sample, join(root, "samples", "minimal.maintenance.yaml")], 1],
      [["diff", sample, "absent.yaml"], 2],
      [["schedule", root], 2],
      [["explain", sample], 2],
      [["completion", "zsh"], 0],
    ] as [string[], number][]) {
      const answer = spawnSync(process.execPath, [...program, ...args], {
        encoding: "utf8",
        cwd: folder.path,
      });
      assert.equal(answer.status, status, `${args.join(" ")}: ${answer.stderr}`);
      const said = answer.stdout + answer.stderr;
      assert.ok(!said.includes("\u001B") && !/^ {4}at /m.test(said), said);
    }
  });
});
