/**
 * For which documents formatting is offered. An editor asks its user to choose as soon as two formatters are there for a
 * file, so where it can be told, only files that are named like definitions have ours; JSON has the editor's own.
 */
import {
  type ClientCapabilities,
  type Connection,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type ServerCapabilities,
} from "vscode-languageserver";
import { definitionLanguage } from "./protocol";

const documentSelector = [
  { language: definitionLanguage },
  { language: "yaml", pattern: "**/{*.maintenance.yaml,*.maintenance.yml,maintenance.yaml,maintenance.yml}" },
  { language: "yaml", pattern: "**/.maintenance/**/*.yaml" },
];

/** What is said at once to a client that cannot be told later. */
export function formattingCapabilities(client: ClientCapabilities): ServerCapabilities {
  const isStatic = !canBeTold(client);
  return { documentFormattingProvider: isStatic, documentRangeFormattingProvider: isStatic };
}

/** What is said to the others. */
export function offerFormatting(connection: Connection, client: ClientCapabilities): void {
  if (!canBeTold(client)) return;
  void connection.client.register(DocumentFormattingRequest.type, { documentSelector });
  void connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
}

function canBeTold({ textDocument }: ClientCapabilities): boolean {
  return (
    textDocument?.formatting?.dynamicRegistration === true &&
    textDocument.rangeFormatting?.dynamicRegistration === true
  );
}
