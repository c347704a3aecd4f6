/** Problems as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
import { sep } from "node:path";
import { problemInfo } from "../../core/problem";
import type { Shown } from "../../core/severity";
import type { Reported } from "../reported";

const commands: Record<Shown, string> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/** One command a line. */
export function github(problems: readonly Reported[]): string {
  return problems.map((problem) => `${command(problem)}\n`).join("");
}

function command({ file, line, column, endLine, endColumn, severity, code, message }: Reported): string {
  const properties = Object.entries({
    file: file.split(sep).join("/"),
    line,
    endLine,
    col: column,
    endColumn,
    title: `${problemInfo(code).title} [${code}]`,
  });
  const list = properties.map(([name, value]) => `${name}=${inProperty(String(value))}`).join(",");
  return `::${commands[severity]} ${list}::${inMessage(message)}`;
}

/** A line break would end the command and begin the next one. */
function inMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
