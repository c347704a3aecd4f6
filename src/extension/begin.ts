/** The extension, put together from its parts; what depends on where VS Code runs comes from outside. */
import * as vscode from "vscode";
import { Border } from "./border";
import { type App } from "./flow/app";
import { answer } from "./flow/approval";
import { change, toggle } from "./flow/change";
import { connect, disconnect, selectEndpoint } from "./flow/connect";
import { createDefinition, openDefinition } from "./flow/definition";
import { refresh, showHistory, showMenu } from "./flow/look";
import { assureTrust } from "./flow/trust";
import { explainProblemCommand } from "./language/explain";
import { Language, type StartClient } from "./language/language";
import { problemPage } from "./language/problemPage";
import { Pages } from "./pages";
import type { CommandId } from "./present/choices";
import { Session } from "./session";
import { showStatusBar } from "./statusBar";
import { Tokens } from "./tokens";

/** What depends on where the extension host runs: on a machine, or in a browser. */
export interface Host {
  startClient: StartClient;
  /** Takes over an endpoint from whoever started VS Code; its name, if there is one. */
  takeHandover: (tokens: Tokens) => Promise<string | undefined>;
}

/** Begins; nothing here waits, parses or connects unless the user has configured it. The answer ends it. */
export function begin(context: vscode.ExtensionContext, host: Host): () => Promise<void> {
  const log = vscode.window.createOutputChannel("Maintenance Mode", { log: true });
  const app = appOf(context, host, log);
  context.subscriptions.push(
    log,
    app.session,
    app.pages,
    app.language,
    showStatusBar(app.session),
    ...commands(app),
  );
  load(app, host).catch((error: unknown) => app.border.report(error));
  return () => app.language.stop();
}

function appOf(context: vscode.ExtensionContext, host: Host, log: vscode.LogOutputChannel): App {
  const tokens = new Tokens(context.secrets);
  return {
    log,
    tokens,
    border: new Border(log),
    session: new Session(tokens, context.workspaceState, log),
    pages: new Pages(problemPage),
    language: new Language(() => host.startClient(context, log), log),
  };
}

async function load({ session, language, tokens, log }: App, { takeHandover }: Host): Promise<void> {
  language.onDefinitionOpen((open) => session.setDefinitionOpen(open));
  language.watch();
  const handed = await takeHandover(tokens).catch((error: unknown) => {
    log.error(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  await (handed === undefined ? session.load() : session.select(handed));
}

function commands(app: App): vscode.Disposable[] {
  const run: Record<CommandId, () => Thenable<unknown>> = {
    enable: () => change(app, "enable"),
    disable: () => change(app, "disable"),
    forceEnable: () => change(app, "force-enable"),
    forceDisable: () => change(app, "force-disable"),
    toggle: () => toggle(app),
    approve: () => answer(app, "approve"),
    reject: () => answer(app, "reject"),
    refresh: () => refresh(app),
    connect: () => connect(app),
    disconnect: () => disconnect(app),
    selectEndpoint: () => selectEndpoint(app),
    showMenu: () => showMenu(app),
    showHistory: () => showHistory(app),
    showLog: () => {
      app.log.show();
      return Promise.resolve();
    },
    openDefinition: () => openDefinition(app),
    createDefinition,
    explainTrust: () => assureTrust(),
    openSettings: () =>
      vscode.commands.executeCommand("workbench.action.openSettings", "maintenanceMode.endpoints"),
  };
  const registered = Object.entries(run).map(([id, handler]) => app.border.command(id, handler));
  return [...registered, explainProblemCommand()];
}
