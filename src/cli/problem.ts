/** `maintenance-mode problem`: what a problem code means, without a network. */
import type { Command } from "commander";
import { problemMarkdown } from "../core/check/documentation";
import { nearest } from "../core/check/wording";
import { isProblemCode, type ProblemCode, problemCodes, problemInfo } from "../core/problem";
import { CliError } from "./error";
import type { Io } from "./io";

export function addProblemCommand(program: Command, io: Io): void {
  program
    .command("problem")
    .description("Explain a problem code, with a wrong and a right example; without a code: list them all")
    .argument("[code]", "the code, as validate prints it in brackets")
    .addHelpText("after", "\nExample:\n  maintenance-mode problem unknown-role")
    .action((code: string | undefined) => {
      io.stdout.write(code === undefined ? list() : explain(code));
    });
}

function list(): string {
  const codes = (Object.keys(problemCodes) as ProblemCode[]).sort();
  const width = Math.max(...codes.map((code) => code.length));
  return codes.map((code) => `${code.padEnd(width)}  ${problemInfo(code).title}\n`).join("");
}

function explain(code: string): string {
  if (isProblemCode(code)) return problemMarkdown(code);
  const guess = nearest(code, Object.keys(problemCodes));
  const advice =
    guess === undefined ? "`maintenance-mode problem` lists them all." : `Did you mean ${guess}?`;
  throw new CliError(`There is no problem code "${code}". ${advice}`, 2);
}
