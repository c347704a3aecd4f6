/** `npm start` from end to end: what it prints, the window it serves, a killed endpoint, and that nothing is left after Ctrl-C. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { cache, root } from "../../src/tools/paths";
import { endGroup, startGroup, waitForLine } from "../../src/tools/processes";
import { getBrowser, launchBrowser } from "../../src/tools/vscode/browser";
import { until } from "../vscode/until";
import { Workbench } from "../vscode/workbench";

describe("npm start", () => {
  let home = "";
  let program: ChildProcess;
  let browser: Browser | undefined;
  let workbench: Workbench;
  let output = "";
  const printed = (pattern: RegExp): string | undefined => pattern.exec(output)?.[1];

  before(async function () {
    this.timeout(120_000);
    home = mkdtempSync(path.join(cache, "start-"));
    program = startGroup(
      process.execPath,
      ["--import", "tsx", path.join(root, "src", "tools", "start.ts"), "--no-open", "--home", home],
      { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
    );
    for (const stream of [program.stdout, program.stderr])
      stream?.on("data", (data) => (output += String(data)));
    await waitForLine(program, /Ctrl-C stops everything/, 100_000);
    browser = await launchBrowser(await getBrowser(console.log));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    workbench = new Workbench(page, true);
  });
  after(async () => {
    await browser?.close();
    await endGroup(program);
    rmSync(home, { recursive: true, force: true });
  });

  it("prints an address that shows VS Code on the samples, connected, with one agent in maintenance", async () => {
    const address = printed(/^VS Code +(http\S+)/m);
    assert.ok(address, output);
    await workbench.page.goto(address);
    await workbench.waitReady();
    await workbench.waitStatus(/1 of \d+/);
    const agent = printed(/the agent (.+)$/m);
    assert.ok(agent, output);
  });

  it("prints how to ask the endpoint, without the token", async () => {
    const token = readFileSync(path.join(home, "data", "token"), "utf8").trim();
    assert.ok(token.length > 20 && !output.includes(token));
    const url = printed(/^Its state .* (http\S+)$/m);
    const file = printed(/^Its state .*\$\(cat (\S+)\)/m);
    assert.ok(url && file, output);
    const bearer = readFileSync(path.resolve(root, file), "utf8").trim();
    const response = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
    assert.equal(response.status, 200);
  });

  it("hands the token over in a file for this user alone", () => {
    assert.equal(statSync(path.join(home, "handover.json")).mode & 0o777, 0o600);
  });

  it("keeps the secret over a reload, encrypted", async () => {
    await workbench.reload();
    await workbench.waitStatus(/1 of \d+/);
    const stored = await workbench.page.evaluate<string>("localStorage.getItem('secrets.provider') ?? ''");
    const token = readFileSync(path.join(home, "data", "token"), "utf8").trim();
    assert.ok(stored.length > 100 && !stored.includes(token));
  });

  it("starts a killed endpoint again, and the status bar recovers by itself", async () => {
    const pid = Number(printed(/^Endpoint .*\(process (\d+)\)/m));
    process.kill(pid, "SIGKILL");
    await workbench.waitStatus(/unreachable|unknown/i, 30_000);
    await until("the endpoint is back", () => output.includes("The endpoint is back"), 30_000);
    await workbench.waitStatus(/1 of \d+/, 60_000);
  });

  it("stops everything on Ctrl-C", async () => {
    const addresses = [printed(/^VS Code +(http\S+)/m), printed(/^Endpoint +(http\S+)/m)];
    program.kill("SIGINT");
    const [code] = (await once(program, "exit")) as [number];
    assert.equal(code, 130);
    for (const address of addresses) await assert.rejects(fetch(address ?? ""), /fetch failed/);
    assert.equal(existsSync(path.join(home, "handover.json")), false);
    assert.equal(existsSync(path.join(home, "start.lock")), false);
  });
});
