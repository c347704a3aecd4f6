/** The parts that the commands work with, made once at activation. */
import type * as vscode from "vscode";
import type { Border } from "../border";
import type { Language } from "../language/language";
import type { Pages } from "../pages";
import type { Line, Session } from "../session";
import type { Tokens } from "../tokens";

export interface App {
  session: Session;
  tokens: Tokens;
  pages: Pages;
  language: Language;
  border: Border;
  log: vscode.LogOutputChannel;
}

/** The connection for a command that needs one; says what to do when there is none. */
export function lineOf({ session, border }: App): Line | undefined {
  const { line } = session;
  if (line !== undefined) return line;
  const { connection } = session.situation();
  if (connection.kind === "misconfigured") border.tell(connection.problem);
  else border.tell("Maintenance Mode is not connected. Run 'Maintenance Mode: Connect to Endpoint…' first.");
  return undefined;
}
