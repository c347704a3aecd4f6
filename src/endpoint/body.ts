/** Request bodies against the contract: what is wrong with one, member by member, in words. */
import type { Problem } from "../core/generated/types";
import type { SchemaError, SchemaValidator } from "../core/generated/validate.js";
import { HttpProblem } from "./problem";

/** The body as it is when the validator accepts it; else fails with each of its problems. */
export function checkedBody(body: unknown, validate: SchemaValidator): unknown {
  if (body === undefined)
    throw new HttpProblem("invalid-request", "The body is empty; send a JSON document.");
  if (validate(body)) return body;
  const problems = (validate.errors ?? []).slice(0, mostProblems).map(explained);
  const words = problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
  throw new HttpProblem("invalid-request", words.join(" "), { problems });
}

const mostProblems = 10;

function explained(error: SchemaError): Problem {
  const { keyword, instancePath: path, params } = error;
  const base = { severity: "error" as const, path, at: "value" as const };
  switch (keyword) {
    case "required":
      return {
        ...base,
        code: "missing-property",
        message: `"${String(params.missingProperty)}" is missing.`,
      };
    case "dependentRequired":
      return {
        ...base,
        code: "missing-property",
        message: `"${String(params.property)}" needs "${String(params.missingProperty)}" beside it.`,
      };
    case "additionalProperties": {
      const name = String(params.additionalProperty);
      return {
        ...base,
        path: `${path}/${name}`,
        at: "key",
        code: "unknown-property",
        message: `There is no member "${name}" here.`,
      };
    }
    case "enum":
      return {
        ...base,
        code: "wrong-value",
        message: `It is one of ${(params.allowedValues as unknown[]).join(", ")}.`,
      };
    case "type":
      return { ...base, code: "wrong-type", message: `It must be of the type ${String(params.type)}.` };
    case "format":
    case "pattern":
      return {
        ...base,
        code: "wrong-value",
        message:
          path.endsWith("until") || path.endsWith("estimatedEnd")
            ? "It is an instant with an offset, such as 2026-11-24T20:00:00Z."
            : "It does not have the right form.",
      };
    default:
      return { ...base, code: "wrong-value", message: `It ${error.message}.` };
  }
}
