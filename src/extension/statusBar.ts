/** The one status bar item, and the context keys for the manifest: what the session knows, made visible. */
import * as vscode from "vscode";
import { contextOf } from "./present/choices";
import { glanceOf } from "./present/glance";
import { hoverOf } from "./present/hover";
import type { Session } from "./session";

const ID = "maintenanceMode.status";
const MINUTE_MS = 60_000;

const BACKGROUNDS = {
  warning: "statusBarItem.warningBackground",
  error: "statusBarItem.errorBackground",
} as const;

/** Shows the item and keeps it up to date until it is disposed of. */
export function showStatusBar(session: Session): vscode.Disposable {
  // Left, where VS Code wants what concerns the whole workspace.
  const item = vscode.window.createStatusBarItem(ID, vscode.StatusBarAlignment.Left);
  item.name = "Maintenance Mode";
  item.command = "maintenanceMode.showMenu";
  const contexts = new Map<string, boolean | string>();
  let shown = "";

  function render(): void {
    const situation = session.situation();
    for (const [key, value] of Object.entries(contextOf(situation))) {
      if (contexts.get(key) === value) continue;
      contexts.set(key, value);
      void vscode.commands.executeCommand("setContext", key, value);
    }
    const here = { nowMs: Date.now() };
    const glance = glanceOf(situation, here);
    const hover = glance === undefined ? "" : hoverOf(situation, here);
    // A beat every few seconds changes nothing that is shown to the minute: then the item is left alone.
    const sign = JSON.stringify([glance, hover]);
    if (sign === shown) return;
    shown = sign;
    if (glance === undefined) {
      item.hide();
      return;
    }
    item.text = glance.text;
    item.accessibilityInformation = { label: glance.label, role: "button" };
    item.backgroundColor = glance.background && new vscode.ThemeColor(BACKGROUNDS[glance.background]);
    // Not trusted, no HTML, no icons: words of the endpoint are in it.
    item.tooltip = new vscode.MarkdownString(hover);
    item.show();
  }

  const changes = session.onDidChange(render);
  // '20 minutes ago' grows old by itself.
  const minutes = setInterval(render, MINUTE_MS);
  render();
  return vscode.Disposable.from(item, changes, { dispose: () => clearInterval(minutes) });
}
