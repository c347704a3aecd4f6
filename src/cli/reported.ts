/** The problems of a file as programs and people read them: with lines and columns, and the line that shows one. */
import { relative, resolve } from "node:path";
import type { ProblemCode } from "../core/problem";
import { type Levels, type Shown, shownLevel } from "../core/severity";
import type { EnforcedBy } from "../core/systems";
import { diagnoseNamed } from "../language/diagnose";
import type { Elsewhere } from "../language/elsewhere";
import { place } from "../language/position";
import { colorsFor } from "./colors";
import type { Io } from "./io";

/** One problem as programs read it. Lines and columns count from 1; columns in UTF-16 code units. */
export interface Reported {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  severity: Shown;
  code: ProblemCode;
  message: string;
  suggestion?: string;
  related?: { line: number; column: number; message: string }[];
}

/** The name of a file in everything that is printed: relative to where the person stands, unless it lies elsewhere. */
export function shownPath(path: string, cwd: string): string {
  if (path === "-") return "<stdin>";
  const short = relative(cwd, resolve(cwd, path));
  return short.startsWith("..") ? path : short;
}

/** What somebody has set: how grave problems of some codes are, and what systems enforce definitions. */
export interface Asked {
  levels?: Levels;
  enforcedBy?: EnforcedBy;
  /** Other files that define an environment, by its name. */
  elsewhere?: Elsewhere;
}

/** What is wrong with a file, and the names of the environments that it defines. */
export interface CheckedFile {
  problems: Reported[];
  environments: string[];
}

/** Everything that is wrong with the text of a file, in its order. */
export function problemsOf(file: string, text: string, io: Io): Reported[] {
  return checkFile(file, text, io).problems;
}

/** The same, as somebody asked for it. */
export function checkFile(file: string, text: string, io: Io, asked: Asked = {}): CheckedFile {
  const options = { uri: file, nowMs: io.now(), always: true, ...asked };
  const { diagnostics, environments } = diagnoseNamed(text, options);
  const problems = diagnostics.map(({ range, code, message, data, relatedInformation }): Reported => {
    const end = place(text, range.end);
    return {
      file,
      ...place(text, range.start),
      endLine: end.line,
      endColumn: end.column,
      severity: shownLevel(code as ProblemCode, asked.levels),
      code: code as ProblemCode,
      message: typeof message === "string" ? message : message.value,
      suggestion: (data as { suggestion?: string } | undefined)?.suggestion,
      related: relatedInformation?.map(({ location, message: words }) => ({
        ...place(text, location.range.start),
        message: words,
      })),
    };
  });
  return { problems, environments };
}

/** `file:line:column severity message [code]`, in colour on a terminal. */
export function problemLine(
  { file, line, column, severity, code, message }: Reported,
  io: Io,
  stream: "stdout" | "stderr" = "stdout",
): string {
  const colors = colorsFor(io, stream);
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue, hint: colors.dim }[severity];
  return `${file}:${line}:${column} ${paint(severity)} ${message} ${colors.dim(`[${code}]`)}`;
}
