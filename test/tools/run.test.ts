/** A mocha run that goes wrong is a failed run, in whichever way it does. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../src/tools/paths";
import { run, type Outcome } from "../../src/tools/processes";
import { grepVariable } from "../../src/tools/testing/mocha";
import { readResults, resultsVariable, type Results } from "../../src/tools/testing/results";

const good = `it("works", () => {});`;

describe("a run of test files", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "mm-run-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function runText(text: string): Promise<Outcome & { readonly results: Results }> {
    const file = path.join(folder, "a.test.js");
    const results = path.join(folder, "results.jsonl");
    writeFileSync(file, text);
    const program = path.join(root, "src", "tools", "testing", "run.ts");
    const outcome = await run(process.execPath, ["--import", "tsx", program, "1000", file], {
      cwd: root,
      env: { ...process.env, [resultsVariable]: results, [grepVariable]: undefined },
      limitMs: 30_000,
    });
    return { ...outcome, results: readResults(existsSync(results) ? readFileSync(results, "utf8") : "") };
  }

  it("is green when its tests are", async () => {
    const { ok, results } = await runText(good);
    assert.deepEqual([ok, results.passed, results.failures.length], [true, 1, 0]);
  });

  it("shows what is skipped", async () => {
    const { results } = await runText(`${good} it.skip("later", () => {});`);
    assert.deepEqual(results.skipped, ["later"]);
  });

  const bad: readonly (readonly [how: string, text: string, id: RegExp])[] = [
    ["a test fails", `it("breaks", () => { throw new Error("no"); });`, /breaks/],
    ["a hook fails", `before(() => { throw new Error("no"); }); it("never", () => {});`, /before all/],
    [
      "a test takes too long",
      `it("hangs", () => new Promise((resolve) => setTimeout(resolve, 3000)));`,
      /hangs/,
    ],
    ["a test ends the process with success", `it("leaves", () => process.exit(0));`, /leaves/],
    ["the process is killed", `it("dies", () => process.kill(process.pid, "SIGKILL"));`, /dies/],
    [
      "an error is thrown by nobody's test",
      `it("waits", (done) => { setTimeout(() => { throw new Error("late"); }, 5); setTimeout(done, 100); });`,
      /waits/,
    ],
    [
      "a promise is rejected unheard",
      `it("waits", (done) => { void Promise.reject(new Error("unheard")); setTimeout(done, 100); });`,
      /waits/,
    ],
    ["a file cannot be loaded", `throw new Error("broken file");`, /loading the test files/],
    ["only one test was left to run", `it.only("alone", () => {}); it("other", () => {});`, /./],
    [
      "something stays open",
      `require("node:net").createServer().listen(0); it("works", () => {});`,
      /stays open/,
    ],
  ];
  for (const [how, text, id] of bad)
    it(`is red when ${how}`, async () => {
      const { ok, results, output } = await runText(`${good} ${text}`);
      assert.equal(ok && results.failures.length === 0, false, output);
      assert.match(results.failures.map((failure) => failure.id).join(), id);
    });
});
