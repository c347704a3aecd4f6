/** The language server in a process of its own; loaded only when the first definition is. */
import type * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions } from "./options";

/** Starts the server; resolves when it is ready. */
export async function startClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const run = { module: context.asAbsolutePath("dist/server.js"), transport: TransportKind.ipc };
  const client = new LanguageClient(
    "maintenanceMode",
    "Maintenance Mode",
    { run, debug: run },
    clientOptions(log),
  );
  await client.start();
  return client;
}
