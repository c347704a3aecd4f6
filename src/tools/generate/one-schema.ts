/** The definition's JSON Schema in one file and without references, for editors that are told of a schema in their settings. */
import type { GeneratedFile } from "./file";
import { dereference, readSchemas } from "./schemas";

export function oneSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...dereference(readSchemas(), "definition.schema.json"),
  };
}

export function generateOneSchema(): GeneratedFile[] {
  return [{ path: "schemas/editors/definition.schema.json", text: `${JSON.stringify(oneSchema())}\n` }];
}
