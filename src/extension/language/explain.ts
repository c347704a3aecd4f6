/** Opens the documentation of a problem: rendered where VS Code can, else as the text it is. */
import * as vscode from "vscode";
import { isProblemCode } from "../../core/problem";
import { pageUri } from "../pages";
import { EXPLAIN_PROBLEM, problemPath } from "./problemPage";

/** The command behind the link of a problem's code. Its argument comes from a link, so it is looked at first. */
export function explainProblemCommand(): vscode.Disposable {
  return vscode.commands.registerCommand(EXPLAIN_PROBLEM, async (code: unknown) => {
    if (typeof code !== "string" || !isProblemCode(code)) return;
    const uri = pageUri(problemPath(code));
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  });
}
