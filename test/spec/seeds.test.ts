/** The four systems, sentence by sentence: every row names cases that there are, or says with a dash that none is needed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadCases } from "../../src/tools/conformance/cases";
import { root } from "../../src/tools/generate/schemas";

interface Row {
  id: string;
  cell: string;
}

const text = readFileSync(join(root, "docs/spec/seeds.md"), "utf8");
const rows: Row[] = [...text.matchAll(/^\| ([A-Z]\d+) \|.*\| ([^|]*) \|$/gm)].map(
  ([, id = "", cell = ""]) => ({
    id,
    cell,
  }),
);
const known = new Set(loadCases({ definitions: false }).map(({ id }) => id));

/** Cases that are still to be written. */
const awaited = new Set(["endpoint/one-action"]);

const casesOf = ({ cell }: Row): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id);

describe("the four systems", () => {
  it("have a row for every sentence, counted without a gap", () => {
    const letters = [...new Set(rows.map(({ id }) => id.charAt(0)))];
    assert.deepEqual(letters, ["D", "L", "T", "U"]);
    for (const letter of letters) {
      const own = rows.filter(({ id }) => id.startsWith(letter)).map(({ id }) => id);
      assert.deepEqual(
        own,
        own.map((_, index) => `${letter}${index + 1}`),
      );
    }
    assert.equal(rows.length, text.split("\n").filter((line) => /^\| [A-Z]\d/.test(line)).length);
  });

  it("have in every row a dash or cases, and nothing else", () => {
    const others = rows.filter(({ cell }) => !/^(?:-|`[^`]+`(?:, `[^`]+`)*)$/.test(cell));
    assert.deepEqual(others, []);
  });

  it("name only cases that there are", () => {
    const missing = rows.flatMap(casesOf).filter((id) => !known.has(id) && !awaited.has(id));
    assert.deepEqual(missing, []);
  });
});
