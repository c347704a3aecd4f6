/** Values of the wrong kind: what is wanted, what is there, and what the author most likely meant. */
import type { SchemaError } from "../generated/validate";
import { type Problem, problem } from "../problem";
import { isRecord, type Place } from "./place";
import { subject } from "./schema-words";
import { quoted } from "./wording";

const kinds: Record<string, string> = {
  object: "a mapping (keys, each followed by a colon)",
  array: "a list (one entry a line, each after a dash and a space)",
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
};

/** The problem of a value of another kind than the schema wants. */
export function wrongType({ params, message }: SchemaError, { path, value }: Place): Problem {
  const types = [params.type].flat().map(String);
  const expected =
    message.startsWith("must be ") && !/^must be [a-z,]+$/.test(message) ? message.slice(8) : undefined;
  const wanted = expected ?? types.map((type) => kinds[type] ?? type).join(" or ");
  const hint = typeHint(types, value);
  return problem("wrong-type", {
    path,
    at: "value",
    message: `${subject(path)} must be ${wanted}; here is ${kindOf(value)}.${hint === undefined ? "" : ` ${hint.message}`}`,
    ...(hint?.suggestion !== undefined && { suggestion: hint.suggestion }),
  });
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "number") return "a number";
  return typeof value === "string" ? `the text ${quoted(value)}` : quoted(value);
}

/** What the author most likely meant with a value of another kind. */
function typeHint(types: string[], value: unknown): { message: string; suggestion?: string } | undefined {
  if (types.includes("boolean") && typeof value === "string") {
    const meant = /^(?:y|yes|on|true)$/i.test(value)
      ? "true"
      : /^(?:n|no|off|false)$/i.test(value)
        ? "false"
        : undefined;
    return meant === undefined
      ? undefined
      : { message: `Write ${quoted(meant)}, without quotes.`, suggestion: meant };
  }
  if (types.includes("array") && typeof value === "string" && /^-\S/.test(value)) {
    return { message: "A dash begins an entry only when a space follows it." };
  }
  if (types.includes("array") && typeof value === "string")
    return { message: `Write ${quoted(`[${value}]`)}.` };
  if (types.includes("array") && isRecord(value) && Object.keys(value).length > 0) {
    return { message: "Put a dash and a space before its first key." };
  }
  if (types.includes("string") && (typeof value === "number" || typeof value === "boolean")) {
    return { message: "Put it in quotes.", suggestion: JSON.stringify(String(value)) };
  }
  if (types.includes("object") && typeof value === "string") {
    return { message: "Write a key, a colon, a space and a value." };
  }
  if (types.includes("integer") && typeof value === "string" && /^-?\d+$/.test(value)) {
    return { message: "Write it without quotes.", suggestion: value };
  }
  return undefined;
}
