/** Programs that are started end: by themselves, at their limit, with all their children; and locks belong to the living. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { exclusively, tryLock } from "../../src/tools/lock";
import { endGroup, run, startGroup, waitForLine } from "../../src/tools/processes";
import { until } from "../vscode/until";

const node = process.execPath;
const limitMs = 10_000;
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has waited for yet is dead.
    return process.platform !== "linux" || !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

describe("running a program", () => {
  it("captures its output and its end", async () => {
    const outcome = await run(
      node,
      ["-e", "console.log('out'); console.error('err'); process.exitCode = 3"],
      { limitMs },
    );
    assert.equal(outcome.ok, false);
    assert.equal(outcome.ending, "exited with code 3");
    assert.deepEqual(outcome.output.split("\n").sort(), ["err", "out"]);
  });

  it("ends it at its limit", async () => {
    const outcome = await run(node, ["-e", "setInterval(() => {}, 1000)"], { limitMs: 300 });
    assert.equal(outcome.ok, false);
    assert.match(outcome.ending, /took longer than/);
  });

  it("says when it cannot be started", async () => {
    const outcome = await run("no-such-program-here", [], { limitMs });
    assert.match(outcome.ending, /could not be started/);
  });

  it("waits for a line, or for the end that comes instead", async () => {
    const talking = startGroup(node, ["-e", "console.log('ready on 42'); setInterval(() => {}, 1000)"]);
    assert.equal((await waitForLine(talking, /ready on (\d+)/, limitMs))[1], "42");
    await endGroup(talking);
    const failing = startGroup(node, ["-e", "console.error('no disk'); process.exit(4)"]);
    await assert.rejects(waitForLine(failing, /ready/, limitMs), /exit code 4[^]*no disk/);
  });

  it("ends its children with it, even when it ignores the polite signal", async () => {
    const program = `
      process.on("SIGTERM", () => {});
      const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
      console.log("child " + child.pid);
      setInterval(() => {}, 1000);`;
    const group = startGroup(node, ["-e", program]);
    const pid = Number((await waitForLine(group, /child (\d+)/, limitMs))[1]);
    assert.equal(isAlive(pid), true);
    await endGroup(group, 200);
    await until("the child is gone", () => !isAlive(pid));
  });
});

describe("a lock", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "mm-lock-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is held by one, and free again after", () => {
    const release = tryLock("work", folder);
    assert.ok(typeof release === "function");
    assert.deepEqual(tryLock("work", folder), { heldBy: process.pid });
    release();
    assert.equal(existsSync(path.join(folder, "work.lock")), false);
  });

  it("of a dead process is free", () => {
    const dead = spawnSync(node, ["-e", ""]).pid;
    writeFileSync(path.join(folder, "work.lock"), String(dead));
    const release = tryLock("work", folder);
    assert.ok(typeof release === "function");
    release();
  });

  it("of a living one is waited for, and the wait is told", async () => {
    const release = tryLock("test-work");
    assert.ok(typeof release === "function");
    const said: string[] = [];
    const second = exclusively(
      "test-work",
      limitMs,
      (line) => said.push(line),
      () => Promise.resolve("done"),
    );
    await until("the wait is told", () => said.length > 0);
    release();
    assert.equal(await second, "done");
  });
});
