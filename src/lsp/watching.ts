/** Asks the editor to tell of definitions that somebody else changes on disk, where it can. */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
} from "vscode-languageserver";

const watchers = [
  {
    globPattern:
      "**/{*.maintenance.yaml,*.maintenance.yml,*.maintenance.json,maintenance.yaml,maintenance.yml}",
  },
  { globPattern: "**/.maintenance/**/*.yaml" },
];

export function offerWatching(connection: Connection, { workspace }: ClientCapabilities): void {
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
