/**
 * Runs the conformance suite: `npm run conformance [-- --impl "COMMAND"] [--filter TEXT]`. An implementation is a program
 * that speaks the protocol of test/conformance/PROTOCOL.md; without one given, those of this repository run.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { parseArgs } from "node:util";
import { type LoadedCase, loadCases } from "./conformance/cases";
import { type Answer, type Ask, type Verdict, runCase } from "./conformance/run";
import { root } from "./generate/schemas";

/** An answer that takes longer is no answer. */
const patienceMs = 30_000;

const own = [
  [process.execPath, "--import=tsx", "src/tools/conformance/serve.ts"],
  ["python3", "test/conformance/python/serve.py"],
].filter((words) => existsSync(join(root, words.at(-1) ?? "")));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { impl: { type: "string" }, filter: { type: "string" } } });
  const cases = loadCases().filter(({ id }) => id.includes(values.filter ?? ""));
  let failed = cases.length === 0;
  if (failed) console.log("No case has that in its id.");
  for (const words of values.impl === undefined ? own : [["sh", "-c", values.impl]]) {
    if (!(await runAll(words, cases))) failed = true;
  }
  if (failed) process.exitCode = 1;
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
    `  ${name.padEnd(12)} ${["passed", "failed", "unsupported"].map((o) => `${count(o, folder)} ${o}`.padStart(15)).join("")}`;
  for (const folder of folders) console.log(line(folder, folder));
  console.log(line("all"));
}

void main();
