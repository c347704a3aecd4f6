/** The closed table of problem codes: what each means, with an example, and how to mend it. Codes never change. */
import { adviceCodes } from "./check/codes/advice";
import { type ProblemInfo } from "./check/codes/code";
import { fileCodes } from "./check/codes/file";
import { ignoreCodes } from "./check/codes/ignores";
import { meaningCodes } from "./check/codes/meaning";
import { shapeCodes } from "./check/codes/shape";
import { textCodes } from "./check/codes/text";
import { trapCodes } from "./check/codes/traps";
import type { Problem } from "./generated/types";

export { exampleHeader, type ProblemInfo } from "./check/codes/code";
export type { Problem } from "./generated/types";

export type Severity = Problem["severity"];

/** Every kind of problem: of the file, of the text, of the shape, of the meaning; and advice, which is never an error. */
export const problemCodes = {
  ...fileCodes,
  ...textCodes,
  ...trapCodes,
  ...shapeCodes,
  ...meaningCodes,
  ...adviceCodes,
  ...ignoreCodes,
};

export type ProblemCode = keyof typeof problemCodes;

/** Whether the text is a code of the table. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCodes, code);
}

/** What is documented about a code. */
export function problemInfo(code: ProblemCode): ProblemInfo {
  return problemCodes[code];
}

/** A problem with the severity that its code has. */
export function problem(code: ProblemCode, rest: Omit<Problem, "code" | "severity">): Problem {
  return { code, severity: problemCodes[code].severity, ...rest };
}
