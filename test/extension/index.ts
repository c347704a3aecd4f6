/** The entry of the suite inside VS Code's extension host: VS Code loads the bundle of this file and calls run(). */
import { readdirSync } from "node:fs";
import path from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import * as vscode from "vscode";
import { runMocha } from "../../src/tools/testing/mocha";
import { note, record } from "../../src/tools/testing/results";

const timeoutMs = 60_000;

/** Tells the lines of the tests and the extension from what else the editor logs. */
const mark = "| ";

/** Runs every *.test.js that was bundled beside this file; rejects when a test fails, which fails the run. */
export async function run(): Promise<void> {
  const kind = vscode.env.uiKind === vscode.UIKind.Web ? "web" : "desktop";
  note(`Extension host of VS Code ${vscode.version} (${vscode.env.appName}, ${vscode.env.appHost}, ${kind})`);
  markConsole();
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.js"))
    .map((file) => path.join(__dirname, file));
  const failures = await runMocha(files, timeoutMs).catch((error: unknown) => {
    record({ event: "fail", id: "loading the test files", message: String(error) });
    throw error;
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** VS Code guards its console's methods against being replaced, so the whole console is. */
function markConsole(): void {
  const original = console;
  const marked =
    (print: (line: string) => void) =>
    (...values: unknown[]) =>
      print(mark + format(...values).replaceAll("\n", `\n${mark}`));
  const own: Partial<Console> = {};
  for (const level of ["log", "info", "warn", "error"] as const)
    own[level] = marked((line) => original[level](line));
  globalThis.console = Object.setPrototypeOf(own, original) as Console;
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => console.log(...values);
}
