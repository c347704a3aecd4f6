/** The language server: JSON-RPC over IPC or stdio on one side, the language on the other, wired here and nowhere else. */
import {
  type Connection,
  createConnection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "vscode-languageserver-types";
import { isDefinition } from "../language/definition";
import { diagnoseInSteps } from "../language/diagnose";
import { environmentNames } from "../language/environments";
import { type EnvironmentsResult, environmentsRequest } from "./protocol";
import { type Rounds, startRounds } from "./rounds";

/** Serves one client until it disconnects. */
export function serve(connection: Connection, now: () => number): void {
  const documents = new TextDocuments(TextDocument);
  /** Documents whose problems the client shows now. */
  const shown = new Set<string>();
  let problemUri: string | undefined;

  const rounds = startRounds<Diagnostic[]>({
    check(uri) {
      const text = documents.get(uri)?.getText();
      return text === undefined
        ? undefined
        : undefined as never;
    },
    deliver(uri, diagnostics) {
      const document = documents.get(uri);
      if (document === undefined) return;
      // Other people's YAML files are none of our business, unless this was a definition a moment ago.
      if (!shown.has(uri) && !isDefinition(document.getText(), uri)) return;
      shown.add(uri);
      void connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    },
    failed: (uri, error) =>
      connection.console.error(
        `Checking ${uri} failed: ${error instanceof Error ? error.message : String(error)}`,
      ),
    after: delayed,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });

  function linkTo(code: string): string | undefined {
    return problemUri?.replaceAll("{code}", code);
  }

  connection.onInitialize(({ initializationOptions }: InitializeParams): InitializeResult => {
    problemUri = uriTemplate(initializationOptions);
    return {
      serverInfo: { name: "maintenance-mode" },
      capabilities: { textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental } },
    };
  });
  connection.onRequest(environmentsRequest, environments);
  connection.onShutdown(() => rounds.stop());
  follow(documents, rounds, (uri) => {
    if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  documents.listen(connection);
  connection.listen();
}

/** Checks a document at once when it is opened and after a rest when it changes; forgets it when it is closed. */
function follow(documents: TextDocuments<TextDocument>, rounds: Rounds, forget: (uri: string) => void): void {
  let opening: TextDocument | undefined;
  documents.onDidOpen(({ document }) => {
    opening = document;
    rounds.opened(document.uri);
  });
  documents.onDidChangeContent(({ document }) => {
    // Opening is announced as a change, too, and is under way already.
    if (document !== opening) rounds.changed(document.uri);
    opening = undefined;
  });
  documents.onDidClose(({ document }) => {
    rounds.closed(document.uri);
    forget(document.uri);
  });
}

function environments(params: unknown): EnvironmentsResult {
  const text = typeof params === "object" && params !== null && "text" in params ? params.text : undefined;
  if (typeof text !== "string") {
    throw new ResponseError(ErrorCodes.InvalidParams, `${environmentsRequest} needs { text: string }.`);
  }
  return { names: environmentNames(text) };
}

function uriTemplate(options: unknown): string | undefined {
  const value =
    typeof options === "object" && options !== null && "problemUri" in options
      ? options.problemUri
      : undefined;
  return typeof value === "string" && value.includes("{code}") ? value : undefined;
}

function delayed(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}

if (require.main === module) {
  const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];
  if (process.argv.some((argument) => transports.includes(argument.split("=")[0] ?? ""))) {
    serve(createConnection(ProposedFeatures.all), Date.now);
  } else {
    process.stderr.write("The language server talks to an editor: start it with --stdio or --node-ipc.\n");
    process.exitCode = 2;
  }
}
