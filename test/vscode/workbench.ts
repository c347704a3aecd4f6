/**
 * A driver for VS Code's window in a browser. It waits on what is seen, never for time to pass.
 *
 * ```ts
 * import { useWorkbench } from "../vscode/session";
 *
 * describe("a broken definition", () => {
 *   const vscode = useWorkbench({ files: { "a.maintenance.yaml": "..." } });
 *
 *   it("is marked", async () => {
 *     const { workbench } = vscode;
 *     await workbench.editor.open("a.maintenance.yaml");
 *     await workbench.editor.waitSquiggles(["kinds"]);
 *     await workbench.waitProblems([{ severity: "error", message: /kinds/, line: 2, column: 1 }]);
 *     await workbench.command("Maintenance Mode: Enable…");
 *     await workbench.quickInput.enter("a reason");
 *     await workbench.dialog.press("Enable");
 *     await workbench.waitStatus(/On/);
 *     await workbench.waitNotification(/is on/);
 *   });
 * });
 * ```
 * `page` is Playwright's own page, for what is not here; add here what a second test needs.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { cache } from "../../src/tools/paths";
import { DialogDriver } from "./dialog";
import { EditorDriver } from "./editor";
import { matchProblems, ProblemsPanel, type ExpectedProblem } from "./problems";
import { QuickInput } from "./quick-input";
import { limitMs, until } from "./until";

const loadLimitMs = 60_000;
const statusItemId = "maintenance-mode.maintenance-mode.maintenanceMode.status";

export class Workbench {
  readonly quickInput: QuickInput;
  readonly editor: EditorDriver;
  readonly dialog: DialogDriver;
  readonly problems: ProblemsPanel;
  /** Our status bar item. */
  readonly status: Locator;
  /** The notifications on view, without the notification centre. */
  readonly notifications: Locator;

  constructor(
    readonly page: Page,
    private readonly connected: boolean,
  ) {
    this.quickInput = new QuickInput(page);
    this.editor = new EditorDriver(page, this.quickInput);
    this.dialog = new DialogDriver(page);
    this.problems = new ProblemsPanel(page, this.quickInput);
    this.status = page.locator(`.statusbar [id="${statusItemId}"]`);
    this.notifications = page.locator(".notifications-toasts .notification-list-item");
  }

  /** Waits until the window is there, and our extension shows that it is active when it has an endpoint to show. */
  async waitReady(): Promise<void> {
    await this.page.locator(".monaco-workbench .statusbar").waitFor({ timeout: loadLimitMs });
    if (this.connected) await this.status.waitFor({ timeout: loadLimitMs });
  }

  /** Runs a command from the palette, by the exact title the palette shows. */
  async command(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    await this.quickInput.openPalette(title);
    await this.quickInput.rows.first().waitFor({ timeout: limitMs });
    const labels = await this.quickInput.labels();
    await this.quickInput.escape();
    return labels.includes(title);
  }

  /** The text of our status bar item, without its icon. */
  async statusText(): Promise<string> {
    return (await this.status.innerText()).trim();
  }

  /** Waits until our status bar item says so. */
  async waitStatus(says: string | RegExp, waitMs = limitMs): Promise<void> {
    try {
      await this.status.filter({ hasText: says }).waitFor({ timeout: waitMs });
    } catch {
      throw new Error(`The status bar does not say ${String(says)} but "${await this.statusText()}"`);
    }
  }

  /** Whether our status bar item has the theme's warning or error background. */
  async statusKind(): Promise<"error" | "warning" | "none"> {
    const classes = (await this.status.getAttribute("class")) ?? "";
    return classes.includes("error-kind") ? "error" : classes.includes("warning-kind") ? "warning" : "none";
  }

  /** What the hover of our status bar item says, once it says so. */
  async statusHover(says = /./): Promise<string> {
    const hover = this.page.locator(".monaco-hover").filter({ visible: true });
    const text = await until("the hover of the status bar item", async () => {
      await this.page.mouse.move(400, 300); // away first: a hover starts when the mouse comes
      await this.status.hover();
      await hover.first().waitFor({ timeout: 3_000 });
      const shown = (await hover.first().innerText()).trim();
      if (says.test(shown)) return shown;
      throw new Error(`it says ${JSON.stringify(shown)}`);
    });
    await this.page.mouse.move(400, 300);
    return text;
  }

  /** Waits for a notification that says so; gives it, so that its buttons can be pressed. */
  async waitNotification(says: string | RegExp, waitMs = limitMs): Promise<Locator> {
    const wanted = this.notifications.filter({ hasText: says }).first();
    try {
      await wanted.waitFor({ timeout: waitMs });
    } catch {
      const seen = await this.notifications.allInnerTexts();
      throw new Error(`No notification says ${String(says)}; on view: ${JSON.stringify(seen)}`);
    }
    return wanted;
  }

  /** Presses a button of a notification. */
  async pressInNotification(says: string | RegExp, button: string): Promise<void> {
    const notification = await this.waitNotification(says);
    await notification.hover();
    await notification.locator(".monaco-button", { hasText: button }).click();
  }

  /** Waits until the Problems panel lists exactly these, in any order. None is also what it lists before the first check. */
  async waitProblems(expected: readonly ExpectedProblem[]): Promise<void> {
    await this.problems.show();
    await until(`${expected.length} problem(s) in the panel`, async () => {
      const difference = matchProblems(await this.problems.read(), expected);
      if (difference === undefined) return true;
      throw new Error(difference);
    });
  }

  /** Closes all notifications, so that none covers what comes next. */
  async clearNotifications(): Promise<void> {
    await this.command("Notifications: Clear All Notifications");
    await this.notifications.first().waitFor({ state: "hidden", timeout: limitMs });
  }

  /** Loads the window again, as F5 in a browser does, and waits until it is ready. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitReady();
  }

  /** A picture of the window, in .vscode-test/screenshots/NAME.png; gives its path. */
  async screenshot(name: string): Promise<string> {
    const folder = path.join(cache, "screenshots");
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name.replace(/[^\w.-]+/g, "-").slice(0, 100)}.png`);
    await this.page.screenshot({ path: file, animations: "disabled" });
    return file;
  }
}
