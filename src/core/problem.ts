/** The closed table of problem codes: what each means, with an example, and how to mend it. Codes never change. */
import { type ProblemInfo } from "./check/codes/code";
import { meaningCodes } from "./check/codes/meaning";
import { shapeCodes } from "./check/codes/shape";
import { textCodes } from "./check/codes/text";
import type { Problem } from "./generated/types";

export { exampleHeader, type ProblemInfo } from "./check/codes/code";
export type { Problem } from "./generated/types";

export type Severity = Problem["severity"];

/** Every kind of problem: first those of the text, then of the shape, then of the meaning. */
export const problemCodes = { ...textCodes, ...shapeCodes, ...meaningCodes };

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
