/**
 * What this window knows: which endpoint is selected, how the connection to it stands, and what is being done.
 * It connects only to what the user has configured and given a token for.
 */
import * as vscode from "vscode";
import type { Provider, Reading, View, Watch } from "../providers/provider";
import { createProvider } from "../providers/registry";
import type { Endpoint, Usable } from "./endpoints";
import type { Connection, Situation } from "./present/glance";
import { configuredEndpoints, onEndpointsChanged } from "./settings";
import type { Tokens } from "./tokens";

const SELECTED = "maintenanceMode.selectedEndpoint";

/** A connection in use: gone as soon as its settings or its token change. */
export interface Line {
  endpoint: Usable;
  provider: Provider;
  watch: Watch;
}

export class Session implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: Pick<vscode.Disposable, "dispose">[];
  #connection: Connection = { kind: "none" };
  #several = false;
  #definitionOpen = false;
  #working = 0;
  #line: (Line & { sign: string; stop: AbortController }) | undefined;
  #loads = 0;

  /** Something that is shown may look different now. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly tokens: Tokens,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscriptions = [
      this.#changed,
      onEndpointsChanged(() => this.#reload()),
      tokens.onChanged(() => this.#reload()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#line?.watch.wake();
      }),
    ];
  }

  situation(): Situation {
    return {
      connection: this.#connection,
      several: this.#several,
      working: this.#working > 0,
      trusted: vscode.workspace.isTrusted,
      definitionOpen: this.#definitionOpen,
    };
  }

  /** The connection, when there is one that can be asked. */
  get line(): Line | undefined {
    return this.#line;
  }

  /** Takes settings, tokens and the selection as they are now. What has not changed keeps its connection. */
  async load(): Promise<void> {
    this.#loads += 1;
    const load = this.#loads;
    const endpoints = configuredEndpoints();
    const endpoint = selected(endpoints, this.memory.get<string>(SELECTED));
    const token = endpoint?.usable === true ? await this.#tokenFor(endpoint) : undefined;
    if (load !== this.#loads) return;
    this.#several = endpoints.length > 1;
    if (endpoint === undefined) this.#disconnect({ kind: "none" });
    else if (!endpoint.usable)
      this.#disconnect({ kind: "misconfigured", endpoint, problem: endpoint.problem });
    else if (token === undefined) this.#disconnect({ kind: "signed-out", endpoint });
    else if (token instanceof Error)
      this.#disconnect({ kind: "misconfigured", endpoint, problem: token.message });
    else this.#connect(endpoint, token);
    this.#changed.fire();
  }

  async select(name: string): Promise<void> {
    await this.memory.update(SELECTED, name);
    await this.load();
  }

  /** Asks the endpoint now. The answer, or why there is none, is in the view. */
  async refresh(): Promise<View | undefined> {
    const line = this.#line;
    return line === undefined ? undefined : this.work(() => line.watch.refresh());
  }

  /** Shows that something is under way while it is. */
  async work<T>(run: () => Promise<T>): Promise<T> {
    this.#working += 1;
    this.#changed.fire();
    try {
      return await run();
    } finally {
      this.#working -= 1;
      this.#changed.fire();
    }
  }

  /** Takes over a state that an action on this line has brought along. */
  offer(line: Line, reading: Reading): void {
    if (line === this.#line) line.watch.offer(reading);
  }

  setDefinitionOpen(open: boolean): void {
    if (open === this.#definitionOpen) return;
    this.#definitionOpen = open;
    this.#changed.fire();
  }

  dispose(): void {
    this.#line?.stop.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** A keyring that is locked or broken is a state to show, not a reason to stay silent. */
  async #tokenFor({ address }: Usable): Promise<string | Error | undefined> {
    try {
      return await this.tokens.get(address);
    } catch (error) {
      this.log.error(error instanceof Error ? error : String(error));
      return new Error("VS Code's secret storage cannot be read, so there is no token. The log says more.");
    }
  }

  #reload(): void {
    this.load().catch((error: unknown) => {
      this.log.error(error instanceof Error ? error : String(error));
    });
  }

  #disconnect(connection: Connection): void {
    this.#line?.stop.abort();
    this.#line = undefined;
    this.#connection = connection;
  }

  #connect(endpoint: Usable, token: string): void {
    const sign = JSON.stringify([endpoint, token]);
    if (this.#line?.sign === sign) return;
    this.#line?.stop.abort();
    const { provider: id, address, pollMs, timeoutMs } = endpoint;
    const provider = createProvider(id, { address, token, pollMs, timeoutMs });
    const { capabilities } = provider;
    const stop = new AbortController();
    let before = "";
    const watch = provider.watch((view) => {
      this.#connection = { kind: "connected", endpoint, capabilities, view };
      const now = linkText(view);
      if (now !== before) this.log.info(`${endpoint.name} (${endpoint.url}): ${now}`);
      before = now;
      this.#changed.fire();
    }, stop.signal);
    this.#line = { endpoint, provider, watch, sign, stop };
    this.#connection = { kind: "connected", endpoint, capabilities, view: watch.view() };
  }
}

function selected(endpoints: readonly Endpoint[], name: string | undefined): Endpoint | undefined {
  return endpoints.find((endpoint) => endpoint.name === name) ?? endpoints[0];
}

function linkText({ link, reading }: View): string {
  const phase = reading === undefined ? "" : `, ${reading.status.phase}, revision ${reading.status.revision}`;
  const why = "why" in link ? `: ${typeof link.why === "string" ? link.why : link.why.message}` : "";
  return `${link.state}${phase}${why}`;
}
