/** `npm test`: runs every suite, or those named by --only, and says at the very end what came of it. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { exclusively } from "./lock";
import { cache, root } from "./paths";
import { shutDown, shutDownOnSignals } from "./processes";
import { grepVariable } from "./testing/mocha";
import { suites, type Suite } from "./testing/suites";
import { summarize, type Run } from "./testing/summary";

const otherRunLimitMs = 30 * 60_000;
const usage = `Use: npm test [-- [--only SUITE]... [--grep PATTERN]]
Suites, in this order: ${suites.map(({ name, title }) => `${name} (${title})`).join(", ")}.`;

async function main(): Promise<void> {
  shutDownOnSignals();
  const chosen = choose(process.argv.slice(2));
  const runs = await exclusively("test", otherRunLimitMs, console.log, () => runAll(chosen));
  const skips = JSON.parse(readFileSync(path.join(root, "test", "skips.json"), "utf8")) as Record<
    string,
    string
  >;
  const { lines, ok } = summarize(runs, skips);
  console.log(`\n${lines.join("\n")}`);
  await shutDown(ok ? 0 : 1);
}

async function runAll(chosen: readonly Suite[]): Promise<readonly Run[]> {
  const folder = path.join(cache, "runs");
  rmSync(folder, { recursive: true, force: true });
  const runs: Run[] = [];
  for (const { name, title, run } of chosen) {
    console.log(`\n== ${name}: ${title}`);
    const started = Date.now();
    const results = await run(path.join(folder, name));
    runs.push({ name, results, seconds: (Date.now() - started) / 1000 });
  }
  return runs;
}

function choose(args: readonly string[]): readonly Suite[] {
  const names = new Set<string>();
  for (let i = 0; i < args.length; i += 2) {
    const value = args[i + 1];
    if (args[i] === "--only" && suites.some(({ name }) => name === value)) names.add(value ?? "");
    else if (args[i] === "--grep" && value !== undefined) process.env[grepVariable] = value;
    else throw new Error(`Not understood: ${args.slice(i, i + 2).join(" ")}\n${usage}`);
  }
  if (names.size === 0) return suites;
  for (const { name, needs } of suites) if (names.has(name)) needs?.forEach((each) => names.add(each));
  return suites.filter(({ name }) => names.has(name));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  void shutDown(2);
});
