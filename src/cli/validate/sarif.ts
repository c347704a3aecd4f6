/** Problems as SARIF 2.1.0: one run, with every code as a rule that explains itself. */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../../package.json";
import { problemMarkdown } from "../../core/check/documentation";
import { type ProblemCode, problemCodes, problemInfo, type Severity } from "../../core/problem";
import type { Reported } from "../reported";

const levels: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** The log as text. */
export function sarif(problems: readonly Reported[]): string {
  const codes = (Object.keys(problemCodes) as ProblemCode[]).sort();
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "maintenance-mode", semanticVersion: version, rules: codes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => result(problem, codes.indexOf(problem.code))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(id: ProblemCode): object {
  const { title, severity, meaning, mend } = problemInfo(id);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: `${meaning} ${mend}`, markdown: problemMarkdown(id) },
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(problem: Reported, ruleIndex: number): object {
  const { file, line, column, endLine, endColumn, severity, code, message, related = [] } = problem;
  const artifactLocation = { uri: uriOf(file) };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        message: { text: one.message },
        physicalLocation: { artifactLocation, region: { startLine: one.line, startColumn: one.column } },
      })),
    }),
  };
}

/** Relative to where the program runs, as code scanning wants it; what lies elsewhere has its whole address. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join("/");
}
