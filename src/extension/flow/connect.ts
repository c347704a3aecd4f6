/** Connecting, disconnecting and selecting endpoints. An endpoint is tried before anything about it is saved. */
import * as vscode from "vscode";
import { type Address, checkAddress } from "../../providers/http/address";
import { createProvider } from "../../providers/registry";
import { ProviderError } from "../../providers/error";
import { configuredEndpoints, removeEndpoint, saveEndpoint } from "../settings";
import { plain } from "../present/plain";
import { brief } from "../present/outcome";
import type { App } from "./app";

const TITLE = "Connect to Maintenance Endpoint";
const AGAIN = "Try Again";
const SHOW_LOG = "Show Log";
const REMOVE = "Remove From Settings";
const TRY_MS = 10_000;

/** Address, name and token; then one request, and only when that succeeds are they saved. */
export async function connect(app: App): Promise<void> {
  const address = await askAddress(proposedUrl(app));
  if (address === undefined) return;
  const name = await askName(address);
  if (name === undefined) return;
  for (;;) {
    const token = await askToken(address);
    if (token === undefined) return;
    const failure = await tried(app, address, token);
    if (failure === undefined) {
      await app.tokens.save(address, token);
      await saveEndpoint({ name, url: address.base, provider: "http" });
      await app.session.select(name);
      return;
    }
    if (!(await again(app, failure))) return;
  }
}

/** Forgets the token. What stays in the settings says only where the endpoint is; that can go, too. */
export async function disconnect(app: App): Promise<void> {
  const { connection } = app.session.situation();
  const endpoint = configuredEndpoints().find(
    (one) => connection.kind !== "none" && one.name === connection.endpoint.name,
  );
  if (endpoint?.usable !== true) {
    app.border.tell("There is no connection to end.");
    return;
  }
  await app.tokens.forget(endpoint.address);
  await app.session.load();
  app.log.info(`Disconnected from ${endpoint.name} (${endpoint.url}).`);
  const text = `Disconnected from ${endpoint.name}. Its token is deleted; its address is still in the settings.`;
  const chosen = await vscode.window.showInformationMessage(text, REMOVE);
  // The notification may have waited until long after a new connection.
  const stillGone = (await app.tokens.get(endpoint.address)) === undefined;
  if (chosen === REMOVE && stillGone) await removeEndpoint(endpoint.name);
}

export async function selectEndpoint(app: App): Promise<void> {
  const { connection } = app.session.situation();
  const current = connection.kind === "none" ? undefined : connection.endpoint.name;
  const endpoints = configuredEndpoints();
  if (endpoints.length === 0) {
    await connect(app);
    return;
  }
  const picked = await vscode.window.showQuickPick(
    endpoints.map((endpoint) => ({
      label: `${endpoint.name === current ? "$(check)" : "$(server)"} ${plain(endpoint.name)}`,
      description: endpoint.name === current ? `${endpoint.url} (selected)` : endpoint.url,
      ...(endpoint.usable ? {} : { detail: plain(endpoint.problem) }),
      name: endpoint.name,
    })),
    { title: "Select Maintenance Endpoint", placeHolder: "Which endpoint does this window show?" },
  );
  if (picked !== undefined) await app.session.select(picked.name);
}

/** When the selected endpoint only lacks a token, its address is the likeliest answer. */
function proposedUrl({ session }: App): string {
  const { connection } = session.situation();
  return connection.kind === "signed-out" || connection.kind === "misconfigured"
    ? connection.endpoint.url
    : "";
}

async function askAddress(proposed: string): Promise<Address | undefined> {
  const text = await vscode.window.showInputBox({
    title: `${TITLE} (1/3)`,
    prompt: "The address of the endpoint: https, or http on this machine.",
    placeHolder: "http://127.0.0.1:8080",
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const check = checkAddress(value);
      return check.ok ? undefined : check.problem;
    },
  });
  const check = text === undefined ? undefined : checkAddress(text);
  return check?.ok === true ? check.address : undefined;
}

async function askName(address: Address): Promise<string | undefined> {
  const endpoints = configuredEndpoints();
  const known = endpoints.find((one) => one.usable && one.url === address.base);
  const name = await vscode.window.showInputBox({
    title: `${TITLE} (2/3)`,
    prompt: "A name for this endpoint, shown when there are several.",
    value: known?.name ?? new URL(address.origin).host,
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (value.trim() === "") return "A name is required.";
      const other = endpoints.find((one) => one.name === value.trim());
      return other !== undefined && other !== known
        ? {
            message: `'${other.name}' is ${other.url} until now; it will be replaced.`,
            severity: vscode.InputBoxValidationSeverity.Warning,
          }
        : undefined;
    },
  });
  return name?.trim();
}

async function askToken(address: Address): Promise<string | undefined> {
  const token = await vscode.window.showInputBox({
    title: `${TITLE} (3/3)`,
    prompt: `The token for ${address.origin}. It is kept in VS Code's secret storage and sent to this address only. A local endpoint has it in the file 'token' of its data folder.`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) =>
      isToken(value.trim()) ? undefined : "A token is one word of visible ASCII characters.",
  });
  return token?.trim();
}

/** Anything else cannot be sent in a header. */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(text);
}

async function tried(app: App, address: Address, token: string): Promise<ProviderError | undefined> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: `Trying ${address.base}…`,
    cancellable: true,
  };
  return vscode.window.withProgress(progress, async (_, cancellation) => {
    const cancelling = new AbortController();
    cancellation.onCancellationRequested(() => cancelling.abort());
    try {
      const provider = createProvider("http", { address, token, timeoutMs: TRY_MS });
      const { status } = await provider.read(cancelling.signal);
      app.log.info(
        `Connected to ${address.base}: ${plain(status.environment.name)}, ${brief(status, { nowMs: Date.now() })}.`,
      );
      return undefined;
    } catch (error) {
      if (error instanceof ProviderError) return error;
      throw error;
    }
  });
}

async function again(app: App, failure: ProviderError): Promise<boolean> {
  if (failure.reason === "cancelled") return false;
  app.log.warn(`${failure.reason}: ${failure.message}`);
  const chosen = await vscode.window.showErrorMessage(
    `Nothing was saved. ${failure.message}`,
    AGAIN,
    SHOW_LOG,
  );
  if (chosen === SHOW_LOG) app.log.show();
  return chosen === AGAIN;
}
