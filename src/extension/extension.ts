/** The door of the extension, and the one place where its parts are put together. */
import * as vscode from "vscode";
import { Border } from "./border";
import { type App } from "./flow/app";
import { answer } from "./flow/approval";
import { change, toggle } from "./flow/change";
import { connect, disconnect, selectEndpoint } from "./flow/connect";
import { createDefinition, openDefinition } from "./flow/definition";
import { refresh, showHistory, showMenu } from "./flow/look";
import { assureTrust } from "./flow/trust";
import { takeHandover } from "./handover";
import { explainProblemCommand } from "./language/explain";
import { Language } from "./language/language";
import { problemPage } from "./language/problemPage";
import { Pages } from "./pages";
import type { CommandId } from "./present/choices";
import { Session } from "./session";
import { showStatusBar } from "./statusBar";
import { Tokens } from "./tokens";

let language: Language | undefined;

/** Called by VS Code once, after its start. Nothing here waits, parses or connects unless the user has configured it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Maintenance Mode", { log: true });
  const app = appOf(context, log);
  context.subscriptions.push(
    log,
    app.session,
    app.pages,
    app.language,
    showStatusBar(app.session),
    ...commands(app),
  );
  language = app.language;
  begin(app).catch((error: unknown) => app.border.report(error));
}

/** Called by VS Code before it ends or the extension is switched off. */
export function deactivate(): Promise<void> | undefined {
  return language?.stop();
}

function appOf(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): App {
  const tokens = new Tokens(context.secrets);
  return {
    log,
    tokens,
    border: new Border(log),
    session: new Session(tokens, context.workspaceState, log),
    pages: new Pages(problemPage),
    language: new Language(context.asAbsolutePath("dist/server.js"), log),
  };
}

async function begin({ session, language, tokens, log }: App): Promise<void> {
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
