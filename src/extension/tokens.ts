/** Tokens, in VS Code's secret storage and nowhere else, each under the origin it was given for: no other address ever gets it. */
import type * as vscode from "vscode";
import type { Address } from "../providers/http/address";

const PREFIX = "maintenanceMode.token ";

export class Tokens {
  constructor(private readonly secrets: vscode.SecretStorage) {}

  async get({ origin }: Address): Promise<string | undefined> {
    return this.secrets.get(PREFIX + origin);
  }

  async save({ origin }: Address, token: string): Promise<void> {
    await this.secrets.store(PREFIX + origin, token);
  }

  async forget({ origin }: Address): Promise<void> {
    await this.secrets.delete(PREFIX + origin);
  }

  /** Also hears of changes that another window of the same machine has made. */
  onChanged(listener: () => void): vscode.Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) listener();
    });
  }
}
