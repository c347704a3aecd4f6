/** The door of the extension where VS Code runs on a machine. */
import type * as vscode from "vscode";
import { begin } from "./begin";
import { takeHandover } from "./handover";

let end: (() => Promise<void>) | undefined;

/** Called by VS Code once, after its start. */
export function activate(context: vscode.ExtensionContext): void {
  end = begin(context, {
    startClient: async (...given) => (await import("./language/client")).startClient(...given),
    takeHandover,
  });
}

/** Called by VS Code before it ends or the extension is switched off. */
export function deactivate(): Promise<void> | undefined {
  return end?.();
}
