/** Values that nest too deeply to be checked: the validator and every reader after it recurse. */
import { type Problem, problem } from "../problem";
import { step } from "./place";

const maxDepth = 100;

/** Whether a value nests more than a hundred levels deep. */
export function isTooDeep(value: unknown): boolean {
  return nestsDeeper(value, maxDepth);
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const child of Array.isArray(value) ? (value as unknown[]) : Object.values(value)) {
    if (typeof child === "object" && nestsDeeper(child, levels - 1)) return true;
  }
  return false;
}

/** The problem of a value that nests too deeply; undefined for every sensible one. */
export function depthProblem(value: unknown): Problem | undefined {
  if (!isTooDeep(value)) return undefined;
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
