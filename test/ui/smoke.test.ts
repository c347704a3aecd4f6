/** The packaged extension in a real window: it installs, activates, and a definition opens. */
import assert from "node:assert/strict";
import { note } from "../../src/tools/testing/results";
import { useEndpoint } from "../vscode/endpoint";
import { useWorkbench } from "../vscode/session";
import { until } from "../vscode/until";

const file = "first.maintenance.yaml";
const text = "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata: { name: first }\n";

describe("The packaged extension in VS Code's window", () => {
  const endpoint = useEndpoint({ definition: text });
  const vscode = useWorkbench(() => ({
    files: { [file]: text.replace("metadata", "metadat") },
    endpoint: endpoint.current,
  }));

  it("is active: its item stands in the status bar, with a name for screen readers", async () => {
    const label = await vscode.workbench.status.locator("a").first().getAttribute("aria-label");
    assert.match(label ?? "", /maintenance/i);
  });

  it("opens a definition, marks what is wrong in it, and nothing any more when it is mended", async () => {
    const { workbench } = vscode;
    await workbench.editor.open(file);
    await until("the text is shown", async () =>
      (await workbench.editor.visibleText()).includes("kind: MaintenanceDefinition"),
    );
    await workbench.editor.waitSquiggles(["metadat"]);
    await workbench.editor.replace("metadat:", "metadata:");
    await workbench.editor.waitSquiggles([]);
    await workbench.waitProblems([]);
  });

  it("activates quickly", async () => {
    const { page } = vscode.workbench;
    await vscode.workbench.command("Developer: Show Running Extensions");
    const list = page.locator(".runtime-extensions-editor");
    const row = list.locator(".extension", { hasText: "Maintenance Mode" });
    // The list holds only the rows on view.
    await list.hover();
    await until("the extension is on the list", async () => {
      if (await row.isVisible()) return true;
      await page.mouse.wheel(0, 200);
      return false;
    });
    const time = await row.locator(".activation-time").innerText();
    const ms = Number(/(\d+)ms/.exec(time)?.[1]);
    note(`Activation of the packaged extension: ${ms} ms`);
    assert.ok(ms < 2_000, `it took ${time}`);
  });
});
