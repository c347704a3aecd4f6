/**
 * Asks both implementations random questions: `npm run fuzz [-- --seed N] [--cases N] [--only N]`. The same seed asks the
 * same; `--only` repeats the questions of one definition. Every disagreement is printed as a small case.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type Disagreement, fuzz } from "./fuzz/run";
import { getPython } from "./python";

async function main(): Promise<void> {
  const options = { seed: { type: "string" }, cases: { type: "string" }, only: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  const seed = Number(values.seed ?? randomInt(1_000_000));
  const found = await getPython([], console.log);
  if ("reason" in found) throw new Error(`The second implementation ${found.reason}.`);
  const started = Date.now();
  console.log(`seed ${seed}`);
  const only = values.only === undefined ? {} : { only: Number(values.only) };
  const outcome = await fuzz({
    python: found.command,
    seed,
    cases: Number(values.cases ?? 20_000),
    ...only,
  });
  for (const one of outcome.disagreements) console.log(`\n${shown(one)}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(`${outcome.asked} questions about ${outcome.definitions} definitions in ${seconds} s:`);
  for (const [kind, count] of Object.entries(outcome.kinds).sort())
    console.log(`  ${kind.padEnd(32)} ${count}`);
  console.log(`${outcome.disagreements.length} disagreements (seed ${seed})`);
  if (outcome.disagreements.length > 0) process.exitCode = 1;
}

/** The case as JSON, both answers, and how to see it again. */
function shown({ seed, number, question, ours, theirs }: Disagreement): string {
  return [
    `They disagree (npm run fuzz -- --seed ${seed} --only ${number}):`,
    JSON.stringify(question, undefined, 2),
    `TypeScript: ${JSON.stringify(ours)}`,
    `Python:     ${JSON.stringify(theirs)}`,
  ].join("\n");
}

void main();
