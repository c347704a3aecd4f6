/** A modal dialog of VS Code's window. */
import type { Locator, Page } from "playwright-core";
import { limitMs } from "./until";

export class DialogDriver {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator(".monaco-dialog-box");
  }

  /** Waits for a dialog that says so, and gives all that it says. */
  async waitOpen(says: string | RegExp = /./): Promise<string> {
    const wanted = this.box.filter({ hasText: says });
    await wanted.waitFor({ timeout: limitMs });
    return wanted.innerText();
  }

  async buttons(): Promise<string[]> {
    return this.box.locator(".dialog-buttons .monaco-button").allInnerTexts();
  }

  /** Presses the button with exactly this label and waits until the dialog is gone. */
  async press(label: string): Promise<void> {
    await this.box.locator(".dialog-buttons").getByText(label, { exact: true }).click({ timeout: limitMs });
    await this.box.waitFor({ state: "hidden", timeout: limitMs });
  }
}
