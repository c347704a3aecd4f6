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

export function offerWatching(connection: Connection, client: ClientCapabilities): void {
  if (!canWatch(client)) return;
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

export function canWatch({ workspace }: ClientCapabilities): boolean {
  return workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
}
