/**
 * Generates the TypeScript types: one for every schema with an `x-type`, documented with its descriptions.
 * Conditions between properties (allOf, if, not) are the validator's; as types they would only be hard to read.
 */
import { compile } from "json-schema-to-typescript";
import type { GeneratedFile } from "./file";
import { dereference, readSchemas, visit, type Schema } from "./schemas";

const banner = "// Generated from schemas/v1 by `npm run generate`. Do not edit.\n";
const kept = ["type", "enum", "required", "description"] as const;

/** `types.ts`, in alphabetical order. */
export async function generateTypes(): Promise<GeneratedFile[]> {
  const schemas = readSchemas();
  const references = new Map<string, string>();
  for (const [file, schema] of schemas) {
    visit(schema, (node, at) => {
      const name = node["x-type"];
      if (name === undefined) return;
      if (references.has(name)) throw new Error(`Two schemas have the x-type ${name}`);
      references.set(name, `${file}#${at}`);
    });
  }
  const texts: string[] = [];
  for (const [name, reference] of [...references].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tree = dereference(schemas, reference);
    const shape = tree["x-shortType"] === undefined ? tree : { ...tree, type: "object" };
    texts.push(
      await compile(typeOnly(shape), name, {
        bannerComment: "",
        additionalProperties: false,
        ignoreMinAndMaxItems: true,
        style: { printWidth: 110 },
      }),
    );
  }
  return [{ path: "src/core/generated/types.ts", text: [banner, ...texts].join("\n") }];
}

/** What the type generator needs to know of a schema; a type with a name of its own is only named. */
function typeOnly(schema: Schema): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) shape[keyword] = schema[keyword];
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    shape.properties = Object.fromEntries(entries.map(([key, child]) => [key, typeOrName(child)]));
  }
  for (const keyword of ["items", "additionalProperties"] as const) {
    const child = schema[keyword];
    if (child !== undefined) shape[keyword] = typeof child === "boolean" ? child : typeOrName(child);
  }
  return shape;
}

function typeOrName(schema: Schema): Record<string, unknown> {
  const name = schema["x-type"];
  if (name === undefined) return typeOnly(schema);
  const short = schema["x-shortType"];
  const { description } = schema;
  return { ...(description && { description }), tsType: short === undefined ? name : `(${short} | ${name})` };
}
