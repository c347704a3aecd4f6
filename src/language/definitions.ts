/** The door for programs: from text to values, with what is wrong by document path and by line and column. */
import type { MaintenanceDefinition } from "../core/generated/types";
import { type Problem, problem } from "../core/problem";
import { isDefinitionPath } from "./definition";
import type { Finding } from "./finding";
import { type Inspected, inspect } from "./inspect";
import { Lines, place } from "./position";
import { pathAt } from "./source";

/** A problem with its place in the text; lines and columns count from 1. */
export interface PlacedProblem extends Problem {
  line: number;
  column: number;
}

/** A document of a text that holds a definition; without a value where it could not be read as a whole. */
export interface ReadText {
  value?: unknown;
  problems: PlacedProblem[];
}

/** Reads every definition of a text; the name of its file says whether each document is one. */
export function readDocuments(text: string, file: string, nowMs: number): ReadText[] {
  return [...placed(text, isDefinitionPath(file), nowMs)].map(({ value, isWhole, problems }) =>
    isWhole ? { value, problems } : { problems },
  );
}

/** Reads the definitions of a text. They have the right shape, and may be put in force, when no problem is an error. */
export function readDefinition(
  text: string,
  nowMs: number,
): { definitions: MaintenanceDefinition[]; problems: Problem[] } {
  const definitions: MaintenanceDefinition[] = [];
  const problems: Problem[] = [];
  for (const document of placed(text, true, nowMs)) {
    // What is wrong with it is in the problems, so whoever looks at those first may trust the type.
    definitions.push(document.value as MaintenanceDefinition);
    for (const { line, column, message, ...rest } of document.problems)
      problems.push({ ...rest, message: `Line ${line}, column ${column}: ${message}` });
  }
  return { definitions, problems };
}

type Placed = Pick<Inspected, "value" | "isWhole"> & { problems: PlacedProblem[] };

function* placed(text: string, isNamed: boolean, nowMs: number): Generator<Placed> {
  const lines = new Lines(text);
  for (const { value, isWhole, root, findings } of inspect(text, { isNamed, nowMs })) {
    const problemOf = ({ code, span, path, at, message, suggestion }: Finding): PlacedProblem => {
      const where = { path: path ?? pathAt(root, span[0]), at: at ?? "value" };
      const found = problem(code, { ...where, message, ...(suggestion !== undefined && { suggestion }) });
      return { ...found, ...place(text, lines.position(span[0])) };
    };
    yield { value, isWhole, problems: findings.map(problemOf) };
  }
}
