/**
 * The mistakes of shape: what the schema's validator finds, as one problem per mistake. Conditions between keys are
 * judged only once all names are known: a misspelt name explains them.
 */
import type { SchemaError } from "../generated/validate";
import type { Problem } from "../problem";
import { explainShape, suggestedKey } from "./explain";
import type { Place } from "./place";

/** So many of the validator's errors are looked at; a document with more has a mistake of another kind. */
const maxErrors = 5_000;

/** Of several mistakes at one place the first of these is meant. */
const order = [
  ...["wrong-type", "unknown-version", "unknown-value", "too-long", "empty-value", "malformed-value"],
  ...["out-of-range", "duplicate-item", "cron", "unknown-property", "conflicting-property", "target-gap"],
  ...["missing-time-zone", "missing-property"],
];

/** The validator's errors as problems, at one place at most one; and how many errors were left aside. */
export function shapeProblems(
  root: Place,
  all: readonly SchemaError[],
): { problems: Problem[]; more: number } {
  const errors = all.slice(0, maxErrors);
  const misnamed = misnamedKeys(errors);
  const found = new Map<string, Problem>();
  for (const error of errors) {
    const owner = conditionOwner(error);
    if (owner !== undefined && misnamed.has(owner)) continue;
    if (
      error.keyword === "required" &&
      misnamed.get(error.instancePath)?.has(String(error.params.missingProperty))
    )
      continue;
    const one = explainShape(error, root);
    const key = `${one.at} ${one.path} ${one.code === "missing-property" ? one.message : ""}`;
    const before = found.get(key);
    if (before === undefined || order.indexOf(one.code) < order.indexOf(before.code)) found.set(key, one);
  }
  return { problems: [...found.values()], more: all.length - errors.length };
}

/** Objects with unknown keys -> the keys that were probably meant. */
function misnamedKeys(errors: readonly SchemaError[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const error of errors) {
    if (error.keyword !== "additionalProperties") continue;
    const meant = found.get(error.instancePath) ?? new Set();
    found.set(error.instancePath, meant);
    const suggestion = suggestedKey(error);
    if (suggestion !== undefined) meant.add(suggestion);
  }
  return found;
}

/** The object whose keys a condition compares (allOf, anyOf, if, ...); undefined for a plain rule about one key. */
function conditionOwner({ schemaPath, instancePath, keyword }: SchemaError): string | undefined {
  const parts = schemaPath.split("/").slice(1);
  let inside = false;
  // How far below the object the condition looks.
  let depth = 0;
  for (let index = 0; index < parts.length - 1; index++) {
    const part = parts[index] ?? "";
    if (part === "properties") index++;
    else if (part !== "items" && part !== "additionalProperties") {
      inside = true;
      continue;
    }
    if (inside) depth++;
  }
  if (!inside && keyword !== "anyOf" && keyword !== "dependentRequired") return undefined;
  return instancePath
    .split("/")
    .slice(0, depth === 0 ? undefined : -depth)
    .join("/");
}
