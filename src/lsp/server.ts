/** The language server: JSON-RPC on one side, the language on the other, wired here and nowhere else. */
import {
  type Connection,
  type Diagnostic,
  type DidChangeConfigurationParams,
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
import { Documents, type OpenDocument } from "./documents";
import { answerFeatures, featureCapabilities, fillsSnippets } from "./features";
import { LargeText, tooLarge } from "./large";
import { type EnvironmentsResult, environmentsRequest } from "./protocol";
import { type Rounds, startRounds } from "./rounds";
import { readSettings } from "./settings";
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

/** Answers what is wrong with a text, or undefined when a newer text of the document has come in its place. */
export type CheckElsewhere = (text: TextToCheck) => Promise<Diagnostic[] | undefined>;

export interface TextToCheck {
  uri: string;
  text: string;
  /** The instant at which what expires is judged, in milliseconds since 1970 UTC. */
  nowMs: number;
  /** As in `InitializationOptions`. */
  problemUri: string | undefined;
}

/** Serves one client until it disconnects. */
export function serve(
  connection: Connection,
  { now, soon, after, findFiles, checkElsewhere }: ServerPorts,
): void {
  let settings = readSettings(undefined);
  const documents = new Documents(now, () => settings.maxLength);
  /** What the client shows now of each document. */
  const shown = new Map<string, readonly Diagnostic[]>();
  const workspace = new Workspace(findFiles, now);
  let problemUri: string | undefined;
  let snippets = false;

  const rounds = startRounds({
    check(uri) {
      const document = documents.get(uri);
      // Other people's YAML files are none of our business, unless this was a definition a moment ago.
      if (document === undefined || (!shown.has(uri) && !document.text.isCandidate)) return;
      const { text } = document;
      if (text instanceof LargeText) {
        show(uri, document, [tooLarge(text, settings.maxLength, linkTo("too-large"))]);
      } else if (text.isHeavy && checkElsewhere !== undefined) {
        checkedElsewhere(uri, document, checkElsewhere).catch((error: unknown) => {
          failed(uri, error);
          if (documents.get(uri) === document)
            show(uri, document, diagnosticsOf(text, { documentation: linkTo }));
        });
      } else show(uri, document, diagnosticsOf(text, { documentation: linkTo }));
    },
    // A text that has followed many edits is read once more as a whole: that is what counts, should they differ.
    rested(uri) {
      const document = documents.get(uri);
      const known = shown.get(uri);
      if (known === undefined || document?.text instanceof LargeText || checkElsewhere === undefined) return;
      if (document === undefined || document.text.isHeavy) return;
      checkedElsewhere(uri, document, checkElsewhere, known).catch((error: unknown) => failed(uri, error));
    },
    isHeavy: (uri) => documents.live(uri)?.isHeavy === true,
    failed,
    after: (delayMs, run) => (delayMs === 0 ? soon(run) : after(delayMs, run)),
  });

  function show(uri: string, { version }: OpenDocument, diagnostics: Diagnostic[]): void {
    shown.set(uri, diagnostics);
    void connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Has a text checked elsewhere, and shows what was found if it is still the newest and something else than is known. */
  async function checkedElsewhere(
    uri: string,
    document: OpenDocument,
    check: CheckElsewhere,
    known?: readonly Diagnostic[],
  ): Promise<void> {
    const { text, version, readMs } = document;
    const diagnostics = await check({ uri, text: text.text(), nowMs: readMs, problemUri });
    if (diagnostics === undefined || documents.get(uri)?.version !== version) return;
    if (known !== undefined) {
      if (JSON.stringify(known) === JSON.stringify(diagnostics)) return;
      connection.console.warn(
        `Edits of ${uri} were followed wrongly; it has been read anew. Please report it.`,
      );
      documents.reread(uri, document);
    }
    show(uri, document, diagnostics);
  }

  function failed(uri: string, error: unknown): void {
    connection.console.error(
      `Checking ${uri} failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }

  function linkTo(code: string): string | undefined {
    return problemUri?.replaceAll("{code}", code);
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    problemUri = uriTemplate(params.initializationOptions);
    snippets = fillsSnippets(params);
    workspace.setFolders(params.workspaceFolders ?? []);
    return {
      serverInfo: { name: "maintenance-mode" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...featureCapabilities,
      },
    };
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
  connection.onDidChangeConfiguration(({ settings: given }: DidChangeConfigurationParams) => {
    settings = readSettings(given);
    documents.limitChanged();
    for (const uri of documents.uris()) rounds.changed(uri);
  });
  connection.onDidSaveTextDocument(() => workspace.forget());
  connection.onDidChangeWatchedFiles(() => workspace.forget());
  connection.onRequest(environmentsRequest, environments);
  connection.onShutdown(() => rounds.stop());
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
