/**
 * The door: everything that is wrong with a definition, by document path. Total over any JSON value, pure, and bounded:
 * a document of a hundred thousand mistakes is answered like one of a few.
 */
import { type SchemaError, validateDefinition } from "../generated/validate";
import { type Problem, problem } from "../problem";
import { depthProblem } from "./depth";
import type { Inventory } from "./inventory";
import { mostSevere } from "./limit";
import { isAmong, Place } from "./place";
import { Context, type Rule } from "./rule";
import { entryRules, wholeRules } from "./rules";
import { shapeProblems } from "./shape";

/** So many problems are listed; a last one counts the others. */
export const maxListed = 200;

export interface CheckOptions {
  /** The instant at which what expires is judged. */
  nowMs: number;
  /**
   * Paths that could not be read from the text. Nothing is reported there; a path that is not in the value says that
   * what should hold it is incomplete.
   */
  broken?: readonly string[];
  /** What is known of the inventory in `agents`, for a caller that keeps it up to date. */
  inventory?: Inventory;
}

/** Checks any JSON value as a definition. At one place it reports one thing, shape before meaning. */
export function checkDefinition(value: unknown, { nowMs, broken = [] }: CheckOptions): Problem[] {
  const deep = depthProblem(value);
  if (deep !== undefined) return broken.includes("") ? [] : [deep];
  const errors = validateDefinition(value) ? [] : (validateDefinition.errors ?? []);
  const { shape, meaning, more } = judge(new Place(value, ""), errors, [...entryRules, ...wholeRules], {
    nowMs,
    broken,
    most: maxListed,
  });
  return limited([...shape, ...meaning], more);
}

/**
 * Whether nothing at all is wrong with a value, not even a little. For a value that nests as sensible ones do: it costs a
 * fraction of finding out what is wrong.
 */
export function isFaultless(value: unknown, nowMs: number): boolean {
  if (!validateDefinition(value)) return false;
  const context = new Context(new Place(value, ""), nowMs, [], []);
  return [...entryRules, ...wholeRules].every((rule) => isSilent(rule(context)));
}

function isSilent(problems: Iterable<Problem>): boolean {
  for (const _ of problems) return false;
  return true;
}

/** What the judges of a definition find. */
export interface Judgement {
  shape: Problem[];
  meaning: Problem[];
  /** How many more there are. */
  more: number;
}

/** The validator's errors as problems, and what the rules find where the shape is right. */
export function judge(
  root: Place,
  errors: readonly SchemaError[],
  rules: readonly Rule[],
  { nowMs, broken = [], inventory, most }: CheckOptions & { most: number },
): Judgement {
  const { problems, more: moreOfShape } = shapeProblems(root, errors);
  const version = problems.find(({ code }) => code === "unknown-version");
  if (version !== undefined) return { shape: [version], meaning: [], more: 0 };

  const context = new Context(root, nowMs, problems, broken, inventory);
  const shape = problems.filter((one) => !context.isDistrusted(one));
  const wrong = new Set(shape.filter(judgesValue).map(({ path }) => path));
  const meaning: Problem[] = [];
  let more = moreOfShape;
  let errorsFound = 0;
  for (const rule of rules) {
    for (const found of rule(context)) {
      if (isAmong(found.path, wrong) || context.isDistrusted(found)) continue;
      const isError = found.severity === "error";
      if ((isError ? errorsFound : meaning.length - errorsFound) < most) {
        meaning.push(found);
        if (isError) errorsFound++;
      } else more++;
    }
  }
  const kept = mostSevere(meaning, Math.max(0, most - shape.length), ({ severity }) => severity);
  return { shape, meaning: [...kept], more: more + meaning.length - kept.length };
}

/** Whether nothing more is to be said about the value: it is wrong, or it does not belong here at all. */
export function judgesValue({ at, code }: Pick<Problem, "at" | "code">): boolean {
  return at === "value" || code === "unknown-property" || code === "conflicting-property";
}

function limited(found: Problem[], more: number): Problem[] {
  const left = Math.max(0, found.length - maxListed) + more;
  if (left === 0) return found;
  return [
    ...mostSevere(found, maxListed, ({ severity }) => severity),
    problem("more-problems", {
      path: "",
      at: "key",
      message: `${left} more problems are not listed. Mend those that are; the others follow.`,
    }),
  ];
}
