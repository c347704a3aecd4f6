/**
 * The language client: nothing of it is loaded before a document is open that may be a definition,
 * or something of it is asked for. The extension host itself never parses a definition.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type EnvironmentsParams, type EnvironmentsResult, environmentsRequest } from "../../lsp/protocol";
import { looksLikeOurs } from "./ours";

/** Starts the language server; resolves when it is ready. */
export type StartClient = (
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
) => Promise<BaseLanguageClient>;

/** How long typing has to rest before a document that is not yet known is looked at again. */
const REST_MS = 400;

export class Language implements vscode.Disposable {
  readonly #subscriptions: Pick<vscode.Disposable, "dispose">[] = [];
  readonly #opened = new vscode.EventEmitter<boolean>();
  readonly #ours = new Set<string>();
  readonly #resting = new Map<string, ReturnType<typeof setTimeout>>();
  #client: Promise<BaseLanguageClient> | undefined;

  /** Whether a document is open that may be a definition: fires when that changes. */
  readonly onDefinitionOpen = this.#opened.event;

  constructor(
    private readonly start: () => Promise<BaseLanguageClient>,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Looks at what is open, now and from now on. */
  watch(): void {
    this.#subscriptions.push(
      this.#opened,
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#lookLater(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.#look(document);
  }

  /** The names of the environments that a text defines. */
  async environments(text: string): Promise<string[]> {
    const client = await this.#start();
    const params: EnvironmentsParams = { text };
    return (await client.sendRequest<EnvironmentsResult>(environmentsRequest, params)).names;
  }

  async stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.stop();
  }

  dispose(): void {
    for (const timer of this.#resting.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(document: vscode.TextDocument): void {
    if (!looksLikeOurs(document)) return;
    this.#ours.add(document.uri.toString());
    this.#opened.fire(true);
    this.#start().catch((error: unknown) => {
      this.log.error(
        `The language server did not start: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }

  #lookLater(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.#ours.has(key)) return;
    clearTimeout(this.#resting.get(key));
    const timer = setTimeout(() => {
      this.#resting.delete(key);
      if (!document.isClosed) this.#look(document);
    }, REST_MS);
    this.#resting.set(key, timer);
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#resting.get(key));
    this.#resting.delete(key);
    if (this.#ours.delete(key) && this.#ours.size === 0) this.#opened.fire(false);
  }

  #start(): Promise<BaseLanguageClient> {
    this.#client ??= this.start();
    return this.#client;
  }
}
