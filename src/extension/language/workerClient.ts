/** The language server in a worker of the browser. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions } from "./options";

/** Starts the server; resolves when it is ready. */
export async function startWorkerClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const worker = new Worker(
    vscode.Uri.joinPath(context.extensionUri, "dist", "web", "server.js").toString(true),
  );
  const client = new LanguageClient("maintenanceMode", "Maintenance Mode", worker, clientOptions(log));
  await client.start();
  return client;
}
