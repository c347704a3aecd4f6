/** What an editor may ask about an open definition, each answered by one door of the language. Other people's files get no answer. */
import {
  CodeActionKind,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import { codeActions, fixAllKind } from "../language/actions";
import { complete } from "../language/complete";
import { format } from "../language/format";
import { hover } from "../language/hover";
import type { LiveText } from "../language/live";
import { definitions } from "../language/navigate/definitions";
import { documentLinks } from "../language/navigate/documentLinks";
import { documentSymbols } from "../language/navigate/documentSymbols";
import { foldingRanges } from "../language/navigate/foldingRanges";
import { highlights } from "../language/navigate/highlights";
import { references } from "../language/navigate/references";
import { prepareRename, rename } from "../language/navigate/rename";
import { selectionRanges } from "../language/navigate/selectionRanges";
import { semanticTokens, semanticTokensLegend } from "../language/navigate/semanticTokens";
import { workspaceSymbols } from "../language/navigate/workspaceSymbols";
import { refactorActions } from "../language/refactor";

export const featureCapabilities: ServerCapabilities = {
  completionProvider: { triggerCharacters: [":", " ", ".", "-", "[", "{", ",", '"', "'", "=", ";"] },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind] },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentLinkProvider: {},
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  renameProvider: { prepareProvider: true },
  semanticTokensProvider: { legend: semanticTokensLegend, full: true, range: true },
};

export interface FeaturePorts {
  now: () => number;
  /** The open text, if it is open and ours. */
  text: (uri: string) => LiveText | undefined;
  /** The other definitions of the workspace, open or not. */
  others: (uri: string) => Promise<LiveText[]>;
}

/** Whether the client fills in the placeholders of completions. */
export function fillsSnippets({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
}

/** Answers what the client asks. */
export function answerFeatures(
  connection: Connection,
  { now, text, others }: FeaturePorts,
  snippets: () => boolean,
): void {
  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const view = text(uri);
    return view && complete(view, position, { nowMs: now(), snippets: snippets() });
  });
  connection.onHover(({ textDocument: { uri }, position }) => {
    const view = text(uri);
    return view && hover(view, position, { nowMs: now(), viewerZone: viewerZone() });
  });
  connection.onCodeAction(({ textDocument: { uri }, range, context: { diagnostics, only } }) => {
    const view = text(uri);
    const ours = diagnostics.filter(({ source }) => source === "maintenance-mode");
    if (view === undefined) return undefined;
    return [...codeActions(view, range, ours, only), ...refactorActions(view, range, now(), only)];
  });
  connection.onDocumentSymbol(({ textDocument: { uri } }) => {
    const view = text(uri);
    return view && documentSymbols(view);
  });
  connection.onWorkspaceSymbol(async ({ query }) => workspaceSymbols(await others(""), query));
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const view = text(uri);
    return view && definitions(view, await others(uri), position);
  });
  connection.onReferences(async ({ textDocument: { uri }, position, context: { includeDeclaration } }) => {
    const view = text(uri);
    return view && references(view, await others(uri), position, includeDeclaration);
  });
  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
    const view = text(uri);
    return view && highlights(view, position);
  });
  connection.onDocumentLinks(({ textDocument: { uri } }) => {
    const view = text(uri);
    return view && documentLinks(view);
  });
  connection.onFoldingRanges(({ textDocument: { uri } }) => {
    const view = text(uri);
    return view && foldingRanges(view);
  });
  connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
    const view = text(uri);
    return view && selectionRanges(view, positions);
  });
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const view = text(uri);
    return view && prepareRename(view, position);
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const view = text(uri);
    const renaming = view && rename(view, await others(uri), position, newName);
    if (renaming !== undefined && "refusal" in renaming) {
      throw new ResponseError(ErrorCodes.InvalidRequest, renaming.refusal);
    }
    return renaming?.edit;
  });
  connection.onDocumentFormatting(({ textDocument: { uri } }) => {
    const view = text(uri);
    return view && format(view);
  });
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => {
    const view = text(uri);
    return view && format(view, range);
  });
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
    const view = text(uri);
    return view === undefined ? { data: [] } : semanticTokens(view);
  });
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) => {
    const view = text(uri);
    return view === undefined ? { data: [] } : semanticTokens(view, range);
  });
}

/** The zone that this machine, or the browser, shows times in. */
function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
