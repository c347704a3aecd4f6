/**
 * VS Code's command line for an extension's test run, translated: the server from npm as the editor, a headless
 * browser as its window. It exits with the tests' own code, and never with 0 when they did not run to their end.
 */
import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { onShutdown, shutDown, shutDownOnSignals } from "../processes";
import { readResults, resultsVariable } from "../testing/results";
import { getBrowser, launchBrowser } from "./browser";
import { serverEditor } from "./install";
import { startServer } from "./server";

const pageLimitMs = 60_000;

interface Arguments {
  readonly folder?: string;
  readonly developmentPath: string;
  readonly testsPath: string;
  readonly dataDir: string;
}

/** Reads what @vscode/test-electron passes; flags that only concern Electron are passed over. */
export function readArguments(args: readonly string[]): Arguments {
  const value = (name: string): string | undefined =>
    args.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
  const needed = (name: string): string => {
    const found = value(name);
    if (found === undefined) throw new Error(`--${name}=PATH is missing`);
    return path.resolve(found);
  };
  const folder = args.find((each) => !each.startsWith("-"));
  return {
    ...(folder === undefined ? {} : { folder: path.resolve(folder) }),
    developmentPath: needed("extensionDevelopmentPath"),
    testsPath: needed("extensionTestsPath"),
    dataDir: needed("user-data-dir"),
  };
}

/** The address that makes the workbench load the extension and run the tests. */
export function testAddress(authority: string, { folder, developmentPath, testsPath }: Arguments): string {
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const payload = [
    ["extensionDevelopmentPath", remote(developmentPath)],
    ["extensionTestsPath", remote(testsPath)],
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  const query = new URLSearchParams(folder === undefined ? { ew: "true" } : { folder });
  query.set("payload", JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}

async function main(): Promise<void> {
  shutDownOnSignals();
  const args = readArguments(process.argv.slice(2));
  const server = await startServer({
    editor: await serverEditor(console.log),
    dataDir: args.dataDir,
    smokeTestDriver: true,
  });
  const browser = await launchBrowser(await getBrowser(console.log));
  onShutdown(() => browser.close());
  const page = await browser.newPage();
  const verdict = Promise.race([
    exitCode(page, path.join(args.dataDir, "console.log")),
    new Promise<string>((resolve) => page.once("crash", () => resolve("the page crashed"))),
    new Promise<string>((resolve) => browser.once("disconnected", () => resolve("the browser ended"))),
    server.ended.then((how) => `VS Code's server ended: ${how}`),
  ]);
  await page.goto(testAddress(server.authority, args), { timeout: pageLimitMs });
  const ended = await verdict;
  const wrong = typeof ended === "string" ? ended : ended === 0 ? unfinished() : `exit code ${ended}`;
  if (wrong !== undefined) console.error(`The test run in VS Code failed: ${wrong}`);
  await shutDown(wrong === undefined ? 0 : 1);
}

/** Shows what the extension host prints, and resolves with the code the workbench wants to exit with. */
function exitCode(page: Page, consoleFile: string): Promise<number> {
  page.on("console", (message) => {
    const lines = hostLines(message.text());
    if (lines.length > 0) console.log(lines.join("\n"));
    else appendFileSync(consoleFile, `${message.text()}\n`);
  });
  return new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationLog", () => undefined).catch(reject);
    page.exposeFunction("codeAutomationExit", (code: number) => resolve(code)).catch(reject);
  });
}

/** The lines of a console message that tests print; they begin with a bar, and a format for the browser's console. */
export function hostLines(text: string): string[] {
  const [, rest] = /^%c +\w+ color: #\w+ ([^]*)$/.exec(text) ?? [];
  return rest?.startsWith("|") === true ? rest.split("\n") : [];
}

/** A killed extension host ends with code 0 as well: only the result file shows that the tests came to their end. */
function unfinished(): string | undefined {
  const file = process.env[resultsVariable];
  if (file === undefined) return undefined;
  try {
    return readResults(readFileSync(file, "utf8")).failures[0]?.message;
  } catch {
    return "it left no results";
  }
}

if (require.main === module || process.argv[1]?.endsWith("executable.mjs") === true)
  main().catch((error: unknown) => {
    console.error(`VS Code could not be run: ${(error as Error).message}`);
    void shutDown(1);
  });
