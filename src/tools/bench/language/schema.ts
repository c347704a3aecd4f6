/** The definition's JSON Schema in one file and without references, for peers that check against any schema. */
import { dereference, readSchemas } from "../../generate/schemas";

export function oneSchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    ...dereference(readSchemas(), "definition.schema.json"),
  };
}
