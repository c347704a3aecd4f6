/**
 * Reads the JSON Schemas and resolves their references, so that every generator works on one plain tree per part.
 * A reference may be annotated (title, description, ...) but not constrained further: one place decides a shape.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** The root of the repository. */
export const root = resolve(__dirname, "../../..");
const folder = join(root, "schemas/v1");

/** A JSON Schema as it is written; `x-type` names its TypeScript type, the other `x-` keywords are texts for people. */
export interface Schema {
  $id?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  examples?: unknown[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | boolean;
  additionalProperties?: Schema | boolean;
  "x-type"?: string;
  "x-shortType"?: string;
  "x-expected"?: string;
  "x-message"?: string;
  "x-enumDescriptions"?: Record<string, string>;
  [keyword: string]: unknown;
}

const inOne = ["items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"];
const inList = ["allOf", "anyOf", "oneOf"];
const inMap = ["properties", "dependentSchemas", "$defs"];
const resolved = ["$ref", "$id", "$schema", "$defs"];
const annotations = /^(?:title|description|examples|default|x-.+)$/;

/** The keywords that only this project knows; to JSON Schema they are annotations. */
export const ownKeywords = ["x-type", "x-shortType", "x-expected", "x-message", "x-enumDescriptions"];

/** File name -> schema, in a fixed order. */
export function readSchemas(): Map<string, Schema> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".schema.json"));
  return new Map(
    names.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8")) as Schema]),
  );
}

/** Visits a schema and every schema inside it; `at` is the JSON Pointer of each. */
export function visit(schema: Schema, seen: (node: Schema, at: string) => void, at = ""): void {
  seen(schema, at);
  for (const [keyword, child] of children(schema)) visit(child, seen, `${at}/${keyword}`);
}

function* children(schema: Schema): Generator<[string, Schema]> {
  for (const keyword of inOne) if (isSchema(schema[keyword])) yield [keyword, schema[keyword]];
  for (const keyword of [...inList, ...inMap]) {
    for (const [key, child] of Object.entries(schema[keyword] ?? {})) {
      if (isSchema(child)) yield [`${keyword}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, child];
    }
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Resolves a reference such as `windows.schema.json#/$defs/window` into a tree in which everything stands in place,
 * but for what refers to itself and for what `apart` chooses: those stand once in `$defs`, under their x-type. On
 * request each node says in `x-shape` which definition it was, such as `localTime`.
 */
export function dereference(
  schemas: Map<string, Schema>,
  reference: string,
  apart: (node: Schema) => boolean = () => false,
  namesShapes = false,
): Schema {
  const $defs: Record<string, Schema> = {};
  const tree = follow(reference, "", []);
  return Object.keys($defs).length > 0 ? { ...tree, $defs } : tree;

  function follow(ref: string, from: string, open: string[]): Schema {
    const [file, pointer = ""] = ref.split("#");
    const base = file || from;
    const id = `${base}#${pointer}`;
    const node = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((parent, key) => (parent as Schema | undefined)?.[key], schemas.get(base));
    if (!isSchema(node)) throw new Error(`${from}: there is nothing at ${ref}`);
    if (!open.includes(id) && !apart(node)) return expand(node, base, [...open, id]);
    const name = node["x-type"];
    if (name === undefined) throw new Error(`${id} refers to itself and needs an x-type`);
    if (!(name in $defs)) {
      $defs[name] = {};
      $defs[name] = expand(node, base, [id]);
    }
    return { $ref: `#/$defs/${name}`, "x-type": name };
  }

  function expand(node: Schema, base: string, open: string[]): Schema {
    const own = Object.entries(node).filter(([keyword]) => !resolved.includes(keyword));
    const copy = mapChildren(Object.fromEntries(own), (child) => expand(child, base, open));
    if (node.$ref === undefined) return copy;
    const constraint = Object.keys(copy).find((keyword) => !annotations.test(keyword));
    if (constraint) throw new Error(`${base}: ${constraint} stands beside $ref ${node.$ref}`);
    const shape = namesShapes ? /\/\$defs\/(\w+)$/.exec(node.$ref)?.[1] : undefined;
    return { ...(shape !== undefined && { "x-shape": shape }), ...follow(node.$ref, base, open), ...copy };
  }
}

function mapChildren(schema: Schema, change: (child: Schema) => Schema): Schema {
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (inOne.includes(keyword) && isSchema(value)) return [keyword, change(value)];
    if (inList.includes(keyword)) return [keyword, (value as Schema[]).map(change)];
    if (!inMap.includes(keyword)) return [keyword, value];
    const map = Object.entries(value as Record<string, Schema | boolean>);
    return [
      keyword,
      Object.fromEntries(map.map(([key, child]) => [key, isSchema(child) ? change(child) : child])),
    ];
  });
  return Object.fromEntries(entries) as Schema;
}
