/**
 * Runs the conformance suite: `npm run conformance [-- --impl "COMMAND"] [--endpoint "COMMAND"] [--filter TEXT]`.
 * An implementation is a program that speaks the protocol of test/conformance/PROTOCOL.md, an endpoint one that it starts
 * as "A server"; without one given, those of this repository run.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type LoadedCase, loadCases } from "./conformance/cases";
import { type Answer, type Ask, type Verdict, runCase } from "./conformance/run";
import { runScripts } from "./conformance/script";
import { bundledEndpoint, startServer } from "./conformance/server";
import { root } from "./generate/schemas";
import { shutDown, shutDownOnSignals } from "./processes";

/** An answer that takes longer is no answer. */
const patienceMs = 30_000;

const own = [
  [process.execPath, "--import=tsx", "src/tools/conformance/serve.ts"],
  ["python3", "test/conformance/python/serve.py"],
].filter((words) => existsSync(join(root, words.at(-1) ?? "")));

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { impl: { type: "string" }, endpoint: { type: "string" }, filter: { type: "string" } },
  });
  const cases = loadCases().filter(({ id }) => id.includes(values.filter ?? ""));
  if (cases.length === 0) console.log("No case has that in its id.");
  const scripts = cases.filter(({ op }) => op === "http");
  const questions = cases.filter(({ op }) => op !== "http");
  const given = values.impl !== undefined || values.endpoint !== undefined;
  let passed = cases.length > 0;
  for (const words of values.impl === undefined ? (given ? [] : own) : [["sh", "-c", values.impl]])
    if (questions.length > 0 && !(await runAll(words, questions))) passed = false;
  if (scripts.length === 0 || (given && values.endpoint === undefined)) return passed;
  return (await runServer(values.endpoint, scripts)) && passed;
}

/** Plays the scripts to one server, that of this repository when none is given; true when nothing differs. */
async function runServer(command: string | undefined, scripts: readonly LoadedCase[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  try {
    console.log(`\n${command ?? "maintenance-mode (endpoint)"}`);
    const words = command === undefined ? await bundledEndpoint(folder) : ["sh", "-c", command];
    const verdicts = await runScripts((setup) => startServer(words, setup), scripts);
    print(verdicts);
    return verdicts.every(({ outcome }) => outcome !== "failed");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the cases through one program and prints the report; true when nothing that is required differs. */
async function runAll(words: readonly string[], cases: readonly LoadedCase[]): Promise<boolean> {
  const [command = "", ...args] = words;
  const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
  const ask = asker(child);
  const verdicts: Verdict[] = [];
  try {
    const { result } = await ask({ op: "hello" });
    const { name } = (result ?? {}) as { name?: string };
    console.log(`\n${name ?? words.join(" ")}`);
    for (const one of cases) verdicts.push(await runCase(ask, one));
  } catch (error) {
    console.log(`  ${(error as Error).message}`);
    return false;
  } finally {
    child.stdin.end();
    child.kill();
  }
  print(verdicts);
  return verdicts.every(({ outcome, one }) => outcome !== "failed" || one.folder === "optional");
}

/** Asks a program, one question after another. */
function asker(child: ChildProcessByStdio<Writable, Readable, null>): Ask {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const broken = new Promise<never>((_, reject) => {
    child.on("error", reject);
    child.stdin.on("error", reject);
  });
  broken.catch(() => undefined);
  let id = 0;
  return async (question) => {
    child.stdin.write(`${JSON.stringify({ id: ++id, ...question })}\n`);
    const line = await Promise.race([lines.next(), broken, late(question.op)]);
    if (line.done === true) throw new Error(`The program ended at request ${id} (${question.op}).`);
    const answer = JSON.parse(line.value) as Answer & { id: number };
    if (answer.id !== id) throw new Error(`Request ${id} was answered with the id ${answer.id}.`);
    return answer;
  };
}

function late(op: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`No answer to ${op} in ${patienceMs} ms.`)), patienceMs).unref();
  });
}

function print(verdicts: readonly Verdict[]): void {
  for (const { one, outcome, differences } of verdicts) {
    if (outcome !== "failed") continue;
    console.log(`  ${one.id} (${one.requirements.join(", ")})`);
    for (const line of differences) console.log(`    ${line}`);
  }
  const folders = [...new Set(verdicts.map(({ one }) => one.folder))];
  const count = (outcome: string, folder?: string): number =>
    verdicts.filter((v) => v.outcome === outcome && (folder === undefined || v.one.folder === folder)).length;
  const line = (name: string, folder?: string): string =>
    `  ${name.padEnd(12)} ${["passed", "failed", "unsupported"].map((o) => `${count(o, folder)} ${o}`.padStart(16)).join("")}`;
  for (const folder of folders) console.log(line(folder, folder));
  console.log(line("all"));
}

shutDownOnSignals();
main().then(
  (passed) => shutDown(passed ? 0 : 1),
  (error: unknown) => {
    console.error((error as Error).message);
    return shutDown(2);
  },
);
