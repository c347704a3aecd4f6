/** What `validate` writes for code scanning and for pull requests. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exampleHeader, problemCodes } from "../../src/core/problem";
import { lineFingerprints } from "../../src/cli/validate/fingerprint";
import { github } from "../../src/cli/validate/github";
import { Folder } from "./command";
import { type Log, type Result, readLog } from "./sarif";

/** Two warnings, of which one has a related place and one names what a definition could pass off as a link. */
const warned = `${exampleHeader}timeZone: Europe/Berlin
windows:
  - id: night
    kind: maintenance
    once:
      - { start: "2027-01-01T10:00", end: "2027-01-01T12:00" }
      - { start: "2027-01-01T11:00", end: "2027-01-01T13:00" }
agents: [{ client: a, site: b, ids: [c] }]
overrides:
  - { id: o, effect: exempt, target: { client: a, site: b, agent: "[x](https://evil.example)" }, reason: x }
`;
/** Files of other people's making. */
const invalid = join(__dirname, "../conformance/v1/invalid");

describe("validate --format", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder("2026-11-21T00:00:00Z", {
      "a b#.maintenance.yaml": `${exampleHeader}foo: 1\n`,
      "good.maintenance.yaml": exampleHeader.replace("example", "good"),
      "some folder/100%, ä?&[1]:+.maintenance.yaml": warned,
    });
  });
  after(() => folder.remove());

  it("sarif: one run with every code as a rule, and each problem at its region", async () => {
    const { status, out } = await folder.run(["validate", "--format", "sarif", "a b#.maintenance.yaml"]);
    assert.equal(status, 1);
    const log = readLog(out);
    assert.equal(log.version, "2.1.0");
    assert.equal(log.runs.length, 1);
    const [{ tool, results, columnKind }] = log.runs as [Log["runs"][0]];
    assert.equal(columnKind, "utf16CodeUnits");
    const { name, rules, version, semanticVersion } = tool.driver;
    assert.equal(name, "maintenance-mode");
    assert.equal(version, semanticVersion);
    assert.deepEqual(
      rules.map(({ id }) => id),
      Object.keys(problemCodes).sort(),
    );
    assert.ok(rules.every(({ help }) => help.text !== "" && help.markdown.startsWith("# ")));
    assert.ok(
      rules.every(({ shortDescription, fullDescription }) => shortDescription.text && fullDescription.text),
    );
    assert.equal(results.length, 1);
    const [{ ruleId, ruleIndex, level, message, locations }] = results as [(typeof results)[0]];
    assert.deepEqual(
      [ruleId, rules[ruleIndex]?.id, level],
      ["unknown-property", "unknown-property", "error"],
    );
    assert.match(message.text, /`foo` is not a key of a definition/);
    assert.deepEqual(locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20b%23.maintenance.yaml" },
          region: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 4 },
        },
      },
    ]);
  });

  it("sarif: the schema would refuse another log", async () => {
    const { out } = await folder.run(["validate", "--format", "sarif", "a b#.maintenance.yaml"]);
    assert.throws(
      () => readLog(out.replaceAll('"level": "error"', '"level": "info"')),
      /level must be equal to one of/,
    );
    assert.throws(() => readLog(out.replaceAll("a%20b", "a b")), /uri must match format/);
  });

  it("sarif: a run without results where nothing is wrong", async () => {
    const { status, out } = await folder.run(["validate", "--format", "sarif", "good.maintenance.yaml"]);
    assert.equal(status, 0);
    assert.deepEqual(readLog(out).runs[0]?.results, []);
  });

  it("sarif: files of a directory, each at an address relative to where the program runs", async () => {
    const results = await resultsOf(["."]);
    const names = results.map(({ locations }) =>
      decodeURIComponent(locations[0]!.physicalLocation.artifactLocation.uri),
    );
    assert.deepEqual(
      [...new Set(names)],
      ["a b#.maintenance.yaml", "some folder/100%, ä?&[1]:+.maintenance.yaml"],
    );
    assert.ok(names.every((name) => existsSync(join(folder.path, name))));
  });

  it("sarif: what lies elsewhere has its whole address, and every level is one of SARIF's", async () => {
    const results = await resultsOf([invalid]);
    assert.ok(results.length > 40, String(results.length));
    for (const { locations } of results)
      assert.ok(existsSync(fileURLToPath(locations[0]!.physicalLocation.artifactLocation.uri)));
    assert.deepEqual(new Set(results.map(({ level }) => level)), new Set(["error", "warning", "note"]));
  });

  it("sarif: what a definition holds makes no link", async () => {
    const texts = (await resultsOf(["some folder"])).map(({ message }) => message.text);
    assert.ok(texts.some((text) => text.includes("evil.example")));
    assert.ok(!texts.some((text) => text.includes("](")));
  });

  it("sarif: a problem is known again when its line has moved", async () => {
    const [before] = await resultsOf(["a b#.maintenance.yaml"]);
    folder.write("moved.maintenance.yaml", `# a comment\n\n${exampleHeader}foo:   1\n`);
    const [after] = await resultsOf(["moved.maintenance.yaml"]);
    assert.deepEqual(after?.partialFingerprints, before?.partialFingerprints);
    assert.notDeepEqual(
      after?.locations[0]?.physicalLocation.region,
      before?.locations[0]?.physicalLocation.region,
    );
  });

  it("sarif: a fingerprint is the one that GitHub would compute", () => {
    // From the tests of GitHub's own action.
    const known: readonly (readonly [text: string, ...fingerprints: string[]])[] = [
      ["", "c129715d7a2bc9a3:1"],
      [
        " a\nb\n  \t\tc\n d",
        "271789c17abda88f:1",
        "54703d4cd895b18:1",
        "180aee12dab6264:1",
        "a23a3dc5e078b07b:1",
      ],
      [
        " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
      ],
    ];
    for (const [text, ...fingerprints] of known) assert.deepEqual(lineFingerprints(text), fingerprints);
    const many = lineFingerprints("Lorem ipsum dolor sit amet.\n".repeat(10));
    assert.deepEqual(many.slice(4, 7), ["a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1"]);
  });

  async function resultsOf(files: string[]): Promise<Result[]> {
    const { out } = await folder.run(["validate", "--format", "sarif", ...files]);
    return readLog(out).runs[0]?.results ?? [];
  }

  it("github: one command for each problem", async () => {
    const { status, out } = await folder.run(["validate", "--format", "github", "a b#.maintenance.yaml"]);
    assert.equal(status, 1);
    assert.match(
      out,
      /^::error file=a b#\.maintenance\.yaml,line=5,endLine=5,col=1,endColumn=4,title=[^:,]+ \[unknown-property\]::`foo` is not .+\n$/,
    );
  });

  it("github: nothing in a name or message ends the command or begins another", () => {
    const region = { line: 1, column: 1, endLine: 1, endColumn: 2 };
    const problem = { file: "a,b:c%\n", ...region, code: "unknown-role", severity: "info" } as const;
    const out = github([{ ...problem, message: "100%: x,\r\n::error::y" }]);
    assert.ok(out.startsWith("::notice file=a%2Cb%3Ac%25%0A,line=1,"));
    assert.ok(out.endsWith("::100%25: x,%0D%0A::error::y\n"));
    assert.equal(out.split("\n").length, 2);
  });

  it("names the formats that there are", async () => {
    const { status, out, err } = await folder.run(["validate", "--format", "xml", "good.maintenance.yaml"]);
    assert.deepEqual([status, out], [2, ""]);
    assert.match(err, /text, json, sarif, github/);
  });
});
