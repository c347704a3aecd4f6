/** `maintenance-mode diff`: what changes for whom between two definitions, with an exit code as diff has it. */
import { type Command, Option } from "commander";
import type { Occurrence } from "../core/occurrence";
import { instantText, zonedText } from "../core/zone";
import { colorsFor } from "./colors";
import { loadDefinition } from "./definition";
import { type Difference, differenceOf, isEmpty } from "./diff/difference";
import { differenceText } from "./diff/text";
import { CliError } from "./error";
import type { Io } from "./io";
import { readTime } from "./time";

interface Options {
  at?: string;
  name?: string;
  format: "text" | "json";
}

export function addDiffCommand(program: Command, io: Io): void {
  program
    .command("diff")
    .description("Say what changes for whom from one definition to another")
    .argument("<before>", "a definition, or - for standard input")
    .argument("<after>", "the other one")
    .option("--at <time>", "from when on windows are compared (default: now)")
    .option("--name <environment>", "which definition, where a file holds several")
    .addOption(
      new Option("--format <format>", "how the answer is written").choices(["text", "json"]).default("text"),
    )
    .addHelpText(
      "after",
      `
Roles, operations, windows, overrides and agents are compared by what they mean: the order of a list never matters.
Operations are asked about for every role and for somebody without one, in every operation or pattern that either names.
Exit codes: 0 they say the same, 1 they differ, 2 wrong usage, or a definition that cannot be read or has errors.

Example:
  git show HEAD:erp.maintenance.yaml | maintenance-mode diff - erp.maintenance.yaml`,
    )
    .action((before: string, after: string, options: Options) => diff(before, after, options, io));
}

async function diff(from: string, to: string, { at, name, format }: Options, io: Io): Promise<void> {
  if (from === "-" && to === "-") throw new CliError("Only one of the two can be standard input.", 2);
  const before = await loadDefinition(from, name, io, 2);
  const after = await loadDefinition(to, name, io, 2);
  const { zone } = after;
  const atMs = at === undefined ? io.now() : readTime(at, zone, "--at");
  const difference = differenceOf(before.policy, after.policy, atMs);
  if (format === "json") io.stdout.write(json(difference, zone, isEmpty(difference)));
  else if (isEmpty(difference)) io.stdout.write("The two say the same.\n");
  else io.stdout.write(differenceText(difference, zone, colorsFor(io)));
  // A difference is an answer and no failure: nothing is said about it on standard error.
  if (!isEmpty(difference)) throw new CliError("", 1);
}

function json(difference: Difference, zone: string, isSame: boolean): string {
  const both = (ms: number): object => ({ local: zonedText(ms, zone), utc: instantText(ms) });
  const times = (list: readonly Occurrence[]): object[] =>
    list.map(({ startMs, endMs }) => ({ start: both(startMs), end: both(endMs) }));
  const windows = difference.windows.map((window) => ({
    ...window,
    nextBefore: times(window.nextBefore),
    nextAfter: times(window.nextAfter),
  }));
  return `${JSON.stringify({ same: isSame, timeZone: zone, ...difference, windows }, null, 2)}\n`;
}
