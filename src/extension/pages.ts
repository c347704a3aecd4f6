/** Read-only pages that open in an ordinary editor: histories, lists that are too long for a box, explanations of problems. */
import * as vscode from "vscode";

export const PAGE_SCHEME = "maintenance-mode";

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscriptions: Pick<vscode.Disposable, "dispose">[];
  readonly onDidChange = this.#changed.event;

  /** `made` are the pages that exist before anybody has shown them, by their path. */
  constructor(private readonly made: (path: string) => string | undefined) {
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(PAGE_SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === PAGE_SCHEME) this.#texts.delete(uri.path);
      }),
    ];
  }

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? this.made(path) ?? "This page is no longer available. Show it again.";
  }

  /** Opens a page, or brings the open one up to date. */
  async show(path: string, text: string, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
    const uri = pageUri(path);
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true, ...options });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

export function pageUri(path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: PAGE_SCHEME, path });
}
