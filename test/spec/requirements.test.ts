/** The numbered requirements of the specification: well formed, told apart, and listed for programs as they are written. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  generateRequirements,
  type Requirement,
  requirementsOf,
} from "../../src/tools/generate/requirements";
import { root } from "../../src/tools/generate/schemas";

const file = join(root, "docs/spec/requirements.json");
const all = JSON.parse(readFileSync(file, "utf8")) as Requirement[];

/** What is wrong with a page of these lines. */
function mistakes(...lines: string[]): string {
  return mistakesOf("time.md", lines);
}

function mistakesOf(name: string, lines: string[]): string {
  try {
    requirementsOf([{ name, text: lines.join("\n") }]);
    return "";
  } catch (error) {
    return (error as Error).message.split("\n").slice(1).join("\n");
  }
}

describe("requirements", () => {
  it("are listed as the pages have them", () => {
    assert.deepEqual(
      generateRequirements().map(({ path }) => path),
      ["docs/spec/requirements.json"],
    );
    assert.equal(generateRequirements()[0]?.text, readFileSync(file, "utf8"), "run `npm run generate`");
  });

  it("have ids of their own, ascending on their page", () => {
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    for (const page of new Set(all.map((one) => one.page))) {
      const ids = all.filter((one) => one.page === page).map(({ id }) => id);
      assert.deepEqual(ids, [...ids].sort(), page);
    }
  });

  it("have one key word each, and cover every class", () => {
    for (const { id, level, text } of all) {
      assert.deepEqual(text.replace(/`[^`]*`/g, "").match(/\b(?:MUST|SHOULD|MAY)\b/g), [level], id);
    }
    const classes = ["all", "endpoint", "evaluator", "host", "scheduler", "state-machine", "validator"];
    assert.deepEqual([...new Set(all.map((one) => one.class))].sort(), classes);
  });

  it("read a MUST NOT as a MUST, and leave words in code alone", () => {
    const text = "A scheduler MUST NOT read `MAY` as May.";
    const [one] = requirementsOf([{ name: "time.md", text: `# Time\n\n**MM-TIME-001** ${text}\n` }]);
    assert.deepEqual(one, { id: "MM-TIME-001", level: "MUST", class: "scheduler", page: "time.md", text });
  });

  for (const [what, line, expected] of [
    ["no key word", "**MM-TIME-001** A scheduler reads.", /without MUST/],
    ["two key words", "**MM-TIME-001** A scheduler MUST read and MAY write.", /several/],
    ["a short number", "**MM-TIME-1** A scheduler MUST read.", /malformed/],
    ["text before the id", "First, **MM-TIME-001** A scheduler MUST read.", /malformed/],
    ["no full stop", "**MM-TIME-001** A scheduler MUST read", /malformed/],
    ["an unknown class", "**MM-TIME-001** A reader MUST read.", /begins with none of/],
    ["the prefix of another page", "**MM-EVAL-001** An evaluator MUST read.", /does not belong/],
    [
      "a reference to nothing",
      "**MM-TIME-001** A scheduler MUST read as in MM-DEF-999.",
      /MM-DEF-999.*not exist/,
    ],
    ["a key word outside", "Schedulers MUST read.", /outside/],
  ] as const) {
    it(`refuse ${what}`, () => assert.match(mistakes(line), expected));
  }

  it("refuse an id that stands twice or out of order, by line", () => {
    const line = (number: string): string => `**MM-TIME-${number}** A scheduler MUST read.`;
    assert.equal(mistakes(line("001"), line("001")), "time.md:2 uses MM-TIME-001 for the second time");
    assert.equal(
      mistakes(line("002"), "", line("001")),
      "time.md:3 has MM-TIME-001 after MM-TIME-002; ids ascend",
    );
  });

  it("refuse a requirement on a page that has none, and let it name the key words", () => {
    assert.match(mistakesOf("README.md", ["**MM-TIME-001** A scheduler MUST read."]), /does not belong/);
    assert.equal(mistakesOf("README.md", ["**MUST** and **MAY** mean what RFC 2119 says."]), "");
  });
});
