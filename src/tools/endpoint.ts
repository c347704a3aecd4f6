/** The bundled endpoint as a program of its own, as a user starts it: for `npm start` and for tests in VS Code. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { node, root } from "./paths";
import { endGroup, startGroup, waitForLine } from "./processes";

const startLimitMs = 30_000;

export interface EndpointOptions {
  /** The definition's file. */
  readonly definition: string;
  /** Where it keeps its state and token. */
  readonly dataDir: string;
  /** 0, or nothing, is any free one. */
  readonly port?: number;
  readonly heartbeatSeconds?: number;
  /** Shows what it logs. Its ordinary output is never shown: the token may stand in it. */
  readonly showLog?: boolean;
}

/** An answer: its HTTP status and its JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export class LocalEndpoint {
  private constructor(
    private readonly options: EndpointOptions,
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts it and waits until it listens. */
  static async start(options: EndpointOptions): Promise<LocalEndpoint> {
    mkdirSync(options.dataDir, { recursive: true });
    const { definition, dataDir, port = 0, heartbeatSeconds } = options;
    const heartbeat = heartbeatSeconds === undefined ? [] : ["--heartbeat", String(heartbeatSeconds)];
    const child = startGroup(
      node,
      [
        path.join(root, "dist", "cli.js"),
        ...["serve", "--definition", definition, "--data", dataDir, "--port", String(port)],
        ...heartbeat,
      ],
      { stdio: ["ignore", "pipe", options.showLog === true ? "inherit" : "pipe"] },
    );
    try {
      const [, url = ""] = await waitForLine(child, /^Listening on (http:\/\/\S+)/, startLimitMs);
      return new LocalEndpoint(options, child, url);
    } catch (error) {
      await endGroup(child);
      throw new Error(`The endpoint did not start: ${(error as Error).message}`);
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The owner's token. */
  get token(): string {
    return readFileSync(this.tokenFile, "utf8").trim();
  }

  get tokenFile(): string {
    return path.join(this.options.dataDir, "token");
  }

  /** Resolves when the process is gone, with how it ended. */
  async ended(): Promise<string> {
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) await once(this.child, "exit");
    return this.child.signalCode ?? `exit code ${this.child.exitCode ?? 1}`;
  }

  /** Asks with the owner's token; a body makes it a POST unless a method is given. */
  async request(
    address: string,
    body?: unknown,
    method = body === undefined ? "GET" : "POST",
  ): Promise<Answer> {
    const response = await fetch(new URL(address, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** Ends it as a crash would: with no chance to do anything more. */
  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended();
  }

  /** Lets it hang: it holds its connections and answers nothing, until resume(). */
  pause(): void {
    this.child.kill("SIGSTOP");
  }

  resume(): void {
    this.child.kill("SIGCONT");
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    await endGroup(this.child);
  }

  /** Another one at the same address, with the same data; this one must be gone. */
  async again(): Promise<LocalEndpoint> {
    return LocalEndpoint.start({ ...this.options, port: Number(new URL(this.url).port) });
  }
}
