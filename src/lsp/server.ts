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
import { environmentNames } from "../language/environments";
import type { LiveText } from "../language/live";
import { annotationCapabilities, answerAnnotations } from "./annotations";
import { type CheckElsewhere, Checks } from "./checks";
import { Documents } from "./documents";
import { Environments } from "./environments";
import { answerFeatures, featureCapabilities, fillsSnippets } from "./features";
import { formattingCapabilities, offerFormatting } from "./formatting";
import { type EnvironmentsResult, environmentsRequest } from "./protocol";
import { type Rounds, startRounds } from "./rounds";
import { Settings } from "./settings";
import { canWatch, offerWatching } from "./watching";
import { fileKey, type Files, Workspace } from "./workspace";

/** What a server needs of the machine it runs on. */
export interface ServerPorts {
  now: () => number;
  /** What is seen of the disk. */
  files: Files;
  /** Runs something once all messages that have arrived by then are read. */
  soon: (run: () => void) => () => void;
  /** Runs something after a while; the answer cancels it. */
  after: (delayMs: number, run: () => void) => () => void;
  /** Checks a text where typing does not feel it; absent where there is no such place. */
  checkElsewhere?: CheckElsewhere;
}

/** Serves one client until it disconnects. */
export function serve(
  connection: Connection,
  { now, soon, after, files, checkElsewhere }: ServerPorts,
): void {
  const settings = new Settings(connection);
  const documents = new Documents(now, settings);
  const workspace = new Workspace(files, now);
  const environments = new Environments({
    documents,
    workspace,
    check: (uri) => rounds.opened(uri),
    failed: (error) => connection.console.error(`The workspace cannot be read: ${String(error)}`),
  });
  const checks = new Checks(connection, documents, settings, checkElsewhere, (uri, names) =>
    environments.opened(uri, names),
  );
  let snippets = false;
  let clientCapabilities: ClientCapabilities = {};

  const rounds = startRounds({
    check: (uri, isHasty) => checks.check(uri, isHasty),
    isHeavy: (uri) => documents.live(uri)?.isHeavy === true,
    isLarge: (uri) => documents.live(uri)?.isLarge === true,
    rested: (uri) => checks.makeSure(uri),
    failed: (uri, error) => checks.failed(uri, error),
    after: (delayMs, run) => (delayMs === 0 ? soon(run) : after(delayMs, run)),
  });

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    checks.problemUri = uriTemplate(params.initializationOptions);
    snippets = fillsSnippets(params);
    clientCapabilities = params.capabilities;
    settings.begin(params);
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
    offerWatching(connection, clientCapabilities);
    settings.ask();
  });
  const ours = (uri: string): LiveText | undefined => {
    const text = documents.live(uri);
    return text?.isOurs === true ? text : undefined;
  };
  answerFeatures(
    connection,
    {
      now,
      text: ours,
      async others(uri) {
        const open = documents.uris().flatMap((one) => ours(one) ?? []);
        const isOpen = new Set(documents.uris().map(fileKey));
        const closed = (await workspace.texts()).filter((text) => !isOpen.has(fileKey(text.uri)));
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
    after,
  });
  connection.onDidSaveTextDocument(() => {
    if (!canWatch(clientCapabilities)) environments.forget();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => environments.changed(changes.map(({ uri }) => uri)));
  connection.onRequest(environmentsRequest, environmentsIn);
  connection.onShutdown(() => {
    rounds.stop();
    notes.stop();
  });
  settings.follow(() => {
    notes.refresh();
    documents.settingsChanged();
    for (const uri of documents.uris()) void settings.loadFor(uri).then(() => rounds.opened(uri));
  });
  follow(connection, documents, settings, rounds, (uri) => {
    checks.forget(uri);
    environments.closed(uri);
  });
  connection.listen();
}

/** Keeps the documents as the client has them, and has each checked when it changes. */
function follow(
  connection: Connection,
  documents: Documents,
  settings: Settings,
  rounds: Rounds,
  forget: (uri: string) => void,
): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }: DidOpenTextDocumentParams) => {
    documents.open(uri, text, version);
    void settings.loadFor(uri).then(() => rounds.opened(uri));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
    if (documents.change(textDocument, contentChanges)) rounds.changed(textDocument.uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
    documents.close(uri);
    settings.forget(uri);
    rounds.closed(uri);
    forget(uri);
  });
}

function environmentsIn(params: unknown): EnvironmentsResult {
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
