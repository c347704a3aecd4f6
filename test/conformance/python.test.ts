/** The second implementation's own checks, in Python's unittest, which look where no case of the suite does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { getPython } from "../../src/tools/python";
import { note } from "../../src/tools/testing/results";

const folder = join(__dirname, "python");
const modules = readdirSync(folder)
  .filter((file) => file.startsWith("test_"))
  .map((file) => file.replace(/\.py$/, ""));

describe("the implementation in Python, by itself", () => {
  it("passes its own checks", async function () {
    this.timeout(300_000);
    const found = await getPython([], console.log);
    // It is a proof, not a part of the product: a machine without Python is told so and tests all the rest.
    if ("reason" in found) return this.skip();
    const { status, stderr } = spawnSync(found.command, ["-m", "unittest", ...modules], {
      cwd: folder,
      encoding: "utf8",
    });
    const [, count = "0"] = /^Ran (\d+) tests? /m.exec(stderr) ?? [];
    assert.equal(status, 0, stderr);
    assert.ok(Number(count) >= 50, stderr);
    note(`Checks of the Python implementation itself: ${count} passed`);
  });
});
