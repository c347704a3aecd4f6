/** The language server in a worker of the browser. */
import * as vscode from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { clientOptions } from "./options";

/** Starts the server; resolves when it is ready. */
export async function startWorkerClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<LanguageClient> {
  const file = vscode.Uri.joinPath(context.extensionUri, "dist", "web", "server.js");
  // Read first: no browser makes a worker from an address that only VS Code can open, such as a remote one.
  const program = URL.createObjectURL(new Blob([await vscode.workspace.fs.readFile(file)]));
  const worker = new Worker(program);
  // Made here, because VS Code's own kind of worker is none to the library.
  const transports = { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  const client = new LanguageClient(
    "maintenanceMode",
    "Maintenance Mode",
    () => Promise.resolve(transports),
    clientOptions(log),
  );
  await client.start();
  return client;
}
