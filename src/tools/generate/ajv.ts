/**
 * Sets up Ajv for this project: as strict as it gets, and with errors that say in the schema's own words what is allowed.
 */
import Ajv2020, { _, str, stringify, type Code } from "ajv/dist/2020";
import type { KeywordErrorCxt, KeywordErrorDefinition } from "ajv/dist/types";
import { ownKeywords } from "./schemas";

/** Dates that exist, a capital T and Z, an offset, at most nanoseconds: what every reader of instants accepts. */
const dateTime =
  /^(?!0000)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Keyword -> the annotation that words its error. */
const worded = {
  pattern: "x-expected",
  format: "x-expected",
  not: "x-message",
  required: "x-message",
  anyOf: "x-message",
} as const;

/** An Ajv that knows the project's annotations and formats; the generated validators and the tests use the same. */
export function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false, // a condition speaks of properties whose types ...
    strictRequired: false, // ... and names stand elsewhere
    allErrors: true,
    allowUnionTypes: true,
    ownProperties: true,
    inlineRefs: false,
    code: { source: true, esm: true },
  });
  ajv.opts.unevaluated = false; // no schema uses it, and to keep account of it doubles the code
  ajv.addVocabulary(ownKeywords);
  ajv.addFormat("date-time", dateTime);
  for (const [keyword, annotation] of Object.entries(worded)) {
    replaceError(ajv, keyword, (error) => ({
      message: (cxt) => text(cxt, annotation) ?? call(error.message, cxt),
      // The pattern itself is nothing for people, and long.
      params: (cxt) => (keyword === "pattern" || !error.params ? _`{}` : call(error.params, cxt)),
    }));
  }
  // As a literal, so that the validator does not have to carry the schema.
  replaceError(ajv, "enum", (error) => ({
    ...error,
    params: ({ schema }) => _`{allowedValues: ${stringify(schema)}}`,
  }));
  return ajv;
}

function replaceError(
  ajv: Ajv2020,
  keyword: string,
  change: (error: KeywordErrorDefinition) => KeywordErrorDefinition,
): void {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== "object" || !definition.error) throw new Error(`Ajv has no keyword ${keyword}`);
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ ...definition, error: change(definition.error) });
}

function text(cxt: KeywordErrorCxt, annotation: "x-expected" | "x-message"): Code | undefined {
  const words = cxt.parentSchema?.[annotation] as string | undefined;
  if (words === undefined) return undefined;
  return annotation === "x-expected" ? str`must be ${words}` : str`${words}`;
}

function call<T extends string | Code>(part: T | ((cxt: KeywordErrorCxt) => T), cxt: KeywordErrorCxt): T {
  return typeof part === "function" ? part(cxt) : part;
}
