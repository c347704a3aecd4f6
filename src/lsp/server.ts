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
import type { Elsewhere, LiveText } from "../language/live";
import { annotationCapabilities, answerAnnotations } from "./annotations";
import { type CheckElsewhere, Checks } from "./checks";
import { Documents } from "./documents";
import { Environments } from "./environments";
import { answerFeatures, featureCapabilities, fillsSnippets } from "./features";
import { formattingCapabilities, offerFormatting } from "./formatting";
import { type EnvironmentsResult, environmentsRequest } from "./protocol";
import { type Rounds, startRounds } from "./rounds";
import { Settings } from "./settings";
import { offerWatching } from "./watching";
import { type FindFiles, Workspace } from "./workspace";

/** What a server needs of the machine it runs on. */
export interface ServerPorts {
  now: () => number;
  /** Finds the definitions of the workspace's folders on disk. */
  findFiles: FindFiles;
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
  { now, soon, after, findFiles, checkElsewhere }: ServerPorts,
): void {
  const settings = new Settings(connection);
  const documents = new Documents(now, settings);
  const checks = new Checks(connection, documents, settings, checkElsewhere, named);
  const workspace = new Workspace(findFiles, now);
  const environments = new Environments();
  let snippets = false;
  let cancelLook: (() => void) | undefined;
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
    after,
  });
  connection.onDidSaveTextDocument(() => workspace.forget());
  connection.onDidChangeWatchedFiles(() => {
    workspace.forget();
    lookAround();
  });
  connection.onRequest(environmentsRequest, environmentsIn);
  connection.onShutdown(() => {
    rounds.stop();
    cancelLook?.();
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
    workspace.forget();
    lookAround();
  });
  connection.listen();

  /** A document defines these environments now; the first that defines any has the workspace looked at. */
  function named(uri: string, names: readonly string[]): void {
    if (names.length > 0 && cancelLook === undefined) lookAround();
    if (environments.opened(uri, names)) compare();
  }

  /** Finds out, when nothing else changes for a moment, which environments the files on disk define. */
  function lookAround(): void {
    cancelLook?.();
    cancelLook = after(lookMs, () => {
      workspace.texts().then(
        (texts) => {
          environments.found(new Map(texts.map(({ uri, environments: names }) => [uri, names])));
          compare();
        },
        (error: unknown) => connection.console.error(`The workspace cannot be read: ${String(error)}`),
      );
    });
  }

  /** Tells each open document of the other files that define the same. */
  function compare(): void {
    for (const uri of documents.uris()) {
      const text = documents.live(uri);
      const found = environments.besides(uri, (one) => workspace.shown(one));
      if (text === undefined || isSame(found, text.elsewhere)) continue;
      text.elsewhere = found;
      rounds.opened(uri);
    }
  }
}

/** So long after a change of files on disk nothing else may have changed before they are read. */
const lookMs = 200;

function isSame(one: Elsewhere, other: Elsewhere): boolean {
  return (
    one.size === other.size && [...one].every(([name, files]) => other.get(name)?.join() === files.join())
  );
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
