/** VS Code's quick input: the box of the command palette, of input boxes and of quick picks. */
import type { Locator, Page } from "playwright-core";
import { limitMs, tryMs, until } from "./until";

export class QuickInput {
  readonly box: Locator;
  readonly rows: Locator;
  private readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator(".quick-input-widget").filter({ visible: true });
    this.box = this.widget.locator(".quick-input-box input");
    this.rows = this.widget.locator(".quick-input-list .monaco-list-row");
  }

  /** Waits until it is open; with a title or prompt, until it is the one that says so. */
  async waitOpen(says?: string | RegExp): Promise<void> {
    const wanted = says === undefined ? this.widget : this.widget.filter({ hasText: says });
    await wanted.waitFor({ timeout: limitMs });
  }

  async isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  async waitClosed(): Promise<void> {
    await this.widget.waitFor({ state: "hidden", timeout: limitMs });
  }

  /** Everything it says: title, prompt, validation message, rows. */
  async text(): Promise<string> {
    return (await this.widget.innerText()).replace(/\s+/g, " ").trim();
  }

  /** The labels of the rows on view. */
  async labels(): Promise<string[]> {
    return this.rows.locator(".label-name").allInnerTexts();
  }

  /** Puts a text in place of what is in the box. */
  async fill(text: string): Promise<void> {
    await this.box.fill(text, { timeout: limitMs });
  }

  /** Fills in and confirms. */
  async enter(text: string): Promise<void> {
    await this.fill(text);
    await this.box.press("Enter");
  }

  /** Clicks the row with exactly this label, or whose label matches. */
  async pick(label: string | RegExp, waitMs = limitMs): Promise<void> {
    const pattern = typeof label === "string" ? new RegExp(`^\\s*${escape(label)}\\s*$`) : label;
    const name = this.page.locator(".label-name", { hasText: pattern });
    await this.rows.filter({ has: name }).first().click({ timeout: waitMs });
  }

  /** Picks a row that must be there already. Else it closes: what is open keeps the rows it had when it was opened. */
  async pickNow(label: string): Promise<void> {
    try {
      await this.pick(label, tryMs);
    } catch (error) {
      await this.escape();
      throw error;
    }
  }

  /** Runs a command from the palette, by the exact title the palette shows. */
  async runCommand(title: string): Promise<void> {
    await until(
      `the palette offers ${title}`,
      async () => {
        await this.openPalette(title);
        await this.pickNow(title);
        return true;
      },
      2 * limitMs,
    );
  }

  /** Opens the palette and looks for a command. */
  async openPalette(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.waitOpen();
    await this.fill(`>${title}`);
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.waitClosed();
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
