/** What the language server does for somebody who edits a definition, in VS Code's window, each with a picture. */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { useWorkbench } from "../vscode/session";
import { until } from "../vscode/until";

const erp = `${exampleHeader}timeZone: Europe/Copenhagen
operations:
  unlisted: deny
windows:
  - id: patch-tuesday
    kind: maintenance
    recurring:
      frequency: monthly
      byDay: [{ day: tu, nthOfPeriod: 2 }]
      startTime: "22:00"
      endTime: "02:00"
agents:
  - { client: acme, site: hq, ids: [db-7, web-1] }
overrides:
  - id: keep
    effect: exempt
    target: { client: acme, site: hq, agent: db-7 }
    reason: INC-42
`;
const lab = `${exampleHeader.replace("example", "lab")}agents:
  - { client: acme, site: hq, ids: [db-7] }
`;
const untidy = `${exampleHeader.replace("example", "untidy")}roles:
- id: admin
  admitted: true    # ends maintenance
  may:
  - disable
`;
const tidy = `${exampleHeader.replace("example", "untidy")}roles:
  - id: admin
    admitted: true    # ends maintenance
    may:
      - disable
`;

describe("The language in VS Code's window", () => {
  const vscode = useWorkbench({
    files: {
      "erp.maintenance.yaml": erp,
      "lab.maintenance.yaml": lab,
      "untidy.maintenance.yaml": untidy,
      ".vscode/settings.json": "{}\n",
    },
    settings: { "editor.inlayHints.enabled": "on" },
  });

  /** Waits until the text on view has something. */
  const shows = (what: string | RegExp): Promise<unknown> =>
    until(`the editor shows ${String(what)}`, async () => {
      const text = await vscode.workbench.editor.visibleText();
      return typeof what === "string" ? text.includes(what) : what.test(text);
    });

  /** A picture, without what the mouse happens to be over. */
  async function picture(name: string): Promise<void> {
    const { page } = vscode.workbench;
    await page.mouse.move(900, 720);
    await page
      .locator(".workbench-hover-container")
      .filter({ visible: true })
      .first()
      .waitFor({ state: "hidden" });
    await vscode.workbench.screenshot(`language ${name}`);
  }

  it("marks a mistake at its word, and Ctrl+. mends it", async () => {
    const { workbench } = vscode;
    const { editor } = workbench;
    await editor.open("erp.maintenance.yaml");
    await editor.replace("unlisted: deny", "unlistd: deny");
    await editor.waitSquiggles(["unlistd"]);
    await picture("squiggle");
    const offered = await editor.quickFix("unlistd", "Replace unlistd by unlisted");
    assert.equal(offered[0], "Replace unlistd by unlisted");
    await shows("  unlisted: deny");
    await editor.waitSquiggles([]);
    await picture("quick fix");
  });

  it("completes a whole window in a list, each line where it belongs", async () => {
    const { workbench } = vscode;
    const { editor, page } = workbench;
    await editor.replace('endTime: "02:00"', 'endTime: "02:00"\n  - ');
    await editor.complete("maintenance window, every week");
    await shows(/\n {2}- id: weekly-update[^\n]*\n {4}kind: maintenance\n {4}recurring: ?(?:\{|\n {6})/);
    await picture("completion");
    await page.keyboard.press("Escape");
    await editor.waitSquiggles([]);
  });

  it("tells in the hover when a window opens next", async () => {
    const { workbench } = vscode;
    const text = await workbench.editor.hover("patch-tuesday");
    assert.match(text, /Next in Europe\/Copenhagen/);
    assert.equal(text.match(/Tue \d+ \w+ 20\d\d 22:00 to/g)?.length, 5, text);
    await workbench.screenshot("language hover");
  });

  it("says beside a window when it opens next and beside an override how many agents it touches, where it is wanted", async () => {
    const { workbench } = vscode;
    const { editor, page } = workbench;
    await shows(/- id: patch-tuesday ?(?:next: Tue \d+ \w+(?: 20\d\d)? 22:00-02:00|open now, ends in .*m)/);
    await shows(/- id: keep ?1 agent/);
    await picture("hints");
    await editor.open("settings.json");
    await editor.replaceAll('{ "maintenanceMode.annotations.windows": "codeLens" }\n');
    await editor.save();
    await editor.open("erp.maintenance.yaml");
    await page
      .locator(".codelens-decoration", { hasText: /next: Tue|open now/ })
      .first()
      .waitFor();
    await shows(/- id: patch-tuesday\n/);
    await picture("lenses");
  });

  it("renames an agent in every definition of the workspace", async () => {
    const { workbench } = vscode;
    const { editor } = workbench;
    await editor.rename("db-7", "db-8");
    await shows(/ids: \[db-8, web-1\][^]*agent: db-8/);
    await editor.open("lab.maintenance.yaml");
    await shows("ids: [db-8]");
    await picture("rename");
  });

  it("formats a definition, and asks nothing", async () => {
    const { workbench } = vscode;
    const { editor } = workbench;
    await editor.open("untidy.maintenance.yaml");
    await workbench.command("Format Document");
    await shows(tidy.trimEnd());
    await picture("formatting");
  });
});
