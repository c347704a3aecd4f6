/** Every problem that stops or warns has a case in the suite, at its place and with its severity. */
import assert from "node:assert/strict";
import { adviceCodes } from "../../src/core/check/codes/advice";
import { ignoreCodes } from "../../src/core/check/codes/ignores";
import { type ProblemCode, problemCodes } from "../../src/core/problem";
import { type JsonObject, loadCases } from "../../src/tools/conformance/cases";

/** What no text alone can have: they are of a file. */
const ofFiles = ["one-definition", "too-large", "unreadable-file"];
/** What the specification leaves to an implementation. */
const ownCodes = new Set<string>([...Object.keys(adviceCodes), ...Object.keys(ignoreCodes)]);

const cases = loadCases({ definitions: false }).filter(({ folder }) => ["invalid", "read"].includes(folder));
const expected = cases.flatMap(({ id, expect }) =>
  [expect, ...((expect.documents as JsonObject[] | undefined) ?? [])].flatMap(({ problems = [] }) =>
    (problems as JsonObject[]).map((problem) => ({ id, problem, code: problem.code as ProblemCode })),
  ),
);

describe("problems in the conformance suite", () => {
  it("are all there, by path or by line and column", () => {
    const placed = expected.filter(
      ({ problem: { path, at, line, column } }) =>
        [path, at].every((one) => one !== undefined) || [line, column].every((one) => one !== undefined),
    );
    const shown = new Set(placed.map(({ code }) => code));
    const codes = Object.entries(problemCodes).filter(([, { severity }]) => severity !== "info");
    assert.deepEqual(
      codes
        .map(([code]) => code)
        .filter((code) => !shown.has(code as ProblemCode) && !ownCodes.has(code))
        .sort(),
      ofFiles,
    );
  });

  it("have a code that there is, and its severity", () => {
    const wrong = expected.filter(
      ({ code, problem: { severity } }) =>
        !Object.hasOwn(problemCodes, code) ||
        (severity ?? problemCodes[code].severity) !== problemCodes[code].severity,
    );
    assert.deepEqual(
      wrong.map(({ id, code }) => `${id} ${code}`),
      [],
    );
  });
});
