/** Finding the definition of the connected environment in the workspace, and beginning a new one from a sample. */
import * as vscode from "vscode";
import { statusOf } from "../present/glance";
import { plain } from "../present/plain";
import { samples } from "../samples";
import { definitionLanguage } from "../../lsp/protocol";
import { DEFINITION_GLOB, looksLikeOurs } from "../language/ours";
import type { App } from "./app";

const MOST_FILES = 300;
/** A definition that is larger than this is read by the editor, but not searched for here. */
const LARGEST_BYTES = 5_000_000;

interface Found {
  uri: vscode.Uri;
  names: string[];
}

/** Opens the file that defines the environment; without a connection, the one that is chosen. */
export async function openDefinition(app: App): Promise<void> {
  const wanted = statusOf(app.session.situation())?.definition.name;
  const progress = { location: vscode.ProgressLocation.Window, title: "Looking for definitions…" };
  const found = await vscode.window.withProgress(progress, () => definitions(app));
  const fitting = wanted === undefined ? found : found.filter(({ names }) => names.includes(wanted));
  if (fitting.length === 0) {
    void vscode.window.showInformationMessage(nothing(wanted, found));
    return;
  }
  const chosen = fitting.length === 1 ? fitting[0] : await choose(fitting);
  if (chosen !== undefined) await vscode.window.showTextDocument(chosen.uri);
}

/** Offers the samples and opens one as a new, unsaved file. */
export async function createDefinition(): Promise<void> {
  const picked = await vscode.window.showQuickPick(
    samples.map(({ title, summary, text }) => ({ label: title, detail: summary, text })),
    {
      title: "Create Definition from Sample",
      placeHolder: "Each is complete, valid and commented",
      matchOnDetail: true,
    },
  );
  if (picked === undefined) return;
  const document = await vscode.workspace.openTextDocument({
    language: definitionLanguage,
    content: picked.text,
  });
  await vscode.window.showTextDocument(document);
}

async function definitions(app: App): Promise<Found[]> {
  const files = await vscode.workspace.findFiles(DEFINITION_GLOB, undefined, MOST_FILES);
  const open = vscode.workspace.textDocuments.filter(looksLikeOurs).map(({ uri }) => uri);
  const uris = new Map([...open, ...files].map((uri) => [uri.toString(), uri]));
  const found: Found[] = [];
  for (const uri of uris.values()) {
    const text = await read(uri);
    const names = text === undefined ? [] : await app.language.environments(text);
    if (names.length > 0) found.push({ uri, names });
  }
  return found;
}

/** What the editor holds counts more than what is on the disk. */
async function read(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > LARGEST_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Gone since the search, or not readable: then it is not the one.
    return undefined;
  }
}

async function choose(found: readonly Found[]): Promise<Found | undefined> {
  const picked = await vscode.window.showQuickPick(
    found.map((one) => ({
      label: plain(one.names.join(", ")),
      description: vscode.workspace.asRelativePath(one.uri),
      one,
    })),
    { title: "Open Definition", placeHolder: "Which one?", matchOnDescription: true },
  );
  return picked?.one;
}

function nothing(wanted: string | undefined, found: readonly Found[]): string {
  if (wanted === undefined) {
    return "There is no maintenance definition in this workspace. 'Maintenance Mode: Create Definition from Sample…' begins one.";
  }
  const others = found.flatMap(({ names }) => names).map((name) => plain(name, 40));
  const seen = others.length === 0 ? "There is none at all." : `There are: ${others.slice(0, 8).join(", ")}.`;
  return `No definition in this workspace has the name '${plain(wanted, 80)}', which is the one the endpoint has in force. ${seen}`;
}
