/** Changes are made from trusted workspaces only; whoever tries it elsewhere is told why, with the way to change that. */
import * as vscode from "vscode";

const MANAGE = "Manage Workspace Trust";

/** True when changes may be made from here. */
export async function assureTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const chosen = await vscode.window.showWarningMessage(
    "Maintenance Mode changes nothing from a workspace that is not trusted: what such a folder contains could mislead you. The state is still shown.",
    MANAGE,
  );
  if (chosen === MANAGE) await vscode.commands.executeCommand("workbench.trust.manage");
  return false;
}
