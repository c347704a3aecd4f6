/** Which files and documents are checked, where documents begin and end, and what is read from each. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { exampleHeader } from "../../src/core/problem";
import { isDefinition, isDefinitionName } from "../../src/language/definition";
import { readDefinition } from "../../src/language/definitions";
import { diagnose, diagnosticsOf } from "../../src/language/diagnose";
import { environmentNames } from "../../src/language/environments";
import { LiveText } from "../../src/language/live";
import { check, checkFile, found, nowMs } from "./marked";

const samples = join(__dirname, "..", "..", "samples");
const untitled = { uri: "untitled:Untitled-1" };

describe("files", () => {
  it("are definitions by name", () => {
    for (const uri of [
      "file:///a/erp.maintenance.yaml",
      "file:///a/erp.maintenance.yml",
      "file:///a/erp.maintenance.json",
      "file:///a/maintenance.yaml",
      "maintenance.yml",
      "C:\\a\\maintenance.yaml",
      "file:///a/.maintenance/deep/er/x.yaml",
      "file:///a/%2Emaintenance/x.yaml",
      "untitled:erp.maintenance.yaml",
      "file:///a/%E0%A4%A.maintenance.yaml",
    ]) {
      assert.ok(isDefinitionName(uri), uri);
    }
    for (const uri of [
      "file:///a/maintenance.json",
      "file:///a/mymaintenance.yaml",
      "file:///a/x.yaml",
      "file:///maintenance/x.yaml",
      "",
    ]) {
      assert.ok(!isDefinitionName(uri), uri);
    }
  });

  it("or because a document says so", () => {
    for (const text of [
      exampleHeader,
      `a: 1\n---\n${exampleHeader}`,
      'apiVersion: "maintenance-mode/v1"\n',
      "\"apiVersion\" : 'maintenance-mode/v2'",
      '{"kind":1,"apiVersion":"maintenance-mode/v1"}',
      "{apiVersion: maintenance-mode/v1}",
    ]) {
      assert.ok(isDefinition(text, "untitled:x"), text);
    }
    for (const text of [
      "",
      "a: 1",
      "# apiVersion: maintenance-mode/v1",
      "apiVersion: v1",
      "xapiVersion: maintenance-mode/v1",
    ]) {
      assert.ok(!isDefinition(text, "file:///x.yaml"), text);
    }
  });

  it("that are empty have one problem", () => {
    for (const text of ["", "\n\n", "# nothing yet\n", "---\n", "---\n---\n", "\uFEFF", "~"]) {
      assert.deepEqual(found(text), ["1:0-0 empty-file"], JSON.stringify(text));
      assert.deepEqual(found(text, { uri: "untitled:x" }), []);
    }
  });

  it("may have any line ends, and a byte order mark at the start", () => {
    check("services:\n  - id: aos\n    titel: x\n    ^^^^^ unknown-property\n", { eol: "\r\n" });
    check('notice:\n  message: "Back\n           ^^^^^ unclosed-quote\n  contact: x\n', { eol: "\r\n" });
    assert.deepEqual(found(`\uFEFF${exampleHeader}foo: 1\n`), ["5:0-3 unknown-property"]);
    assert.deepEqual(
      found(exampleHeader.replaceAll("\n", "\r")).map((line) => line.split(" ")[1]),
      ["control-character"],
    );
  });

  it("columns count UTF-16 code units", () =>
    check(
      `notice: { title: "🛠", message: a, x: 1 }\n                                   ^ unknown-property\n`,
    ));

  for (const name of readdirSync(samples).filter((file) => isDefinitionName(file))) {
    it(`the sample ${name} has no problems`, () =>
      assert.deepEqual(found(readFileSync(join(samples, name), "utf8"), { uri: name }), []));
  }
});

describe("documents", () => {
  it("are checked each on its own, and other people's are left alone", () => {
    const marked = exampleHeader.replace("example\n", "example\n        ^^^^^^^ duplicate-environment\n");
    const mixed = `apiVersion: v1
kind: ConfigMap
data: [ { broken
---
${exampleHeader}foo: 1
^^^ unknown-property
---
# only a comment
---
not: ours
...
---
${marked}services: []
          ^^ empty-value
`;
    checkFile(mixed, untitled);
  });

  it("in a file with a definition's name are all checked, unless they say that they are something else", () => {
    checkFile(`apiVersion: apps/v1
kind: Deployment
foo: 1
---
apiVersion: maintenace-mode/v1
            ^^^^^^^^^^^^^^^^^^ unknown-value
kind: MaintenanceDefinition
metadata: { name: example }
---
metadata: { name: example }
^^^^^^^^ missing-property
^^^^^^^^ missing-property
                  ^^^^^^^ duplicate-environment
roles: []
       ^^ empty-value
`);
    checkFile("- a\n^^^ wrong-type\n- b\n");
    checkFile("hello\n^^^^^ wrong-type\n");
  });

  it("may be JSON with tabs", () =>
    checkFile(
      '{\n\t"apiVersion": "maintenance-mode/v1",\n\t"kind": "MaintenanceDefinition",\n\t"metadata": { "name": "example" },\n\t"roels": []\n\t^^^^^^^ unknown-property\n}\n',
      { uri: "file:///x.maintenance.json" },
    ));

  it("that share a name or an anchor with another do not disturb each other", () => {
    assert.deepEqual(
      found(`${exampleHeader}services: &s [{ id: aos }]\n---\n${exampleHeader}services: *s\n`),
      ["10:8-15 duplicate-environment", "11:10-12 undefined-alias"],
    );
  });

  it("of an environment that is defined elsewhere say where, in every kind of text", () => {
    const elsewhere = new Map([["example", ["a.maintenance.yaml", "b/c.yaml"]]]);
    const json = `{ "apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": { "name": "example" } }`;
    for (const text of [exampleHeader, exampleHeader.replace("example", "&a example"), json]) {
      const [problem, ...more] = diagnose(text, { uri: "file:///x.maintenance.yaml", nowMs, elsewhere });
      assert.deepEqual([problem?.code, more], ["duplicate-environment", []]);
      assert.match(
        problem?.message as string,
        /^`example` is defined elsewhere, too: in a\.maintenance\.yaml, b\/c\.yaml\./,
      );
    }
    const silent = exampleHeader.replace(
      "\n  name",
      "\n  # maintenance-mode-ignore duplicate-environment: a draft\n  name",
    );
    assert.deepEqual(diagnose(silent, { uri: "file:///x.maintenance.yaml", nowMs, elsewhere }), []);
  });

  it("of one environment are told until one has another name", () => {
    const live = new LiveText(`${exampleHeader}---\n${exampleHeader}`, {
      uri: "file:///x.maintenance.yaml",
      nowMs,
    });
    const codes = (): unknown[] => diagnosticsOf(live, {}).map(({ code }) => code);
    assert.deepEqual(codes(), ["duplicate-environment"]);
    const end = { line: 8, character: 15 };
    live.edit({ range: { start: end, end }, text: "-test" });
    assert.deepEqual([codes(), live.environments], [[], ["example", "example-test"]]);
    live.elsewhere = new Map([["example", ["y.yaml"]]]);
    assert.deepEqual(codes(), ["duplicate-environment"]);
    live.elsewhere = new Map();
    assert.deepEqual(codes(), []);
  });

  it("by the hundreds show the first problems and count the others", () => {
    const shown = found(`---\n${exampleHeader}a: 1\nb: 2\n`.repeat(300));
    assert.equal(shown.length, 501);
    assert.match(shown.find((line) => line.endsWith("more-problems")) ?? "", /^1:0-0 /);
  });
});

describe("environments", () => {
  it("are named in order, each once, also while the text is broken", () => {
    const text = `${exampleHeader}---\na: 1\n---\n${exampleHeader.replace("example", "other")}roles: [\n---\n${exampleHeader}`;
    assert.deepEqual(environmentNames(text), ["example", "other"]);
    assert.deepEqual(environmentNames("apiVersion: maintenance-mode/v1\nmetadata: { name: 5 }\n"), []);
    for (const text of ["", "{", "metadata: { name: x }", "\0"]) assert.deepEqual(environmentNames(text), []);
  });
});

describe("readDefinition", () => {
  it("gives the values and what is wrong, with line and path", () => {
    const { definitions, problems } = readDefinition(
      `${exampleHeader}roles: [{ id: a, admited: true }]\n`,
      nowMs,
    );
    assert.deepEqual(definitions, [
      {
        apiVersion: "maintenance-mode/v1",
        kind: "MaintenanceDefinition",
        metadata: { name: "example" },
        roles: [{ id: "a", admited: true }],
      },
    ]);
    assert.deepEqual(
      problems.map(({ code, path, message }) => [code, path, message.split(":")[0]]),
      [["unknown-property", "/roles/0/admited", "Line 5, column 18"]],
    );
  });

  it("tells what cannot be read", () => {
    for (const text of ["", "{", "a: [", "\0", "- ".repeat(1000)])
      assert.ok(readDefinition(text, nowMs).problems.length > 0, text);
  });
});

describe("diagnostics", () => {
  it("carry source, code, link, severity, tags and the suggestion", () => {
    const text = `${exampleHeader}operations: { unlistd: deny }\noverrides: [{ id: a, effect: exempt, reason: x, expires: "2020-01-01T00:00:00Z" }]\n`;
    const diagnostics = diagnose(text, {
      uri: "x.maintenance.yaml",
      nowMs,
      documentation: (code) => `https://example.org/#${code}`,
    });
    assert.deepEqual(
      diagnostics.map((diagnostic) => ({ ...diagnostic, message: undefined })),
      [
        {
          range: { start: { line: 4, character: 14 }, end: { line: 4, character: 21 } },
          severity: 1,
          code: "unknown-property",
          source: "maintenance-mode",
          message: undefined,
          codeDescription: { href: "https://example.org/#unknown-property" },
          data: { suggestion: "unlisted" },
        },
        {
          range: { start: { line: 5, character: 57 }, end: { line: 5, character: 79 } },
          severity: 2,
          code: "expired-override",
          source: "maintenance-mode",
          message: undefined,
          codeDescription: { href: "https://example.org/#expired-override" },
          tags: [1],
        },
      ],
    );
  });
});
