/** The second implementation, in Python, runs the whole suite over the line protocol, as anybody's would. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { note } from "../../src/tools/testing/results";

const root = join(__dirname, "../..");
const probe =
  "import sys, zoneinfo; zoneinfo.ZoneInfo('Europe/Berlin'); sys.exit(sys.version_info < (3, 11))";

describe("the implementation in Python", () => {
  it("agrees with every case that it answers", function () {
    this.timeout(120_000);
    // It is a proof, not a part of the product: a machine without Python is told so and tests all the rest.
    if (spawnSync("python3", ["-c", probe]).status !== 0) this.skip();
    const program = ["--import", "tsx", join(root, "src/tools/conformance.ts")];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...program, "--impl", "python3 test/conformance/python/serve.py"],
      { cwd: root, encoding: "utf8" },
    );
    assert.equal(status, 0, stdout + stderr);
    const [, passed = "0", unsupported = "0"] =
      /all +(\d+) passed +0 failed +(\d+) unsupported/.exec(stdout) ?? [];
    assert.ok(Number(passed) >= 800, stdout);
    note(`Conformance in Python: ${passed} passed, ${unsupported} not answered`);
  });
});
