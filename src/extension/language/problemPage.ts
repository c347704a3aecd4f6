/** The documentation of one kind of problem as a page, from the same table that the checker uses: it needs no network. */
import { exampleHeader, isProblemCode, problemInfo } from "../../core/problem";

const FOLDER = "/problems/";

/** Where the page of a problem lies among the extension's own pages. */
export function problemPath(code: string): string {
  return `${FOLDER}${code}.md`;
}

/** The command that opens such a page, and the link to it that stands behind a problem's code. */
export const EXPLAIN_PROBLEM = "maintenanceMode.explainProblem";

export function problemLink(code: string): string {
  return `command:${EXPLAIN_PROBLEM}?%5B%22${code}%22%5D`;
}

/** The page at a path, or nothing when it is not that of a known problem. */
export function problemPage(path: string): string | undefined {
  const code =
    path.startsWith(FOLDER) && path.endsWith(".md") ? path.slice(FOLDER.length, -".md".length) : "";
  if (!isProblemCode(code)) return undefined;
  const { title, severity, meaning, mend, example } = problemInfo(code);
  const file = (text: string) =>
    "```yaml\n" + (example?.whole === true ? text : exampleHeader + text).trimEnd() + "\n```";
  return [
    `# ${title}`,
    `Problem \`${code}\` of Maintenance Mode (${severity}).`,
    meaning,
    "## How to mend it",
    mend,
    ...(example === undefined ? [] : ["## Wrong", file(example.wrong), "## Right", file(example.right)]),
    "",
  ].join("\n\n");
}
