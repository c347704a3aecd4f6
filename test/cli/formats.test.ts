/** What `validate` writes for code scanning and for pull requests. */
import assert from "node:assert/strict";
import { exampleHeader, problemCodes } from "../../src/core/problem";
import { github } from "../../src/cli/validate/github";
import { Folder } from "./command";

interface Log {
  version: string;
  runs: {
    columnKind: string;
    tool: { driver: { name: string; rules: { id: string; help: { text: string; markdown: string } }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: object } }[];
    }[];
  }[];
}

describe("validate --format", () => {
  let folder: Folder;
  before(() => {
    folder = new Folder("2026-11-21T00:00:00Z", {
      "a b#.maintenance.yaml": `${exampleHeader}foo: 1\n`,
      "good.maintenance.yaml": exampleHeader,
    });
  });
  after(() => folder.remove());

  it("sarif: one run with every code as a rule, and each problem at its region", async () => {
    const { status, out } = await folder.run(["validate", "--format", "sarif", "a b#.maintenance.yaml"]);
    assert.equal(status, 1);
    const log = JSON.parse(out) as Log;
    assert.equal(log.version, "2.1.0");
    assert.equal(log.runs.length, 1);
    const [{ tool, results, columnKind }] = log.runs as [Log["runs"][0]];
    assert.equal(columnKind, "utf16CodeUnits");
    const { name, rules } = tool.driver;
    assert.equal(name, "maintenance-mode");
    assert.deepEqual(
      rules.map(({ id }) => id),
      Object.keys(problemCodes).sort(),
    );
    assert.ok(rules.every(({ help }) => help.text !== "" && help.markdown.startsWith("# ")));
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

  it("sarif: a run without results where nothing is wrong", async () => {
    const { status, out } = await folder.run(["validate", "--format", "sarif", "good.maintenance.yaml"]);
    assert.equal(status, 0);
    assert.deepEqual((JSON.parse(out) as Log).runs[0]?.results, []);
  });

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
