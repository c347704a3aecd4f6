/** Values that nest too deeply to be checked: the validator and every reader after it recurse. */
import { type Problem, problem } from "../problem";
import { step } from "./place";

const maxDepth = 100;

/** The problem of a value that nests too deeply; undefined for every sensible one. */
export function depthProblem(value: unknown): Problem | undefined {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: "", depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= maxDepth) {
      const { path } = next;
      return problem("too-deep", {
        path,
        at: "value",
        message: `This nests more than ${maxDepth} levels deep; a definition needs fewer than ten.`,
      });
    }
    // Only what can nest further is worth a path.
    for (const [name, child] of Object.entries(next.value)) {
      if (typeof child === "object" && child !== null)
        open.push({ value: child, path: next.path + step(name), depth: next.depth + 1 });
    }
  }
  return undefined;
}
