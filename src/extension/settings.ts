/** The one setting: the list of endpoints. It belongs to the user's machine, so a repository cannot choose where a token goes. */
import * as vscode from "vscode";
import { type Endpoint, type EndpointSetting, readEndpoints } from "./endpoints";

const SECTION = "maintenanceMode";
const KEY = "endpoints";

/** What is configured now. Only the user's own value counts, whatever a workspace may say. */
export function configuredEndpoints(): Endpoint[] {
  return readEndpoints(userValue());
}

/** Writes an endpoint; one of the same name is replaced. */
export async function saveEndpoint(setting: EndpointSetting): Promise<void> {
  const others = entries().filter((entry) => nameOf(entry) !== setting.name);
  await write([...others, setting]);
}

export async function removeEndpoint(name: string): Promise<void> {
  await write(entries().filter((entry) => nameOf(entry) !== name));
}

export function onEndpointsChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.${KEY}`)) listener();
  });
}

function userValue(): unknown {
  const inspected = vscode.workspace.getConfiguration(SECTION).inspect<unknown>(KEY);
  return inspected?.globalValue ?? inspected?.defaultValue;
}

function entries(): unknown[] {
  const value = userValue();
  return Array.isArray(value) ? value : [];
}

function nameOf(entry: unknown): unknown {
  return typeof entry === "object" && entry !== null && "name" in entry ? entry.name : undefined;
}

async function write(value: unknown[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  await configuration.update(KEY, value.length === 0 ? undefined : value, vscode.ConfigurationTarget.Global);
}
