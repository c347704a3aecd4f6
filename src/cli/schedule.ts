/** `maintenance-mode schedule`: when the windows of a definition are open in a range, as a table, JSON or a calendar feed. */
import { type Command, Option } from "commander";
import { nearest } from "../core/check/wording";
import type { Occurrence } from "../core/occurrence";
import type { CompiledWindow } from "../core/policy";
import { occurrencesBetween } from "../core/schedule";
import { targetText } from "../core/target";
import { lengthText, listed } from "../core/words";
import { instantText, zonedText } from "../core/zone";
import { colorsFor } from "./colors";
import { type Loaded, loadDefinition } from "./definition";
import { CliError } from "./error";
import { iCalendar } from "./icalendar";
import type { Io } from "./io";
import { table } from "./table";
import { readTime, shownTime } from "./time";
import { oneLine } from "./words";

interface Options {
  from?: string;
  to?: string;
  window?: string;
  name?: string;
  format: "table" | "json" | "ics";
}

/** One stretch of a window. */
interface Stretch extends Occurrence {
  window: CompiledWindow;
}

const dayMs = 86_400_000;

/** More than this is a range that was not meant; the schedule of one window stops there. */
const most = 100_000;

export function addScheduleCommand(program: Command, io: Io): void {
  program
    .command("schedule")
    .description("List when the windows of a definition are open")
    .argument("<file>", "the definition, or - for standard input")
    .option("--from <time>", "a date, a local time or an instant with its offset (default: now)")
    .option("--to <time>", "the end, itself no longer part (default: 30 days after --from)")
    .option("--window <id>", "only this window")
    .option("--name <environment>", "which definition, where the file holds several")
    .addOption(
      new Option("--format <format>", "ics is a calendar feed, each occurrence with the same UID every time")
        .choices(["table", "json", "ics"])
        .default("table"),
    )
    .addHelpText(
      "after",
      `
Dates and local times are read and shown in the definition's time zone (UTC where it has none).
In a table and in JSON, occurrences of one window that overlap are one; in a calendar each stands alone.
Exit codes: 0 done, 1 the definition has errors, 2 wrong usage or a file that cannot be read.

Example:
  maintenance-mode schedule erp.maintenance.yaml --from 2027-01-01 --to 2027-04-01 --format ics > erp.ics`,
    )
    .action((file: string, options: Options) => schedule(file, options, io));
}

async function schedule(file: string, options: Options, io: Io): Promise<void> {
  const loaded = await loadDefinition(file, options.name, io);
  const { definition, zone } = loaded;
  const fromMs = options.from === undefined ? io.now() : readTime(options.from, zone, "--from");
  const toMs = options.to === undefined ? fromMs + 30 * dayMs : readTime(options.to, zone, "--to");
  if (toMs <= fromMs) throw new CliError("--to is later than --from.", 2);
  const stretches = stretchesOf(loaded, options.window, fromMs, toMs);
  if (options.format === "ics") {
    const windows = definition.windows?.filter(
      ({ id }) => options.window === undefined || id === options.window,
    );
    io.stdout.write(iCalendar({ ...definition, windows }, fromMs, toMs, io.now()));
  } else if (options.format === "json") io.stdout.write(json(loaded, stretches, fromMs, toMs));
  else if (stretches.length > 0) io.stdout.write(rows(stretches, zone, io));
  else
    io.stdout.write(
      `No window is open from ${shownTime(fromMs, zone)} to ${shownTime(toMs, zone)} (${zone}).\n`,
    );
}

function stretchesOf({ policy }: Loaded, id: string | undefined, fromMs: number, toMs: number): Stretch[] {
  const windows = policy.windows.filter((window) => id === undefined || window.id === id);
  if (id !== undefined && windows.length === 0) throw unknownWindow(id, policy.windows);
  const found = windows.flatMap((window) => {
    const stretches = occurrencesBetween(policy, window.id, fromMs, toMs, true);
    if (stretches.length >= most)
      throw new CliError(`${window.id} opens more than ${most} times in this range: narrow it.`, 2);
    return stretches.map((one) => ({ ...one, window }));
  });
  return found.sort((a, b) => a.startMs - b.startMs || (a.window.id < b.window.id ? -1 : 1));
}

function unknownWindow(id: string, windows: readonly CompiledWindow[]): CliError {
  const ids = windows.map((window) => window.id);
  const guess = nearest(id, ids);
  const advice =
    guess !== undefined
      ? `Did you mean ${guess}?`
      : ids.length === 0
        ? "It has none."
        : `There are ${listed(ids)}.`;
  return new CliError(`The definition has no window "${id}". ${advice}`, 2);
}

function json(
  { definition, zone }: Loaded,
  stretches: readonly Stretch[],
  fromMs: number,
  toMs: number,
): string {
  const both = (ms: number): object => ({ local: zonedText(ms, zone), utc: instantText(ms) });
  const answer = {
    name: definition.metadata.name,
    timeZone: zone,
    from: both(fromMs),
    to: both(toMs),
    stretches: stretches.map(({ window, startMs, endMs }) => ({
      window: window.id,
      kind: window.kind,
      ...(window.title !== undefined && { title: window.title }),
      target: window.target,
      ...(window.operations !== undefined && { operations: window.operations }),
      start: both(startMs),
      end: both(endMs),
    })),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function rows(stretches: readonly Stretch[], zone: string, io: Io): string {
  const colors = colorsFor(io);
  const paints = { maintenance: colors.yellow, blackout: colors.red };
  const head = ["START", "END", "LENGTH", "WINDOW", "KIND", "TARGET", "TITLE"];
  return table([
    head.map((text) => ({ text, paint: colors.bold })),
    ...stretches.map(({ window, startMs, endMs }) => [
      { text: shownTime(startMs, zone) },
      { text: shownTime(endMs, zone) },
      { text: lengthText(endMs - startMs) },
      { text: window.id },
      { text: window.kind, paint: paints[window.kind] },
      { text: oneLine(targetText(window.target)) },
      { text: oneLine(window.title ?? "") },
    ]),
  ]);
}
