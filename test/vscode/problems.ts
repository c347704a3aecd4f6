/** The Problems panel: its entries as data. */
import type { Locator, Page } from "playwright-core";
import type { QuickInput } from "./quick-input";
import { limitMs, tryMs, until } from "./until";

export interface ShownProblem {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** What stands in parentheses behind the message: source and code. */
  readonly origin: string;
  /** As shown: both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** What a test says of a problem; what it leaves out may be anything. */
export interface ExpectedProblem {
  readonly severity?: ShownProblem["severity"];
  readonly message?: string | RegExp;
  readonly origin?: string | RegExp;
  readonly line?: number;
  readonly column?: number;
}

export class ProblemsPanel {
  private readonly panel: Locator;

  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {
    this.panel = page.locator(".markers-panel").filter({ visible: true });
  }

  /** Opens the panel when it is not on view. */
  async show(): Promise<void> {
    if (await this.panel.isVisible()) return;
    // The key can get lost while the window is busy; the command shows, and never hides, the panel. It takes the keyboard
    // a moment after it is shown: whoever types too early types into it.
    const focused = this.page.locator(".part.panel :focus");
    await until(
      "the Problems panel has the focus",
      async () => {
        await this.quickInput.runCommand("Problems: Focus on Problems View");
        await this.panel.waitFor({ timeout: tryMs });
        await focused.first().waitFor({ timeout: tryMs });
        return true;
      },
      2 * limitMs,
    );
  }

  /** The entries on view, all files together. */
  async read(): Promise<ShownProblem[]> {
    const problems: ShownProblem[] = [];
    for (const row of await this.panel.locator(".monaco-list-row").all()) {
      const text = async (selector: string): Promise<string> =>
        (await row.locator(selector).allTextContents()).join(" ").trim();
      const place = /(\d+)\D+(\d+)/.exec(await text(".marker-line"));
      if (place === null) continue; // a file's row
      if (await row.locator(".related-info-resource").count()) continue; // a place that belongs to the problem above
      const severity = (await row.locator(".codicon-error").count())
        ? "error"
        : (await row.locator(".codicon-warning").count())
          ? "warning"
          : "info";
      problems.push({
        severity,
        message: await text(".marker-message"),
        origin: `${await text(".marker-source")}(${await text(".marker-code")})`,
        line: Number(place[1]),
        column: Number(place[2]),
      });
    }
    return problems;
  }
}

/** How the shown problems differ from the expected ones, in any order; undefined when they do not. */
export function matchProblems(
  shown: readonly ShownProblem[],
  expected: readonly ExpectedProblem[],
): string | undefined {
  const left = [...shown];
  const missing = expected.filter((wanted) => {
    const at = left.findIndex((problem) => isExpected(problem, wanted));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (missing.length === 0 && left.length === 0) return undefined;
  const print = (values: readonly object[]): string =>
    JSON.stringify(values, (_, value: unknown) => (value instanceof RegExp ? String(value) : value));
  return `missing: ${print(missing)}; not expected: ${print(left)}`;
}

function isExpected(problem: ShownProblem, wanted: ExpectedProblem): boolean {
  const fits = (text: string, rule: string | RegExp | undefined): boolean =>
    rule === undefined || (typeof rule === "string" ? text === rule : rule.test(text));
  return (
    fits(problem.message, wanted.message) &&
    fits(problem.origin, wanted.origin) &&
    (wanted.severity ?? problem.severity) === problem.severity &&
    (wanted.line ?? problem.line) === problem.line &&
    (wanted.column ?? problem.column) === problem.column
  );
}
