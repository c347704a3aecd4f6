/** `maintenance-mode validate`: the problems of definition files as lines, or as JSON, with an exit code for scripts. */
import { relative, resolve } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { type ProblemCode, problemInfo, type Severity } from "../core/problem";
import { diagnose } from "../language/diagnose";
import { CliError } from "./error";
import { findFiles, readText, Unreadable } from "./files";
import type { Io } from "./io";

interface Options {
  format: string;
}

/** One problem as programs read it. Lines and columns count from 1; columns in UTF-16 code units. */
interface Reported {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: Severity;
  code: string;
  message: string;
  suggestion?: string;
  related?: { line: number; column: number; message: string }[];
}

export function addValidateCommand(program: Command, io: Io): void {
  program
    .command("validate")
    .description("Check definition files; prints file:line:column, and exits with 1 when there are errors")
    .argument("<files...>", "files, directories (searched for definition files), or - for standard input")
    .option("--format <format>", "text or json", "text")
    .addHelpText(
      "after",
      `
A file that is named is checked whatever it is called. In directories these are checked:
*.maintenance.yaml, *.maintenance.yml, *.maintenance.json, maintenance.yaml, maintenance.yml, .maintenance/**/*.yaml
Lines and columns count from 1; columns count UTF-16 code units, as editors do.
Exit codes: 0 no errors (there may be warnings), 1 errors, 2 wrong usage or a file that cannot be read.`,
    )
    .action((files: string[], options: Options) => validate(files, options, io));
}

async function validate(files: string[], { format }: Options, io: Io): Promise<void> {
  if (format !== "text" && format !== "json") {
    throw new CliError(`--format is text or json, not "${format}".`, 2);
  }
  const reported: Reported[] = [];
  let isComplete = true;
  let checked = 0;
  for (const path of findFiles(files, io.cwd, complain)) {
    const name = path === "-" ? "<stdin>" : shownPath(path, io.cwd);
    try {
      const text = await readText(path, io.stdin);
      checked++;
      reported.push(...report(name, diagnose(text, { uri: name, nowMs: io.now(), always: true })));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      complain(`${name}: ${error.message}`);
    }
  }
  if (format === "json") io.stdout.write(`${JSON.stringify(reported, null, 2)}\n`);
  else for (const one of reported) io.stdout.write(`${line(one, io)}\n`);
  conclude(reported, checked, isComplete, io);

  function complain(message: string): void {
    isComplete = false;
    io.stderr.write(`${message}\n`);
  }
}

/** Relative to where the person stands, unless it lies elsewhere. */
function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, resolve(cwd, path));
  return short.startsWith("..") ? path : short;
}

function report(file: string, diagnostics: ReturnType<typeof diagnose>): Reported[] {
  return diagnostics.map(({ range, code, message, data, relatedInformation }) => ({
    file,
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    severity: problemInfo(code as ProblemCode).severity,
    code: String(code),
    message: typeof message === "string" ? message : message.value,
    suggestion: (data as { suggestion?: string } | undefined)?.suggestion,
    related: relatedInformation?.map(({ location: { range: at }, message: text }) => ({
      line: at.start.line + 1,
      column: at.start.character + 1,
      message: text,
    })),
  }));
}

/** NO_COLOR (any value) switches colours off; without a terminal there are none. */
function line({ file, line: row, column, severity, code, message }: Reported, { stdout, env }: Io): string {
  const colors = pc.createColors(stdout.isTTY === true && !env.NO_COLOR);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  return `${file}:${row}:${column} ${paint(severity)} ${message} ${colors.dim(`[${code}]`)}`;
}

function conclude(reported: Reported[], checked: number, isComplete: boolean, io: Io): void {
  const count = (severity: Severity): number => reported.filter((one) => one.severity === severity).length;
  const errors = count("error");
  const counts = [plural(errors, "error"), plural(count("warning"), "warning")].join(", ");
  const summary = `${reported.length === 0 ? "No problems" : counts} in ${plural(checked, "file")}.`;
  if (!isComplete) throw new CliError(`${summary} Not everything that was named could be checked.`, 2);
  if (errors > 0) throw new CliError(summary, 1);
  io.stderr.write(`${summary}\n`);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
