/** The door for programs that put definitions in force: from text to values, with what is wrong by document path. */
import type { MaintenanceDefinition } from "../core/generated/types";
import { type Problem, problem } from "../core/problem";
import { inspect } from "./inspect";
import { Lines } from "./position";
import { pathAt } from "./source";

/** Reads the definitions of a text. They have the right shape, and may be put in force, when no problem is an error. */
export function readDefinition(
  text: string,
  nowMs: number,
): { definitions: MaintenanceDefinition[]; problems: Problem[] } {
  const definitions: MaintenanceDefinition[] = [];
  const problems: Problem[] = [];
  const lines = new Lines(text);
  for (const { value, root, findings } of inspect(text, { isNamed: true, nowMs })) {
    // What is wrong with it is in the problems, so whoever looks at those first may trust the type.
    definitions.push(value as MaintenanceDefinition);
    for (const { code, span, path, message, suggestion } of findings) {
      const { line, character } = lines.position(span[0]);
      problems.push(
        problem(code, {
          path: path ?? pathAt(root, span[0]),
          at: "value",
          message: `Line ${line + 1}, column ${character + 1}: ${message}`,
          ...(suggestion !== undefined && { suggestion }),
        }),
      );
    }
  }
  return { definitions, problems };
}
