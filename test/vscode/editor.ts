/** The active text editor as a user meets it: keys that go in, and lines, squiggles and hovers that are seen. */
import type { Locator, Page } from "playwright-core";
import type { QuickInput } from "./quick-input";
import { limitMs, tryMs, until } from "./until";

/** One line on view, with what it takes to find its letters on the page: the editor's font is monospaced. */
interface ShownLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly letterWidth: number;
}

/** Something on the page: its text, and where it is, in pixels. */
interface Drawn {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As much of an element as is asked for in the page. */
interface PageElement {
  readonly textContent: string | null;
  getBoundingClientRect(): Omit<Drawn, "text">;
}

export class EditorDriver {
  private readonly root: Locator;
  private readonly tab: Locator;

  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {
    this.root = page.locator(".editor-group-container.active .monaco-editor").first();
    this.tab = page.locator(".editor-group-container.active .tab.active");
  }

  /** Opens a file of the workspace by its name, through quick open, and waits until its text is shown. */
  async open(name: string): Promise<void> {
    await until(
      `quick open shows ${name}`,
      async () => {
        await this.page.keyboard.press("Control+P");
        await this.quickInput.waitOpen();
        await this.quickInput.fill(name);
        await this.quickInput.pickNow(name);
        return true;
      },
      2 * limitMs,
    );
    const base = name.split("/").at(-1) ?? name;
    await this.tab.and(this.page.locator(`[data-resource-name="${base}"]`)).waitFor({ timeout: limitMs });
    await this.root.locator(".view-line").first().waitFor({ timeout: limitMs });
    await this.focus();
  }

  /** Gives the keyboard to the editor (of the first group), and waits until it has it. */
  async focus(): Promise<void> {
    // By key: a click would move the cursor, and could make the browser scroll what only the editor may scroll.
    await until("the editor has the focus", async () => {
      await this.page.keyboard.press("Control+1");
      return this.hasFocus();
    });
  }

  /** Puts this text in place of the whole text. */
  async replaceAll(text: string): Promise<void> {
    const [firstLine = ""] = text.split("\n");
    await until("the text is replaced", async () => {
      await this.focus();
      await this.page.keyboard.press("Control+A");
      if (!(await this.hasFocus())) return false; // something took the keyboard: not into that
      await this.page.keyboard.insertText(text);
      await this.page.keyboard.press("Control+Home");
      return until("its first line", async () => (await this.visibleText()).startsWith(firstLine), tryMs);
    });
  }

  /** Puts a text in place of the first occurrence of another. */
  async replace(old: string, text: string): Promise<void> {
    await this.select(old);
    await this.page.keyboard.insertText(text);
  }

  /** Selects the first occurrence of a text, as the find box does. */
  async select(text: string): Promise<void> {
    const find = this.root.locator(".find-widget.visible");
    const count = find.locator(".matchesCount");
    await until(
      `${text} is selected`,
      async () => {
        await this.focus();
        await this.page.keyboard.press("Control+Home");
        await this.page.keyboard.press("Control+F");
        await find.locator(".find-part textarea").first().fill(text, { timeout: tryMs });
        await count.filter({ hasText: /^1 of/ }).waitFor({ timeout: tryMs });
        await this.page.keyboard.press("Escape");
        await find.waitFor({ state: "hidden", timeout: tryMs });
        return this.hasFocus();
      },
      2 * limitMs,
    );
  }

  /** The text of the lines that are on view. */
  async visibleText(): Promise<string> {
    return (await this.lines()).map(({ text }) => text).join("\n");
  }

  /** Saves, and waits until the tab says that nothing is unsaved. */
  async save(): Promise<void> {
    await this.page.keyboard.press("Control+S");
    await this.tab.and(this.page.locator(":not(.dirty)")).waitFor({ timeout: limitMs });
  }

  /** Closes it, throwing away what is unsaved. */
  async closeWithoutSaving(): Promise<void> {
    await this.quickInput.runCommand("View: Revert and Close Editor");
  }

  /** The words under squiggles of one kind, in the order of the text; only what is on view has any. */
  async squiggles(kind: "error" | "warning" | "info" = "error"): Promise<string[]> {
    const lines = await this.lines();
    const words: { readonly at: number; readonly word: string }[] = [];
    for (const box of await this.drawn(`.squiggly-${kind}`)) {
      const middle = box.y + box.height / 2;
      const row = lines.findIndex(({ y, height }) => middle >= y && middle <= y + height);
      const line = lines[row];
      if (line === undefined) continue;
      const [first, end] = [box.x, box.x + box.width].map((x) => Math.round((x - line.x) / line.letterWidth));
      words.push({ at: row * 10_000 + (first ?? 0), word: line.text.slice(first, end) });
    }
    return words.sort((one, other) => one.at - other.at).map(({ word }) => word);
  }

  /** Waits until exactly these words have squiggles, in this order. */
  async waitSquiggles(words: readonly string[], kind: "error" | "warning" | "info" = "error"): Promise<void> {
    let seen: string[] = [];
    await until(`squiggles under ${JSON.stringify(words)}`, async () => {
      seen = await this.squiggles(kind);
      if (JSON.stringify(seen) === JSON.stringify(words)) return true;
      throw new Error(`they are under ${JSON.stringify(seen)}`);
    });
  }

  /** What the hover over the first visible occurrence of a text says. */
  async hover(text: string): Promise<string> {
    const hover = this.page.locator(".monaco-hover .hover-contents").filter({ visible: true });
    return until(`a hover over ${text}`, async () => {
      const line = (await this.lines()).find((each) => each.text.includes(text));
      if (line === undefined) throw new Error(`it is not on view`);
      const x = line.x + (line.text.indexOf(text) + text.length / 2) * line.letterWidth;
      const y = line.y + line.height / 2;
      await this.page.mouse.move(x + 40, y + 60); // away first: a hover starts when the mouse comes
      await this.page.mouse.move(x, y, { steps: 3 });
      await hover.first().waitFor({ timeout: tryMs });
      return (await hover.allInnerTexts()).join("\n");
    });
  }

  /** Makes a fix of what is wrong at the first occurrence of a text, by the keyboard; gives what was offered. */
  async quickFix(text: string, title: string): Promise<string[]> {
    const list = this.page.locator(".action-widget .monaco-list").filter({ visible: true });
    const offered = await until(`${title} is offered`, async () => {
      await this.select(text);
      await this.page.keyboard.press("Control+.");
      await list.waitFor({ timeout: tryMs });
      const titles = await list.locator(".monaco-list-row.action").allInnerTexts();
      if (titles.some((one) => one.trim() === title)) return titles.map((one) => one.trim());
      await this.page.keyboard.press("Escape");
      throw new Error(`offered are ${JSON.stringify(titles)}`);
    });
    await this.walkTo(list.locator(".monaco-list-row.focused", { hasText: title }));
    await this.page.keyboard.press("Enter");
    await list.waitFor({ state: "hidden", timeout: limitMs });
    return offered;
  }

  /** Asks for completions where the cursor is, and chooses one by the keyboard. */
  async complete(label: string): Promise<void> {
    const widget = this.page.locator(".suggest-widget.visible");
    const row = widget.locator(".monaco-list-row", { hasText: label });
    await until(`${label} is offered`, async () => {
      if (!(await widget.isVisible())) await this.page.keyboard.press("Control+Space");
      await row.first().waitFor({ timeout: tryMs });
      return true;
    });
    await this.walkTo(widget.locator(".monaco-list-row.focused", { hasText: label }));
    await this.page.keyboard.press("Enter");
    await widget.waitFor({ state: "hidden", timeout: limitMs });
  }

  /** Renames what is at the first occurrence of a text. */
  async rename(text: string, name: string): Promise<void> {
    const box = this.page.locator(".rename-box input").filter({ visible: true });
    await until(`${text} can be renamed`, async () => {
      await this.select(text);
      await this.page.keyboard.press("F2");
      await box.waitFor({ timeout: tryMs });
      return true;
    });
    await box.fill(name);
    await box.press("Enter");
    await box.waitFor({ state: "hidden", timeout: limitMs });
  }

  /** Presses the arrow key until what is wanted has the focus. */
  private async walkTo(wanted: Locator): Promise<void> {
    await until("it is reached with the arrow key", async () => {
      if (await wanted.isVisible()) return true;
      await this.page.keyboard.press("ArrowDown");
      return false;
    });
  }

  private async hasFocus(): Promise<boolean> {
    return this.root.and(this.page.locator(".focused")).isVisible();
  }

  private async lines(): Promise<ShownLine[]> {
    const drawn = await this.drawn(".view-line > span");
    const lines = drawn.map(({ text, width, ...place }) => {
      const plain = text.replaceAll("\u00a0", " ");
      return { text: plain, ...place, letterWidth: width / Math.max(1, plain.length) };
    });
    return lines.sort((one, other) => one.y - other.y);
  }

  /** What is drawn for a selector, all in one look: meanwhile the editor draws its lines anew. */
  private drawn(selector: string): Promise<Drawn[]> {
    return this.root.locator(selector).evaluateAll((all: readonly PageElement[]) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return { text: one.textContent ?? "", x, y, width, height };
      }),
    );
  }
}
