/** `maintenance-mode next`: what is open now and what comes next, window by window, in words. */
import type { Command } from "commander";
import type { CompiledWindow } from "../core/policy";
import { horizonMs } from "../core/policy";
import { targetText } from "../core/target";
import { lengthText, listed } from "../core/words";
import { colorsFor } from "./colors";
import { loadDefinition } from "./definition";
import type { Io } from "./io";
import { stretchAfter, stretchAt } from "./stretch";
import { readTime, shownTime } from "./time";
import { oneLine } from "./words";

interface Options {
  at?: string;
  name?: string;
}

export function addNextCommand(program: Command, io: Io): void {
  program
    .command("next")
    .description("Say which windows are open, and when each opens next")
    .argument("<file>", "the definition, or - for standard input")
    .option("--at <time>", "a date, a local time or an instant with its offset (default: now)")
    .option("--name <environment>", "which definition, where the file holds several")
    .addHelpText(
      "after",
      `
It speaks of windows alone: what was switched by hand is known to the endpoint and not to the definition.
Exit codes: 0 done, 1 the definition has errors, 2 wrong usage or a file that cannot be read.

Example:
  maintenance-mode next erp.maintenance.yaml --at 2027-01-12T23:00`,
    )
    .action((file: string, options: Options) => next(file, options, io));
}

async function next(file: string, { at, name }: Options, io: Io): Promise<void> {
  const { definition, policy, zone } = await loadDefinition(file, name, io);
  const colors = colorsFor(io);
  const atMs = at === undefined ? io.now() : readTime(at, zone, "--at");
  const open = policy.windows.filter(({ calendar }) => calendar.activeAt(atMs) !== undefined);
  const lines = [
    `${colors.bold(definition.metadata.name)} at ${shownTime(atMs, zone)} (${zone})`,
    open.length === 0 ? "No window is open." : `Open: ${listed(open.map(({ id }) => id))}.`,
    ...policy.windows.flatMap((window) => ["", colors.bold(heading(window)), ...about(window, atMs, zone)]),
  ];
  io.stdout.write(`${lines.join("\n")}\n`);
}

function heading({ id, title, kind, target, operations }: CompiledWindow): string {
  const whom = operations === undefined ? "" : `, for ${listed(operations)} only`;
  const words = title === undefined ? "" : ` (${title})`;
  return oneLine(`${id}${words}: ${kind} of ${targetText(target)}${whom}`);
}

function about({ calendar, announceMs, cutoffMs }: CompiledWindow, atMs: number, zone: string): string[] {
  const now = stretchAt(calendar, atMs);
  const coming = stretchAfter(calendar, now?.endMs ?? atMs);
  const lines: string[] = [];
  if (now !== undefined) {
    const left = lengthText(now.endMs - atMs);
    lines.push(
      now.endMs - atMs >= horizonMs
        ? `  open since ${shownTime(now.startMs, zone)}, with no end in the next ten years`
        : `  open since ${shownTime(now.startMs, zone)}, until ${shownTime(now.endMs, zone)} (${left} left)`,
    );
  }
  if (coming === undefined) {
    lines.push(
      now === undefined
        ? "  does not open in the next ten years"
        : "  does not open again in the next ten years",
    );
    return lines;
  }
  const { startMs, endMs } = coming;
  lines.push(
    `  opens ${now === undefined ? "" : "again "}${shownTime(startMs, zone)} (in ${lengthText(startMs - atMs)}), until ${shownTime(endMs, zone)} (${lengthText(endMs - startMs)})`,
  );
  if (announceMs > 0) lines.push(before("announced", startMs - announceMs, atMs, zone));
  if (cutoffMs > 0)
    lines.push(before("nothing that it refuses begins any more", startMs - cutoffMs, atMs, zone));
  return lines;
}

function before(what: string, fromMs: number, atMs: number, zone: string): string {
  return `  ${what} ${fromMs <= atMs ? "since" : "from"} ${shownTime(fromMs, zone)}`;
}
