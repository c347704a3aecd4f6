/** The door of the extension where VS Code runs in a browser: its extension host is a worker, without Node. */
import type * as vscode from "vscode";
import { begin } from "./begin";
import { startWorkerClient } from "./language/workerClient";

let end: (() => Promise<void>) | undefined;

/** Called by VS Code once, after its start. */
export function activate(context: vscode.ExtensionContext): void {
  end = begin(context, { startClient: startWorkerClient, takeHandover: () => Promise.resolve(undefined) });
}

/** Called by VS Code before it ends or the extension is switched off. */
export function deactivate(): Promise<void> | undefined {
  return end?.();
}
