/** What the language server is shown, wherever it runs. */
import type * as vscode from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../lsp/protocol";
import { LANGUAGES, SCHEMES } from "./ours";
import { problemLink } from "./problemPage";

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
    // The client is started by a document whose tab is not there yet. Only with this does the library send such a
    // document later, when it is seen; otherwise it would wait for some other document's event.
    textSynchronization: { delayOpenNotifications: true },
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { problemUri: problemLink("{code}") } satisfies InitializationOptions,
  };
}
