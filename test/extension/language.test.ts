import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { until } from "../vscode/until";
import { command, usePerson } from "./person";

const HEADER = "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: x\n";

describe("definitions in VS Code", () => {
  const person = usePerson();

  async function open(content: string, language = "yaml"): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ content, language });
    await vscode.window.showTextDocument(document);
    return document;
  }

  const problems = ({ uri }: vscode.TextDocument) =>
    until("the expected problems", () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length > 0 && found;
    });
  const marked = (document: vscode.TextDocument, { range }: vscode.Diagnostic) => document.getText(range);
  // Nothing is closed between the tests: VS Code would give the next unsaved file the name of the last one, and with it
  // sometimes the last one's backup.

  it("are checked while they are unsaved, each problem at its own words", async () => {
    const document = await open(`${HEADER}operations:\n  bloked: [deploy.start]\n  unlisted: permit\n`);
    const found = await problems(document);
    assert.deepEqual(found.map((problem) => marked(document, problem)).sort(), ["bloked", "permit"]);
    assert.match(found[0]?.message ?? "", /blocked/);
    assert.ok(found.every(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
  });

  it("are checked again when they change, and are then without problems", async () => {
    const document = await open(`${HEADER}operations:\n  bloked: [deploy.start]\n`);
    const [problem] = await problems(document);
    assert.ok(problem);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problem.range, "blocked");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(
      "no problem is left",
      () =>
        !vscode.languages
          .getDiagnostics(document.uri)
          .some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
  });

  it("may be JSON", async () => {
    const document = await open(
      JSON.stringify(
        {
          apiVersion: "maintenance-mode/v1",
          kind: "MaintenanceDefinition",
          metadata: { name: "x" },
          roels: [],
        },
        null,
        2,
      ),
      "json",
    );
    const found = await problems(document);
    assert.deepEqual(
      found.map((problem) => marked(document, problem)),
      ['"roels"'],
    );
  });

  it("are not looked for in other people's files", async () => {
    const other = await open("bloked: [1, 2\n");
    const ours = await open(`${HEADER}bloked: 1\n`);
    await problems(ours);
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  });

  it("have problems whose code opens its documentation, without a network", async () => {
    const document = await open(`${HEADER}bloked: 1\n`);
    const [problem] = await problems(document);
    assert.ok(typeof problem?.code === "object");
    const { value, target } = problem.code;
    assert.equal(target.scheme, "command");
    const [argument] = JSON.parse(target.query) as [string];
    assert.equal(argument, value);
    await vscode.commands.executeCommand(target.path, argument);
    await until("the page of the problem", () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes(String(value)),
    );
  });

  it("begin from a sample, as a new file without problems", async () => {
    person.picks("Minimal");
    await command("createDefinition");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document.languageId, "maintenance-definition");
    assert.match(document.getText(), /^# The smallest definition/);
    const other = await open(`${HEADER}bloked: 1\n`);
    await problems(other);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it("are a language of their own by their names, so that who reads all YAML does not read them, too", async () => {
    const folder = vscode.Uri.file(mkdtempSync(join(tmpdir(), "names-")));
    const names = [
      "erp.maintenance.yaml",
      "erp.maintenance.yml",
      "maintenance.yaml",
      ".maintenance/a/erp.yaml",
    ];
    for (const name of [...names, "values.yaml", "erp.maintenance.json"]) {
      const uri = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.writeFile(uri, Buffer.from("a: 1\n"));
      const { languageId } = await vscode.workspace.openTextDocument(uri);
      const expected = names.includes(name)
        ? "maintenance-definition"
        : name.endsWith("json")
          ? "json"
          : "yaml";
      assert.equal(languageId, expected, name);
    }
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  it("of the workspace can be chosen and opened without a connection", async () => {
    person.picks("minimal.maintenance.yaml");
    await command("openDefinition");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /minimal\.maintenance\.yaml$/);
  });
});
