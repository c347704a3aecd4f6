/** A Chromium-based browser for the workbench: which one is used, and how one is got where none is installed. */
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";
import { exclusively } from "../lock";
import { cache } from "../paths";
import { run } from "../processes";

const downloadLimitMs = 3 * 60_000;
const aptLimitMs = 5 * 60_000;
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

const names = [
  ...["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"],
  ...["microsoft-edge", "microsoft-edge-stable"],
];
const macApps = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPrograms = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** Starts the browser, headless. It must be closed by who called; it also ends with this process. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** The path of a browser: an installed one, else a download, else the distribution's package when that is allowed. */
export async function getBrowser(say: (line: string) => void): Promise<string> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen !== undefined && !existsSync(chosen))
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist. Correct it or unset it.`);
  const found = chosen ?? installedBrowser() ?? (await usableDownload());
  if (found !== undefined) return found;
  const got = await exclusively(
    "browser",
    downloadLimitMs + 2 * aptLimitMs,
    say,
    async () => installedBrowser() ?? (await download(say)) ?? (await installPackage(say)),
  );
  if (got !== undefined) return got;
  throw new Error(
    "No Chrome, Chromium or Edge was found, and none could be installed. " +
      "Install one (on Debian: apt-get install chromium), or name it in CHROME_PATH.",
  );
}

/** The first installed browser of the kinds that can drive the workbench. */
export function installedBrowser(env = process.env, platform = process.platform): string | undefined {
  return candidates(env, platform).find((file) => existsSync(file));
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "win32")
    return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) =>
      windowsPrograms.map((program) => path.join(env[name] ?? "", program)),
    );
  if (platform === "darwin") return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** Playwright's own copy, when an earlier run has fetched it and this machine has the libraries to run it. */
async function usableDownload(): Promise<string | undefined> {
  process.env["PLAYWRIGHT_BROWSERS_PATH"] ??= path.join(cache, "browsers");
  const file = chromium.executablePath();
  if (!existsSync(file)) return undefined;
  const outcome = await run(file, ["--version", "--no-sandbox"], { limitMs: 15_000 });
  return outcome.ok ? file : undefined;
}

async function download(say: (line: string) => void): Promise<string | undefined> {
  say("No Chrome, Chromium or Edge is installed. Trying Playwright's download of Chromium ...");
  const program = path.join(path.dirname(require.resolve("playwright-core/package.json")), "cli.js");
  const outcome = await run(process.execPath, [program, "install", "chromium"], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
    limitMs: downloadLimitMs,
  });
  const file = outcome.ok ? await usableDownload() : undefined;
  if (file === undefined) say("  That did not work here.");
  return file;
}

async function installPackage(say: (line: string) => void): Promise<string | undefined> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get"))
    return undefined;
  say("Installing the distribution's Chromium: apt-get install chromium ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]) {
    const outcome = await run("apt-get", args, { env, limitMs: aptLimitMs });
    if (!outcome.ok)
      say(`  apt-get ${args[0] ?? ""} ${outcome.ending}: ${outcome.output.split("\n").slice(-3).join(" ")}`);
  }
  return installedBrowser();
}
