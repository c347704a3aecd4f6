/** The suite is worth something: each of the mistakes in mutants/ is noticed by at least one required case. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { filesIn, loadCases, suite } from "../../src/tools/conformance/cases";
import { type Finding, type Mutant, MutantBuilder, firstFailure } from "../../src/tools/conformance/mutant";
import { note } from "../../src/tools/testing/results";

const mutants = filesIn(["mutants"], ".yaml").flatMap(
  (file) => parse(readFileSync(join(suite, file), "utf8")) as Mutant[],
);
const differing = JSON.parse(readFileSync(join(suite, "differing.json"), "utf8")) as Record<string, object>;
const known = differing.typescript ?? {};
const required = loadCases().filter(
  ({ id, folder, op }) => folder !== "optional" && op !== "http" && !(id in known),
);

describe("mutants of the TypeScript implementation", function () {
  this.timeout(90_000);
  const builder = new MutantBuilder();
  const findings = new Map<string, Finding>();

  const ahead = new Map<Mutant, Promise<string>>();
  let last: Promise<unknown> = Promise.resolve();

  /** The program of a mutant; while the cases are put to it, that of the next one is built. */
  async function programOf(mutant: Mutant): Promise<string> {
    const program = await (ahead.get(mutant) ?? built(mutant));
    const next = mutants[mutants.indexOf(mutant) + 1];
    if (next !== undefined) ahead.set(next, built(next));
    return program;
  }

  /** One after another: a builder makes one mutant at a time. */
  function built(mutant: Mutant): Promise<string> {
    const program = last.then(() => builder.build(mutant));
    last = program.catch(() => undefined);
    return program;
  }

  after(async () => {
    await last;
    await builder.dispose();
    console.log(table(findings));
    const cases = new Set([...findings.values()].map(({ noticedBy }) => noticedBy));
    note(`Mutants: ${findings.size} of ${mutants.length} noticed, by ${cases.size} different cases`);
  });

  it("are at least 40, each with a name of its own", () => {
    assert.ok(mutants.length >= 40);
    assert.equal(new Set(mutants.map(({ name }) => name)).size, mutants.length);
  });

  it("name cases to begin with that exist", () => {
    const lost = mutants.filter(({ first }) => !required.some(({ id }) => id.startsWith(first)));
    assert.deepEqual(lost, []);
  });

  it("change a text that stands exactly once in its file", async () => {
    const [mutant] = mutants as [Mutant];
    await assert.rejects(
      builder.build({ ...mutant, find: "no such text" }),
      /finds its text 0 times in src\/core\//,
    );
    await assert.rejects(
      builder.build({ ...mutant, find: "const" }),
      /finds its text \d+ times in src\/core\//,
    );
  });

  it("differ from the implementation as it is, which passes every case", async () => {
    assert.deepEqual(await firstFailure(await builder.build(), required), { cases: required.length });
  });

  for (const mutant of mutants)
    it(`is noticed: ${mutant.name}`, async () => {
      const finding = await firstFailure(await programOf(mutant), required, mutant.first);
      assert.ok(finding.noticedBy, `No case notices it: write one. ${mutant.why}`);
      findings.set(mutant.name, finding);
    });
});

/** A line for each mutant: what it is, which case noticed it, and how many cases that took. */
function table(findings: ReadonlyMap<string, Finding>): string {
  const rows = [...findings].map(
    ([name, { noticedBy = "", cases }]) => [name, noticedBy, String(cases)] as const,
  );
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
  const [names, ids] = [width(0), width(1)];
  const lines = [["mutant", "noticed by", "cases"] as const, ...rows].map(
    ([name, id, cases]) => `  ${name.padEnd(names)}  ${id.padEnd(ids)}  ${cases.padStart(5)}`,
  );
  return `\n${lines.join("\n")}`;
}
