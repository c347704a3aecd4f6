/** A real endpoint on a free port with a data directory of its own, and a caller that speaks HTTP to it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  AgentList,
  HistoryPage,
  ProblemDetails,
  Status,
  TransitionResult,
} from "../../src/core/generated/types";
import type { Json } from "../../src/tools/conformance/cases";
import { undocumented } from "../../src/tools/conformance/contract";
import { type RunningEndpoint, startEndpoint } from "../../src/endpoint/serve";

export const definitionText = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata: { name: rmm, title: Monitoring }
roles:
  - { id: admin, admitted: true, may: [enable, disable, force, restart, approve] }
  - { id: operator, may: [enable, disable] }
  - { id: auditor }
agents:
  - { client: acme, site: hq, ids: [db-7, web-1] }
  - { client: acme, site: lab, ids: [x-1] }
  - { client: zeta, site: main, ids: [z-1] }
`;

export const agent = (client: string, site: string, id: string) => ({ client, site, agent: id });

/** What came back, with the body read as JSON. */
export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

export class TestEndpoint {
  readonly log: string[] = [];
  now: () => number = Date.now;
  private running: RunningEndpoint | undefined;
  private readonly directory = mkdtempSync(join(tmpdir(), "maintenance-mode-"));
  readonly data = join(this.directory, "data");
  readonly definitionPath = join(this.directory, "rmm.maintenance.yaml");

  constructor(text = definitionText) {
    writeFileSync(this.definitionPath, text);
  }

  async start(heartbeatMs = 60_000): Promise<this> {
    this.running = await startEndpoint({
      definitionPath: this.definitionPath,
      dataDirectory: this.data,
      port: 0,
      heartbeatMs,
      now: () => this.now(),
      log: (line) => this.log.push(line),
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.running?.close();
    this.running = undefined;
  }

  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  get url(): string {
    assert.ok(this.running, "the endpoint runs");
    return this.running.url;
  }

  get token(): string {
    assert.ok(this.running, "the endpoint runs");
    return this.running.token;
  }

  async call<T>(method: string, path: string, init: CallInit = {}): Promise<Answer<T>> {
    const { token = this.token, body, text, headers = {} } = init;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        ...(content === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: content,
    });
    const answer = await response.text();
    const read = (answer === "" ? undefined : JSON.parse(answer)) as Json | undefined;
    const { status } = response;
    const found = undocumented(method, path, {
      status,
      headers: Object.fromEntries(response.headers),
      body: read,
    });
    assert.deepEqual(found, []);
    return { status, headers: response.headers, body: read as T };
  }

  state(): Promise<Answer<Status>> {
    return this.call("GET", "/v1/state");
  }

  transition(body: object, init: CallInit = {}): Promise<Answer<TransitionResult & ProblemDetails>> {
    return this.call("POST", "/v1/transitions", { ...init, body });
  }

  async history(): Promise<HistoryPage["entries"]> {
    return (await this.call<HistoryPage>("GET", "/v1/history")).body.entries;
  }

  /** The ids of the agents that are in maintenance. */
  async flagged(): Promise<string[]> {
    const { body } = await this.call<AgentList>("GET", "/v1/agents");
    return body.agents.filter(({ inMaintenance }) => inMaintenance).map(({ target }) => target.agent ?? "");
  }
}

interface CallInit {
  token?: string;
  body?: unknown;
  text?: string;
  headers?: Record<string, string>;
}

/** Whole events of a stream, one by one; ends with the stream. */
export async function* eventsOf(response: Response): AsyncGenerator<{ event: string; data: unknown }> {
  assert.ok(response.body);
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
      yield { event: field("event"), data: JSON.parse(field("data")) as unknown };
    }
  }
}
