/**
 * Generates the definition's schema as a plain tree of texts and names: what hover, completion and did-you-mean read.
 */
import type { GeneratedFile } from "./file";
import { dereference, readSchemas, type Schema } from "./schemas";

const head = `// Generated from schemas/v1 by \`npm run generate\`. Do not edit.

/** One node of the definition's schema, without references and without the conditions between properties. */
export interface SchemaNode {
  title?: string;
  description?: string;
  /** The name of its definition in the schemas, such as \`localTime\` or \`window\`. */
  shape?: string;
  type?: string | string[];
  enum?: string[];
  /** Value -> its meaning; also for the short form of a node that is a string or an object. */
  enumDescriptions?: Record<string, string>;
  /** What is allowed, in words that follow 'must be'. */
  expected?: string;
  examples?: unknown[];
  default?: unknown;
  required?: string[];
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  /** The value of every property whose name is free (schedules, labels); false: no other property. */
  additionalProperties?: SchemaNode | false;
}
`;

const kept = ["title", "description", "type", "enum", "examples", "default", "required"] as const;
const renamed = {
  "x-shape": "shape",
  "x-enumDescriptions": "enumDescriptions",
  "x-expected": "expected",
} as const;

/** `schema.ts`. */
export function generateSchemaTree(): GeneratedFile[] {
  const tree = textsOnly(dereference(readSchemas(), "definition.schema.json", () => false, true));
  const text = `${head}\nexport const definitionSchema: SchemaNode = ${JSON.stringify(tree, null, 1)};\n`;
  return [{ path: "src/core/generated/schema.ts", text }];
}

function textsOnly(schema: Schema): Record<string, unknown> {
  const node: Record<string, unknown> = {};
  for (const keyword of kept) if (schema[keyword] !== undefined) node[keyword] = schema[keyword];
  for (const [keyword, name] of Object.entries(renamed)) {
    if (schema[keyword] !== undefined) node[name] = schema[keyword];
  }
  if (schema.properties) {
    const entries = Object.entries(schema.properties);
    node.properties = Object.fromEntries(entries.map(([key, child]) => [key, textsOnly(child)]));
  }
  for (const keyword of ["items", "additionalProperties"] as const) {
    const child = schema[keyword];
    if (child !== undefined) node[keyword] = typeof child === "boolean" ? child : textsOnly(child);
  }
  return node;
}
