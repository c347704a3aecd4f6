/** The extension in a browser's worker, as on vscode.dev: there the whole extension host has nothing of Node. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { checkerMark } from "../../src/lsp/checker";
import { useWorkbench } from "../vscode/session";

const file = "first.maintenance.yaml";

describe("The extension in VS Code's web worker host", () => {
  const vscode = useWorkbench({
    files: { [file]: `${exampleHeader}roles:\n  - { id: admin, admitted: true, may: [disabel] }\n` },
    settings: { "remote.extensionKind": { "maintenance-mode.maintenance-mode": ["web"] } },
  });

  it("marks what is wrong in a definition, and nothing any more when it is mended", async () => {
    const { workbench } = vscode;
    await workbench.editor.open(file);
    await workbench.editor.waitSquiggles(["disabel"]);
    await workbench.editor.replace("disabel", "disable");
    await workbench.editor.waitSquiggles([]);
    await workbench.waitProblems([]);
  });

  it("reads a text once more in a second worker when nobody types", async () => {
    const { editor, page } = vscode.workbench;
    const started = page.waitForEvent("worker", {
      predicate: async (worker) => (await worker.evaluate("self.name")) === checkerMark,
    });
    await editor.replace("disable", "disabel");
    const checker = await started;
    const said = checker.evaluate<string>(`new Promise((resolve) => {
      const say = self.postMessage.bind(self);
      self.postMessage = (message) => {
        resolve(message.diagnostics.map(({ message }) => message).join());
        say(message);
      };
    })`);
    await editor.replace("disabel", "dissable");
    assert.match(await said, /Did you mean `disable`/);
    await editor.waitSquiggles(["dissable"]);
  });

  it("runs in the worker", async () => {
    const { page } = vscode.workbench;
    await vscode.workbench.command("Developer: Show Running Extensions");
    const list = page.locator(".runtime-extensions-editor");
    const row = list.locator(".extension", { hasText: "Maintenance Mode" });
    await row.first().waitFor();
    assert.match(await row.first().innerText(), /web worker/i);
  });
});
