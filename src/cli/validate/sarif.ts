/** Problems as SARIF 2.1.0: one run, with every code as a rule that explains itself. */
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { version } from "../../../package.json";
import { problemMarkdown } from "../../core/check/documentation";
import { type ProblemCode, problemCodes, problemInfo } from "../../core/problem";
import type { Shown } from "../../core/severity";
import type { Reported } from "../reported";
import { lineFingerprints } from "./fingerprint";

const levels: Record<Shown, string> = { error: "error", warning: "warning", info: "note", hint: "note" };
/** What code scanning sorts and filters alerts by. */
const problemSeverities: Record<Shown, string> = {
  error: "error",
  warning: "warning",
  info: "recommendation",
  hint: "recommendation",
};

/** The log as text; `texts` holds the text of every file by its name. */
export function sarif(problems: readonly Reported[], texts: ReadonlyMap<string, string>): string {
  const codes = (Object.keys(problemCodes) as ProblemCode[]).sort();
  const fingerprints = new Map(
    [...new Set(problems.map(({ file }) => file))].map((file) => [
      file,
      lineFingerprints(texts.get(file) ?? ""),
    ]),
  );
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "maintenance-mode", version, semanticVersion: version, rules: codes.map(rule) },
        },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) =>
          result(problem, codes.indexOf(problem.code), fingerprints.get(problem.file)?.[problem.line - 1]),
        ),
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
    properties: { precision: "very-high", "problem.severity": problemSeverities[severity] },
  };
}

function result(problem: Reported, ruleIndex: number, fingerprint: string | undefined): object {
  const { file, line, column, endLine, endColumn, severity, code, message, related = [] } = problem;
  const artifactLocation = { uri: uriOf(file) };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: plain(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation,
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    ...(fingerprint !== undefined && { partialFingerprints: { primaryLocationLineHash: fingerprint } }),
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        message: { text: plain(one.message) },
        physicalLocation: { artifactLocation, region: { startLine: one.line, startColumn: one.column } },
      })),
    }),
  };
}

/** In a message `[text](target)` is a link: what a definition holds must not make one. */
function plain(text: string): string {
  return text.replaceAll("](", "] (");
}

/** Relative to where the program runs, as code scanning wants it; what lies elsewhere has its whole address. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(sep).map(encodeURIComponent).join("/");
}
