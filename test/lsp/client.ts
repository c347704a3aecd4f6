/** A client of the real language server in a process of its own, over stdio or IPC. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import {
  type ClientCapabilities,
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";

const root = join(__dirname, "..", "..");
export const serverFile = join(root, "src", "lsp", "main.ts");

export type Transport = "stdio" | "ipc";

/** What only some clients can do. */
interface More {
  capabilities?: Omit<ClientCapabilities, "textDocument">;
  /** What is set, for a client that can be asked. */
  settings?: (item: { scopeUri?: string; section?: string }) => unknown;
  /** The file that the server runs. */
  server?: string;
  /** Answers what the server asks. */
  listen?: (connection: ProtocolConnection) => void;
}

export class Client {
  /** Everything that was published, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** What the server has written into the editor's log. */
  readonly logged: string[] = [];
  readonly #waiting: (() => void)[] = [];

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
  ) {
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    connection.listen();
  }

  static async start(
    transport: Transport,
    initializationOptions?: unknown,
    workspaceFolders: { uri: string; name: string }[] = [],
    more: More = {},
  ): Promise<Client> {
    const { settings, server = serverFile } = more;
    const { process, connection } = transport === "stdio" ? overStdio(server) : overIpc(server);
    more.listen?.(connection);
    const client = new Client(process, connection);
    const answer = ({ items }: { items: { scopeUri?: string; section?: string }[] }): unknown[] =>
      items.map((item) => settings?.(item) ?? null);
    connection.onRequest("workspace/configuration", answer);
    await connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: true } } },
        ...(settings !== undefined && { workspace: { configuration: true } }),
        ...more.capabilities,
      },
      workspaceFolders,
      initializationOptions,
    });
    await connection.sendNotification("initialized", {});
    return client;
  }

  async open(uri: string, text: string, version = 1, languageId = "yaml"): Promise<void> {
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version, text },
    });
  }

  async change(
    uri: string,
    version: number,
    ...contentChanges: TextDocumentContentChangeEvent[]
  ): Promise<void> {
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** Waits until something that fits has been published for the document. */
  async next(
    uri: string,
    fits: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    for (let seen = 0; ;) {
      for (; seen < this.published.length; seen++) {
        const params = this.published[seen];
        if (params?.uri === uri && fits(params)) return params;
      }
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  /** Ends the server the way an editor does; the answer is its exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.process, "exit");
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const [code] = (await exited) as [number | null];
    this.connection.dispose();
    return code;
  }
}

/** Reads messages without the timer for those that come in pieces: after a cut connection it would go on for ever. */
export function readerOf(stream: Readable): StreamMessageReader {
  const reader = new StreamMessageReader(stream);
  reader.partialMessageTimeout = 0;
  return reader;
}

function overStdio(server: string): { process: ChildProcess; connection: ProtocolConnection } {
  const child = spawn(process.execPath, ["--import=tsx", server, "--stdio"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  return {
    process: child,
    connection: createProtocolConnection(readerOf(child.stdout), new StreamMessageWriter(child.stdin)),
  };
}

function overIpc(server: string): { process: ChildProcess; connection: ProtocolConnection } {
  const child = fork(server, ["--node-ipc"], {
    cwd: root,
    execArgv: ["--import=tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    process: child,
    connection: createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child)),
  };
}
