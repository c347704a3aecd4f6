/** The conformance suite tests itself, and the TypeScript implementation passes it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answer } from "../../src/tools/conformance/answer";
import { caseFiles, loadCases, suite } from "../../src/tools/conformance/cases";
import { differences } from "../../src/tools/conformance/compare";
import { runCase } from "../../src/tools/conformance/run";
import { newAjv } from "../../src/tools/generate/ajv";
import { generateConformance } from "../../src/tools/generate/conformance";
import type { Requirement } from "../../src/tools/generate/requirements";
import { readSchemas, root } from "../../src/tools/generate/schemas";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const cases = loadCases();
const requirements = read(join(root, "docs/spec/requirements.json")) as Requirement[];
const differing = read(join(suite, "differing.json")) as Record<string, Record<string, string>>;

/** Tags of what each has at least three cases. */
const subjects = [
  ...[
    "boundary",
    "expiry",
    "dst",
    "gap",
    "overlap",
    "midnight",
    "wrap",
    "leap",
    "skip",
    "nth",
    "last",
    "every-n",
  ],
  ...[
    "set-pos",
    "count",
    "exclude",
    "union",
    "adjacency",
    "equivalence",
    "order",
    "absent",
    "patterns",
    "levels",
  ],
  ...["forced", "precedence", "in-flight", "changes", "none"],
];

describe("conformance suite", () => {
  it("has files of the schema's shape", () => {
    const ajv = newAjv();
    for (const schema of readSchemas().values()) ajv.addSchema(schema);
    const validate = ajv.getSchema("maintenance-mode:/v1/conformance-case.schema.json")!;
    for (const file of caseFiles())
      assert.ok(validate(read(join(suite, file))), `${file}: ${ajv.errorsText(validate.errors)}`);
  });

  it("has at least 400 cases, each with an id of its own that begins with its folder", () => {
    assert.ok(cases.length >= 400, String(cases.length));
    assert.equal(new Set(cases.map(({ id }) => id)).size, cases.length);
    assert.deepEqual(
      cases.filter(({ id, folder }) => !id.startsWith(`${folder}/`)).map(({ id }) => id),
      [],
    );
  });

  it("has twins and a manifest that are fresh", () => {
    for (const { path, text } of generateConformance())
      assert.equal(readFileSync(join(root, path), "utf8"), text, `${path}: run \`npm run generate\``);
  });

  it("has the samples as they are", () => {
    for (const name of ["minimal", "dynamics-365", "lcs-environment", "tactical-rmm", "urbancode-deploy"]) {
      const file = `${name}.maintenance.yaml`;
      const copy = readFileSync(join(suite, "v1/valid/samples", file), "utf8");
      assert.equal(copy, readFileSync(join(root, "samples", file), "utf8"), file);
    }
  });

  it("names requirements that exist", () => {
    const known = new Set(requirements.map(({ id }) => id));
    const named = cases.flatMap((one) => one.requirements);
    assert.deepEqual(
      named.filter((id) => !known.has(id)),
      [],
    );
  });

  it("covers every MUST", () => {
    const covered = new Set(cases.flatMap((one) => one.requirements));
    const needed = requirements.filter(({ level }) => level === "MUST");
    assert.deepEqual(
      needed.map(({ id }) => id).filter((id) => !covered.has(id)),
      [],
    );
  });

  it("has every pair of the eight steps", () => {
    const tags = new Set(cases.flatMap((one) => one.tags ?? []));
    const missing: string[] = [];
    for (let i = 1; i <= 8; i++)
      for (let j = i + 1; j <= 8; j++) if (!tags.has(`pair:${i}-${j}`)) missing.push(`${i}-${j}`);
    assert.deepEqual(missing, []);
  });

  it("has occurrences that are written in two ways at least, and in all three", () => {
    const formsOf = (one: (typeof cases)[number]): Set<string> => {
      const { windows = [] } = one.policy as { windows?: { id: string }[] };
      const asked = windows.filter(({ id }) => one.windows?.includes(id));
      assert.equal(asked.length, one.windows?.length, one.id);
      return new Set(
        asked.flatMap((window) => ["once", "recurring", "rrule"].filter((key) => key in window)),
      );
    };
    const forms = cases.filter(({ folder }) => folder === "equivalence").map(formsOf);
    assert.ok(forms.every(({ size }) => size >= 2));
    assert.ok(forms.filter(({ size }) => size === 3).length >= 8, String(forms.map(({ size }) => size)));
  });

  it("has what is easily got wrong", () => {
    const required = cases.filter(({ folder }) => folder !== "optional");
    const counted = (tag: string): number => required.filter(({ tags = [] }) => tags.includes(tag)).length;
    const rare = subjects.filter((tag) => counted(tag) < 3);
    assert.deepEqual(rare, []);
  });

  it("compares only what is expected, and toggles in any order", () => {
    const a = { target: { client: "a" }, mode: "on" };
    const b = { target: {}, mode: "on" };
    assert.deepEqual(differences({ toggles: [a, b] }, { toggles: [{ ...b, by: "ann" }, a] }), []);
    assert.equal(differences({ toggles: [a] }, { toggles: [b] }).length, 1);
    assert.equal(differences({ toggles: [] }, { toggles: [b] }).length, 1);
    assert.equal(differences({ absent: ["answer"] }, { answer: "x" }).length, 1);
    assert.equal(differences({ valid: false }, { problems: [] }).length, 1);
    assert.equal(differences({ only: true, problems: [] }, { problems: [{ code: "x" }] }).length, 1);
  });

  it("compares targets and values whole, whatever the order of their members", () => {
    const value = { a: [{ b: 1, c: 2 }] };
    assert.deepEqual(differences({ value }, { value: { a: [{ c: 2, b: 1 }] } }), []);
    assert.equal(differences({ value }, { value: { a: [{ b: 1, c: 2, d: 3 }] } }).length, 1);
    assert.equal(differences({ target: {} }, { target: { client: "a" } }).length, 1);
  });

  it("compares each document of a text like a check, and of a refusal what is expected", async () => {
    const documents = [{ problems: [{ code: "x", line: 2, column: 3 }], only: true }];
    assert.deepEqual(differences({ documents }, { documents }), []);
    assert.equal(differences({ documents }, { documents: [] }).length, 1);
    assert.equal(
      differences({ documents }, { documents: [{ problems: [{ code: "x", line: 2, column: 4 }] }] }).length,
      2,
    );
    const one = {
      ...cases[0]!,
      op: "evaluate" as const,
      expect: { error: "busy", entries: [{ code: "busy" }] },
    };
    const outcome = async (error: { code: string; entries?: { code: string }[] }): Promise<string> =>
      (await runCase(() => Promise.resolve({ error }), one)).outcome;
    assert.equal(await outcome({ code: "busy", entries: [{ code: "busy" }] }), "passed");
    assert.equal(await outcome({ code: "busy" }), "failed");
    assert.equal(await outcome({ code: "kept-on", entries: [{ code: "busy" }] }), "failed");
  });
});

describe("conformance of the TypeScript implementation", () => {
  const known = differing.typescript ?? {};
  // Scripts are played to a server: endpoint.test.ts.
  for (const file of [...new Set(cases.filter(({ op }) => op !== "http").map((one) => one.source))]) {
    it(file, async function () {
      this.timeout(120_000);
      const found: string[] = [];
      for (const one of cases.filter((other) => other.source === file && !(other.id in known))) {
        const verdict = await runCase((question) => Promise.resolve(answer(question)), one);
        if (verdict.outcome !== "passed")
          found.push(`${one.id}: ${verdict.outcome} ${verdict.differences.join("; ")}`);
      }
      assert.deepEqual(found, []);
    });
  }

  it("leaves out only cases that still differ", async () => {
    const left = cases.filter(({ id }) => id in known);
    assert.deepEqual(left.map(({ id }) => id).sort(), Object.keys(known).sort());
    for (const one of left) {
      const { outcome } = await runCase((question) => Promise.resolve(answer(question)), one);
      assert.equal(outcome, "failed", `${one.id} passes: take it out of differing.json`);
    }
  });
});
