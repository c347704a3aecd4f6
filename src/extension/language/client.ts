/** How the language server is started and what it is shown; loaded only when the first definition is. */
import type * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn, TransportKind } from "vscode-languageclient/node";
import { SCHEMES } from "./ours";
import type { InitializationOptions } from "../../lsp/protocol";
import { problemLink } from "./problemPage";

const LANGUAGES = ["yaml", "json", "jsonc"];

/** Starts the server in a process of its own; resolves when it is ready. */
export async function startClient(serverPath: string, log: vscode.LogOutputChannel): Promise<LanguageClient> {
  const run = { module: serverPath, transport: TransportKind.ipc };
  const client = new LanguageClient(
    "maintenanceMode",
    "Maintenance Mode",
    { run, debug: run },
    {
      documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      // The client is started by a document whose tab is not there yet. Only with this does the library send such a
      // document later, when it is seen; otherwise it would wait for some other document's event.
      textSynchronization: { delayOpenNotifications: true },
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: { problemUri: problemLink("{code}") } satisfies InitializationOptions,
    },
  );
  await client.start();
  return client;
}
