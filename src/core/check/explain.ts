/** Each mistake of shape in the words of a definition: what is wrong, what is allowed, how to mend it. */
import type { SchemaError } from "../generated/validate";
import { type Problem, problem } from "../problem";
import { cronProblem } from "./cron";
import { wrongType } from "./kinds";
import { type Place, step } from "./place";
import { nodeAt, purpose, sentence, subject } from "./schema-words";
import { advice, listed, nearest, quoted } from "./wording";

/** The known key that an unknown one probably is, misspelt. */
export function suggestedKey({ instancePath, params }: SchemaError): string | undefined {
  const known = Object.keys(nodeAt(instancePath)?.properties ?? {});
  return nearest(String(params.additionalProperty), known);
}

type Explain = (error: SchemaError, place: Place, root: Place) => Problem;

/** How each keyword of the schema is told. */
const byKeyword: Record<string, Explain> = {
  additionalProperties: unknownProperty,
  required: missingProperty,
  dependentRequired: targetGap,
  anyOf: ({ message }, { path }) =>
    problem("missing-property", { path, at: "key", message: sentence(message, path) }),
  not: misplaced,
  type: wrongType,
  enum: unknownValue,
  const: unknownValue,
  pattern: malformed,
  format: malformed,
  propertyNames: malformedName,
  maxLength: ({ params }, { path, value }) =>
    problem("too-long", {
      path,
      at: "value",
      message: `${subject(path)} has ${String(value).length} characters; at most ${String(params.limit)} are allowed. Shorten it.`,
    }),
  minLength: empty,
  minItems: empty,
  minProperties: empty,
  minimum: outOfRange,
  maximum: outOfRange,
  uniqueItems: duplicateItem,
};

/** Tells one error of the validator, about a value below the root. */
export function explainShape(error: SchemaError, root: Place): Problem {
  return (byKeyword[error.keyword] ?? other)(error, root.at(error.instancePath), root);
}

/** A keyword that the schema did not use when this was written. */
function other({ message }: SchemaError, { path }: Place): Problem {
  return problem("malformed-value", {
    path,
    at: "value",
    message: `${subject(path)}: ${sentence(message, path)}`,
  });
}

function unknownProperty(error: SchemaError, place: Place): Problem {
  const name = String(error.params.additionalProperty);
  const node = nodeAt(error.instancePath);
  const known = Object.keys(node?.properties ?? {});
  const path = place.path + step(name);
  if (name === "cron" && known.includes("rrule")) return cronProblem(place.get(name));
  const suggestion = suggestedKey(error);
  const where = error.instancePath === "" ? "a definition" : `\`${(node?.title ?? "this").toLowerCase()}\``;
  const message = `${quoted(name)} is not a key of ${where}. ${advice(suggestion, known, "Possible are", "Remove it.")}`;
  return problem("unknown-property", {
    path,
    at: "key",
    message,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function missingProperty(error: SchemaError, place: Place, root: Place): Problem {
  const name = String(error.params.missingProperty);
  const { path } = place;
  if (path === "" && name === "timeZone") {
    // The window is what needs it, so that is the place to show; the document has no key of its own.
    const needy = root.get("windows").exists ? "/windows" : "/schedules";
    return problem("missing-time-zone", { path: needy, at: "key", message: sentence(error.message, path) });
  }
  if (!error.message.startsWith("must have")) {
    return problem("missing-property", {
      path,
      at: "key",
      message: sentence(error.message, path),
      suggestion: name,
    });
  }
  const node = nodeAt(path + step(name));
  const example = node?.examples?.[0];
  const written =
    example === undefined
      ? name
      : `${name}: ${typeof example === "string" ? example : JSON.stringify(example)}`;
  const owner = path === "" ? "A definition" : (nodeAt(path)?.title ?? "This");
  const message = `${owner} needs ${quoted(name)}${purpose(node)}. Add it, such as ${quoted(written)}.`;
  return problem("missing-property", { path, at: "key", message, suggestion: name });
}

function targetGap({ params }: SchemaError, { path }: Place): Problem {
  const property = String(params.property);
  const missing = String(params.missingProperty);
  return problem("target-gap", {
    path: path + step(property),
    at: "key",
    message: `A target with ${quoted(property)} needs ${quoted(missing)}, too: a name alone could mean several. Add ${quoted(missing)}.`,
    suggestion: missing,
  });
}

/** `not: {}` forbids a key because of another one; any other `not` forbids a value. */
function misplaced({ message, schemaPath }: SchemaError, { path }: Place): Problem {
  const forbidden = /\/(?:then|dependentSchemas)\//.test(schemaPath);
  return problem(forbidden ? "conflicting-property" : "out-of-range", {
    path,
    at: forbidden ? "key" : "value",
    message: sentence(message, path),
  });
}

function unknownValue({ params, instancePath }: SchemaError, { path, value }: Place): Problem {
  const allowed = [params.allowedValues ?? params.allowedValue].flat().map(String);
  const version =
    instancePath === "/apiVersion" && typeof value === "string" && value.startsWith("maintenance-mode/");
  const guess = typeof value === "string" ? nearest(value, allowed) : undefined;
  const suggestion = allowed.length === 1 ? allowed[0] : guess;
  const advised = guess !== undefined && allowed.length > 1 ? ` Did you mean ${quoted(guess)}?` : "";
  const possible =
    allowed.length === 1 ? `Only ${quoted(allowed[0])} is possible.` : `Possible: ${listed(allowed)}.`;
  return problem(version ? "unknown-version" : "unknown-value", {
    path,
    at: "value",
    message: `${quoted(value)} is not possible for ${subject(path)}.${advised} ${possible}`,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function malformed(error: SchemaError, { path, value }: Place): Problem {
  return problem("malformed-value", {
    path,
    at: "value",
    message: `${subject(path)} ${error.message}; ${quoted(value)} is not.`,
  });
}

function malformedName(error: SchemaError, place: Place): Problem {
  const name = String(error.params.propertyName);
  const expected = /^must be /.test(error.message)
    ? error.message
    : "must be a name in the form that is used here";
  return problem("malformed-value", {
    path: place.path + step(name),
    at: "key",
    message: `The name ${quoted(name)} ${expected}.`.replace("must be", "is not right: it must be"),
  });
}

function empty({ keyword }: SchemaError, { path }: Place): Problem {
  const text = keyword === "minLength";
  return problem("empty-value", {
    path,
    at: "value",
    message: `${subject(path)} must not be empty. ${text ? "Write a text, or remove the key" : "Add an entry, or remove the key"}.`,
  });
}

function outOfRange({ keyword, params }: SchemaError, { path, value }: Place): Problem {
  const limit = String(params.limit);
  return problem("out-of-range", {
    path,
    at: "value",
    message: `${quoted(value)} is too ${keyword === "minimum" ? "small" : "great"} for ${subject(path)}: ${
      keyword === "minimum" ? "at least" : "at most"
    } ${limit} is possible.`,
  });
}

function duplicateItem({ params }: SchemaError, list: Place): Problem {
  const [first, second] = [Number(params.i), Number(params.j)].sort((a, b) => a - b) as [number, number];
  const again = list.get(String(second));
  return problem("duplicate-item", {
    path: again.path,
    at: "value",
    message: `${quoted(again.value)} is in ${subject(list.path)} twice. Remove one of them.`,
    related: [{ path: list.path + step(first), message: `${quoted(again.value)} is here first.` }],
  });
}
