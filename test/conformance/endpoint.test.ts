/** Our endpoint plays every script of the conformance suite, and the player finds what is wrong with others. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadedCase, loadCases } from "../../src/tools/conformance/cases";
import { startReference } from "../../src/tools/conformance/reference";
import { runScripts } from "../../src/tools/conformance/script";
import { type Server, type Setup, bundledEndpoint, startServer } from "../../src/tools/conformance/server";

const scripts = loadCases().filter(({ op }) => op === "http");
const crashes = (one: LoadedCase): boolean => one.script?.some(({ kill }) => kill === true) ?? false;

/** The endpoint in this process: soon there, but it cannot be killed. */
async function startHere(setup: Setup): Promise<Server> {
  const lines: string[] = [];
  const { close, ...ready } = await startReference(setup, (line) => lines.push(line));
  return { ready, bootMs: 0, said: () => lines.join("\n"), kill: close };
}

describe("conformance of the endpoint", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "conformance-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("plays every script that ends in order", async () => {
    assert.deepEqual(
      await differing(
        startHere,
        scripts.filter((one) => !crashes(one)),
      ),
      [],
    );
  });

  it("plays every script with a crash, as a program of its own", async () => {
    const command = await bundledEndpoint(folder);
    assert.deepEqual(await differing((setup) => startServer(command, setup), scripts.filter(crashes)), []);
  });
});

async function differing(start: (setup: Setup) => Promise<Server>, cases: LoadedCase[]): Promise<string[]> {
  assert.ok(cases.length > 0);
  const verdicts = await runScripts(start, cases);
  return verdicts
    .filter(({ outcome }) => outcome !== "passed")
    .map(({ one, differences }) => `${one.id}: ${differences.join("; ")}`);
}
