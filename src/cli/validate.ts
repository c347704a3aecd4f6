/** `maintenance-mode validate`: the problems of definition files for people, programs and code reviews, with an exit code for scripts. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { adjustableCodes, levels, type Levels, readLevels, type Shown } from "../core/severity";
import { type EnforcedBy, readEnforcedBy, systemIds } from "../core/systems";
import { besides, filesByEnvironment } from "../language/elsewhere";
import { CliError } from "./error";
import { findFiles, readText, Unreadable } from "./files";
import type { Io } from "./io";
import { checkFile, type CheckedFile, problemLine, type Reported, shownPath } from "./reported";
import { github } from "./validate/github";
import { sarif } from "./validate/sarif";
import { plural } from "../core/words";

/** How problems are written; `texts` are those of the checked files by their names. */
type Format = (problems: readonly Reported[], texts: ReadonlyMap<string, string>, io: Io) => string;

const formats = {
  text: (problems, _, io) => problems.map((one) => `${problemLine(one, io)}\n`).join(""),
  json: (problems) => `${JSON.stringify(problems, null, 2)}\n`,
  sarif,
  github,
} satisfies Record<string, Format>;

interface Options {
  format: keyof typeof formats;
  severity?: Levels;
  enforcedBy?: EnforcedBy;
}

export function addValidateCommand(program: Command, io: Io): void {
  program
    .command("validate")
    .description("Check definition files; prints file:line:column, and exits with 1 when there are errors")
    .argument("<files...>", "files, directories (searched for definition files), or - for standard input")
    .addOption(
      new Option("--format <format>", "sarif is for code scanning, github for annotations of a pull request")
        .choices(Object.keys(formats))
        .default("text"),
    )
    .addOption(
      new Option(
        "--severity <code=level>",
        "how grave a kind of problem is; can be given again. Errors cannot be lowered",
      ).argParser(readSeverity),
    )
    .addOption(
      new Option(
        "--enforced-by <[environment=]system>",
        `what enforces the definitions, of an environment or of all: ${systemIds.join(", ")}; can be given again`,
      ).argParser(readSystem),
    )
    .addHelpText(
      "after",
      `
A file that is named is checked whatever it is called. In directories these are checked:
*.maintenance.yaml, *.maintenance.yml, *.maintenance.json, maintenance.yaml, maintenance.yml, .maintenance/**/*.yaml
Lines and columns count from 1; columns count UTF-16 code units, as editors do.
Levels: ${levels.join(", ")}. In a file, # maintenance-mode-ignore CODE: reason silences one problem.
Exit codes: 0 no errors (there may be warnings), 1 errors, 2 wrong usage or a file that cannot be read.

Examples:
  maintenance-mode validate erp.maintenance.yaml environments/
  maintenance-mode validate environments/ --severity past-window=error --severity useless-role=off
  maintenance-mode validate environments/ --enforced-by erp-production=dynamics365`,
    )
    .action((files: string[], options: Options) => validate(files, options, io));
}

/** Takes one more `CODE=LEVEL` to those before it. */
function readSeverity(text: string, before: Levels = new Map()): Levels {
  const [, code = "", level] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (level === undefined)
    throw new InvalidArgumentError(`Write a code, = and a level, such as ${adjustableCodes()[0] ?? ""}=off.`);
  const { levels: read, mistakes } = readLevels({ [code]: level });
  if (mistakes.length > 0) throw new InvalidArgumentError(mistakes.join(" "));
  return new Map([...before, ...read]);
}

/** Takes one more `ENVIRONMENT=SYSTEM`, or `SYSTEM` for all other environments, to those before it. */
function readSystem(text: string, before: EnforcedBy = new Map()): EnforcedBy {
  const [, name = "*", id] = /^(?:([^=]+)=)?(.*)$/.exec(text) ?? [];
  const { enforcedBy, mistakes } = readEnforcedBy({ [name]: id });
  if (mistakes.length > 0) throw new InvalidArgumentError(mistakes.join(" "));
  return new Map([...before, ...enforcedBy]);
}

async function validate(
  files: string[],
  { format, severity: levels, enforcedBy }: Options,
  io: Io,
): Promise<void> {
  const asked = { levels, enforcedBy };
  const checked = new Map<string, CheckedFile>();
  const texts = new Map<string, string>();
  let isComplete = true;
  for (const path of findFiles(files, io.cwd, complain)) {
    const name = shownPath(path, io.cwd);
    try {
      const text = await readText(path, io.stdin);
      texts.set(name, text);
      checked.set(name, checkFile(name, text, io, asked));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      complain(`${name}: ${error.message}`);
    }
  }
  const all = filesByEnvironment([...checked].map(([name, { environments }]) => [name, environments]));
  const reported = [...checked].flatMap(([name, { problems, environments }]) => {
    const elsewhere = besides(name, environments, all);
    const text = texts.get(name) ?? "";
    return elsewhere.size === 0 ? problems : checkFile(name, text, io, { ...asked, elsewhere }).problems;
  });
  io.stdout.write(formats[format](reported, texts, io));
  conclude(reported, texts.size, isComplete, io);

  function complain(message: string): void {
    isComplete = false;
    io.stderr.write(`${message}\n`);
  }
}

function conclude(reported: Reported[], checked: number, isComplete: boolean, io: Io): void {
  const count = (severity: Shown): number => reported.filter((one) => one.severity === severity).length;
  const errors = count("error");
  const counts = [plural(errors, "error"), plural(count("warning"), "warning")].join(", ");
  const summary = `${reported.length === 0 ? "No problems" : counts} in ${plural(checked, "file")}.`;
  if (!isComplete) throw new CliError(`${summary} Not everything that was named could be checked.`, 2);
  if (errors > 0) throw new CliError(summary, 1);
  io.stderr.write(`${summary}\n`);
}
