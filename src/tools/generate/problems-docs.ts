/** Generates docs/problems.md, one section with an anchor per code, from the table of problem codes. */
import { headerMarkdown, problemMarkdown } from "../../core/check/documentation";
import { type ProblemCode, problemCodes, problemInfo } from "../../core/problem";
import type { GeneratedFile } from "./file";

export function generateProblemsDocs(): GeneratedFile[] {
  const codes = (Object.keys(problemCodes) as ProblemCode[]).sort();
  const text = [
    "<!-- Generated from src/core/problem.ts by `npm run generate`. Do not edit. -->",
    "# Problems",
    "What can be wrong with a definition, by code. The editor, `maintenance-mode validate` and the endpoint report the same codes; they never change their meaning. `maintenance-mode problem CODE` prints a section of this page without a network.",
    "An **error** keeps a definition from being put in force; a **warning** is valid and probably not what was meant; an **info** is worth knowing.",
    "Most examples leave out the lines that every definition begins with:",
    headerMarkdown(),
    ["| Code | Severity | What is wrong |", "| --- | --- | --- |", ...codes.map(row)].join("\n"),
    ...codes.map((code) => problemMarkdown(code, "##").trimEnd()),
  ];
  return [{ path: "docs/problems.md", text: `${text.join("\n\n")}\n` }];
}

function row(code: ProblemCode): string {
  const { title, severity } = problemInfo(code);
  return `| [${code}](#${code}) | ${severity} | ${title} |`;
}
