/** The documentation of problem codes is true: each wrong example has exactly its problem, each right one has none. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  exampleHeader,
  isProblemCode,
  type ProblemCode,
  problemCodes,
  problemInfo,
} from "../../src/core/problem";
import { adjustableCodes } from "../../src/core/severity";
import { generateProblemsDocs } from "../../src/tools/generate/problems-docs";
import { found } from "./marked";

const codes = Object.keys(problemCodes) as ProblemCode[];

/** Codes that no text alone can have. */
const withoutExample = ["more-problems", "one-definition", "too-large", "unreadable-file"];

describe("problem codes", () => {
  for (const code of codes) {
    const { example } = problemInfo(code);
    if (example === undefined) continue;
    const file = (text: string): string => (example.whole === true ? text : exampleHeader + text);

    it(`${code}: the wrong example has this problem and no other`, () => {
      assert.deepEqual(
        found(file(example.wrong), example).map((line) => line.split(" ")[1]),
        [code],
      );
    });

    it(`${code}: the right example has none`, () =>
      assert.deepEqual(found(file(example.right), example), []));
  }

  it("all have an example", () => {
    assert.deepEqual(codes.filter((code) => problemInfo(code).example === undefined).sort(), withoutExample);
  });

  it("are written one way and say what to do", () => {
    for (const code of codes) {
      assert.match(code, /^[a-z]+(?:-[a-z]+)*$/);
      const { title, meaning, mend } = problemInfo(code);
      for (const text of [title, meaning, mend]) assert.match(text, /^\S.*\S$/);
      assert.ok(meaning.endsWith(".") && /[.)]$/.test(mend), code);
    }
  });

  it("are known by their names only", () => {
    assert.ok(isProblemCode("unknown-role"));
    for (const other of ["", "toString", "__proto__", "unknown"]) assert.ok(!isProblemCode(other));
  });

  it("are each marked at their exact place in a test", () => {
    const tests = ["text", "recovery", "shape", "meaning", "documents", "advice", "unenforced", "ignores"]
      .map((name) => readFileSync(join(__dirname, `${name}.test.ts`), "utf8"))
      .join("\n");
    const isMarked = (code: string): boolean => new RegExp(`[\\^}] ${code}(?![a-z-])`).test(tests);
    const unmarked = codes.filter((code) => problemInfo(code).example !== undefined && !isMarked(code));
    // At places that have no length a caret cannot point.
    assert.deepEqual(unmarked, ["empty-file"]);
  });

  it("are documented with an anchor each", () => {
    const [page] = generateProblemsDocs();
    assert.equal(page?.path, "docs/problems.md");
    for (const code of codes) assert.ok(page.text.includes(`\n## ${code}\n`), code);
  });

  it("that are no errors are each offered in the setting for severities", () => {
    const manifest = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as {
      contributes: { configuration: { properties: Record<string, { properties?: object }> } };
    };
    const setting = manifest.contributes.configuration.properties["maintenanceMode.problems.severity"];
    assert.deepEqual(Object.keys(setting?.properties ?? {}), adjustableCodes());
  });
});
