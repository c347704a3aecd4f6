/** What a name may be changed to, and how the new one is written in place of the old one. */
import { quoted } from "../../core/check/wording";
import { definitionSchema, type SchemaNode } from "../../core/generated/schema";
import {
  type SchemaValidator,
  validateAgentGroup,
  validateRole,
  validateService,
} from "../../core/generated/validate";
import type { NameKind } from "../names";
import { readDocument } from "../read";
import { trapFindings } from "../traps";

/** What names of a kind look like: an entry that holds one, what judges it, and what the schema says about the name. */
interface Shape {
  validate: SchemaValidator;
  entry: (name: string) => unknown;
  schema: SchemaNode | undefined;
}

const lists = definitionSchema.properties ?? {};
const service = lists.services?.items?.properties;
const role = lists.roles?.items?.properties;
const group = lists.agents?.items?.properties;

const idShape: Shape = { validate: validateService, entry: (id) => ({ id }), schema: service?.id };
const patternShape: Shape = {
  validate: validateRole,
  entry: (name) => ({ id: "any", bypass: [name] }),
  schema: role?.bypass?.items,
};
const placeShape: Shape = {
  validate: validateAgentGroup,
  entry: (client) => ({ client, site: "any", ids: ["any"] }),
  schema: group?.client,
};

/** Kinds whose names are not ids. */
const shapes: Partial<Record<NameKind, Shape>> = {
  operation: patternShape,
  client: placeShape,
  site: placeShape,
  agent: placeShape,
};

/** Why something cannot have this name; undefined when it can. */
export function malformed(kind: NameKind, name: string): string | undefined {
  const { validate, entry, schema } = shapes[kind] ?? idShape;
  if (validate(entry(name))) return undefined;
  const long = validate.errors?.find(({ keyword }) => keyword === "maxLength");
  const expected =
    long === undefined ? schema?.expected : `at most ${String(long.params.limit)} characters long`;
  return `${quoted(name)} cannot be the name of ${oneOf(kind)}: it must be ${expected ?? "one that the schema allows"}.`;
}

/** The kind with its article. */
export function oneOf(kind: NameKind): string {
  return `${/^[aeo]/.test(kind) ? "an" : "a"} ${kind}`;
}

/** The new name as it is written in place of the old one: in the same quotes, and in quotes where it needs them. */
export function writtenLike(before: string, name: string): string {
  if (before.startsWith("'")) return `'${name.replaceAll("'", "''")}'`;
  const written = before.startsWith('"') || needsQuotes(name) ? JSON.stringify(name) : name;
  // A text below a `|` or `>` reaches up to the next line.
  return before.endsWith("\n") ? `${written}\n` : written;
}

/** Whether the name without quotes is something else to some reader, inside brackets or outside. */
function needsQuotes(name: string): boolean {
  const text = `[${name}]`;
  const { root, findings } = readDocument(text, [0, text.length]);
  const isItself = root.items?.length === 1 && root.items[0]?.value === name;
  return !isItself || findings.length > 0 || trapFindings(root, text).length > 0;
}
