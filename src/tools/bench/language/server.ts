/** A language server under measurement, over stdio, as an editor talks to it. */
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { node } from "../../paths";
import { endGroup, startGroup } from "../../processes";
import { heap } from "./program";

const uri = "file:///bench.maintenance.yaml";
const publish = "textDocument/publishDiagnostics";

export class Server {
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  #version = 1;

  private constructor(parameters: readonly string[], schemaFile: string) {
    this.#process = startGroup(node, [heap, ...parameters], { stdio: ["pipe", "pipe", "ignore"] });
    const { stdin, stdout } = this.#process;
    if (stdin === null || stdout === null) throw new Error("A server without standard input and output.");
    this.#connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    const yaml = {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      schemas: { [pathToFileURL(schemaFile).href]: "*" },
    };
    // What yaml-language-server asks for; ours asks for nothing.
    this.#connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === "yaml" ? yaml : null)),
    );
    this.#connection.onRequest("client/registerCapability", () => null);
    this.#connection.listen();
  }

  static async start(parameters: readonly string[], schemaFile: string): Promise<Server> {
    const server = new Server(parameters, schemaFile);
    const capabilities = {
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true } } },
    };
    await server.#connection.sendRequest("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders: [],
    });
    await server.#connection.sendNotification("initialized", {});
    return server;
  }

  /** Opens the document and waits until it has been checked; the answer is the number of problems. */
  async open(text: string): Promise<number> {
    return this.#published(() =>
      this.#connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: this.#version, text },
      }),
    );
  }

  /** Puts a text in place of so many characters; the answer is the number of problems then. */
  async edit(at: Position, characters: number, text: string): Promise<number> {
    return this.#published(() => this.#change(at, characters, text));
  }

  /** Writes a letter and asks for completions behind it at once, as editors do; then waits until the text was checked. */
  async complete(at: Position, characters: number, text: string): Promise<{ ms: number; items: number }> {
    let found = { ms: NaN, items: NaN };
    await this.#published(async () => {
      const started = performance.now();
      const change = this.#change(at, characters, text);
      const position = { line: at.line, character: at.character + text.length };
      const asked = this.#connection.sendRequest("textDocument/completion", {
        textDocument: { uri },
        position,
      });
      await change;
      const answered = (await asked) as { items: unknown[] } | unknown[] | null;
      const items = Array.isArray(answered) ? answered : (answered?.items ?? []);
      found = { ms: performance.now() - started, items: items.length };
    });
    return found;
  }

  /** Milliseconds until the hover at a place has come. */
  async hover(position: Position): Promise<number> {
    const started = performance.now();
    const found = await this.#connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    if (found === null) throw new Error("There is no hover where one was expected.");
    return performance.now() - started;
  }

  /** The most memory that the process has had, in MB. */
  peakMb(): number {
    const status = readFileSync(`/proc/${this.#process.pid ?? "self"}/status`, "utf8");
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1024;
  }

  async end(): Promise<void> {
    this.#connection.dispose();
    await endGroup(this.#process, 1_000);
  }

  async #change({ line, character }: Position, characters: number, text: string): Promise<void> {
    const range = { start: { line, character }, end: { line, character: character + characters } };
    this.#version += 1;
    await this.#connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }

  /** Does something and waits for the problems that are published thereafter. */
  async #published(act: () => Promise<void>): Promise<number> {
    const published = new Promise<number>((resolve) => {
      const listening = this.#connection.onNotification(
        publish,
        ({ diagnostics }: { diagnostics: unknown[] }) => {
          listening.dispose();
          resolve(diagnostics.length);
        },
      );
    });
    await act();
    return published;
  }
}
