/** The commands that only look: the menu of the status bar item, refresh, history. */
import * as vscode from "vscode";
import type { HistoryEntry } from "../../core/generated/types";
import { choicesOf } from "../present/choices";
import { environmentName } from "../present/glance";
import { historyText } from "../present/history";
import { plain } from "../present/plain";
import { type App, lineOf } from "./app";

const PAGE_ENTRIES = 50;
const MOST_PAGES = 4;

/** What can be done now, as a quick pick. */
export async function showMenu(app: App): Promise<void> {
  const situation = app.session.situation();
  const picked = await vscode.window.showQuickPick(
    choicesOf(situation).map(({ icon, label, detail, command }) => ({
      label: `$(${icon}) ${label}`,
      ...(detail === undefined ? {} : { detail }),
      command,
    })),
    {
      title: `Maintenance Mode: ${environmentName(situation.connection)}`,
      placeHolder: "What can be done now",
    },
  );
  if (picked !== undefined) await vscode.commands.executeCommand(`maintenanceMode.${picked.command}`);
}

/** Asks now. What fails is shown in the status bar, and said once, since somebody asked. */
export async function refresh(app: App): Promise<void> {
  if (lineOf(app) === undefined) return;
  const view = await app.session.refresh();
  if (view?.link.state === "unreachable" || view?.link.state === "stopped") throw view.link.why;
}

/** The latest entries as a page. */
export async function showHistory(app: App): Promise<void> {
  const line = lineOf(app);
  if (line === undefined) return;
  const entries: HistoryEntry[] = [];
  const environment = environmentName(app.session.situation().connection);
  const progress = { location: vscode.ProgressLocation.Window, title: "Reading the maintenance history…" };
  const more = await vscode.window.withProgress(progress, async () => {
    const { signal } = new AbortController();
    let before: number | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const page = await line.provider.history(
        { limit: PAGE_ENTRIES, ...(before === undefined ? {} : { before }) },
        signal,
      );
      entries.push(...page.entries);
      before = page.before;
      if (before === undefined || page.entries.length === 0) return false;
    }
    return true;
  });
  const text = historyText(
    { environment, address: line.provider.address, entries, more },
    { nowMs: Date.now() },
  );
  await app.pages.show(`/History of ${fileName(environment)}.txt`, text);
}

function fileName(name: string): string {
  return plain(name)
    .replace(/[/\\:*?"<>|#]/g, " ")
    .trim();
}
