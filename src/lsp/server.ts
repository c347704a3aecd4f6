/** The language server: JSON-RPC on one side, the language on the other, wired here and nowhere else. */
import {
  type ClientCapabilities,
  type Connection,
  type DidChangeTextDocumentParams,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { diagnosticsOf } from "../language/diagnose";
import { environmentNames } from "../language/environments";
import type { LiveText } from "../language/live";
import { annotationCapabilities, answerAnnotations } from "./annotations";
import { Documents } from "./documents";
import { answerFeatures, featureCapabilities, fillsSnippets } from "./features";
import { formattingCapabilities, offerFormatting } from "./formatting";
import { type EnvironmentsResult, environmentsRequest } from "./protocol";
import { type Rounds, startRounds } from "./rounds";
import { Settings } from "./settings";
import { type FindFiles, Workspace } from "./workspace";

/** What a server needs of the machine it runs on. */
export interface ServerPorts {
  now: () => number;
  /** Finds the definitions of the workspace's folders on disk. */
  findFiles: FindFiles;
  /** Runs something once all messages that have arrived by then are read. */
  soon: (run: () => void) => () => void;
}

/** Serves one client until it disconnects. */
export function serve(connection: Connection, { now, soon, findFiles }: ServerPorts): void {
  const documents = new Documents(now);
  /** Documents whose problems the client shows now. */
  const shown = new Set<string>();
  const workspace = new Workspace(findFiles, now);
  let problemUri: string | undefined;
  let snippets = false;
  let clientCapabilities: ClientCapabilities = {};
  const settings = new Settings(connection, () => notes.refresh());

  const rounds = startRounds({
    check(uri) {
      const document = documents.get(uri);
      // Other people's YAML files are none of our business, unless this was a definition a moment ago.
      if (document === undefined || (!shown.has(uri) && !document.text.isCandidate)) return;
      shown.add(uri);
      const { text, version } = document;
      const diagnostics = diagnosticsOf(text, { documentation: linkTo });
      void connection.sendDiagnostics({ uri, version, diagnostics });
    },
    isHeavy: (uri) => documents.get(uri)?.text.isHeavy === true,
    failed: (uri, error) =>
      connection.console.error(
        `Checking ${uri} failed: ${error instanceof Error ? error.message : String(error)}`,
      ),
    after: (delayMs, run) => (delayMs === 0 ? soon(run) : delayed(delayMs, run)),
  });

  function linkTo(code: string): string | undefined {
    return problemUri?.replaceAll("{code}", code);
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    problemUri = uriTemplate(params.initializationOptions);
    snippets = fillsSnippets(params);
    clientCapabilities = params.capabilities;
    settings.initialize(params);
    workspace.setFolders(params.workspaceFolders ?? []);
    return {
      serverInfo: { name: "maintenance-mode" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...featureCapabilities,
        ...annotationCapabilities,
        ...formattingCapabilities(params.capabilities),
      },
    };
  });
  connection.onInitialized(() => {
    offerFormatting(connection, clientCapabilities);
    settings.follow();
  });
  const ours = (uri: string): LiveText | undefined => {
    const text = documents.get(uri)?.text;
    return text?.isOurs === true ? text : undefined;
  };
  answerFeatures(
    connection,
    {
      now,
      text: ours,
      async others(uri) {
        const open = [...documents.all()].map(({ text }) => text).filter((text) => text.isOurs);
        const closed = (await workspace.texts()).filter((text) => documents.get(text.uri) === undefined);
        return [...open, ...closed].filter((text) => text.uri !== uri);
      },
    },
    () => snippets,
  );
  const notes = answerAnnotations(connection, {
    now,
    text: ours,
    settings: () => settings.annotations,
    client: () => clientCapabilities,
    after: delayed,
  });
  connection.onDidSaveTextDocument(() => workspace.forget());
  connection.onDidChangeWatchedFiles(() => workspace.forget());
  connection.onRequest(environmentsRequest, environments);
  connection.onShutdown(() => {
    rounds.stop();
    notes.stop();
  });
  follow(connection, documents, rounds, (uri) => {
    if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  connection.listen();
}

/** Keeps the documents as the client has them, and has each checked when it changes. */
function follow(
  connection: Connection,
  documents: Documents,
  rounds: Rounds,
  forget: (uri: string) => void,
): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }: DidOpenTextDocumentParams) => {
    documents.open(uri, text, version);
    rounds.opened(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
    if (documents.change(textDocument, contentChanges)) rounds.changed(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
    documents.close(uri);
    rounds.closed(uri);
    forget(uri);
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
