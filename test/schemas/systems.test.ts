/** What is known of other systems: each in the shape of its schema, and offered wherever a system can be named. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systemIds } from "../../src/core/systems";
import { newAjv } from "../../src/tools/generate/ajv";
import { readSchemas } from "../../src/tools/generate/schemas";

const root = join(__dirname, "../..");
const folder = join(root, "schemas/v1/systems");

describe("systems", () => {
  const ajv = newAjv();
  for (const schema of readSchemas().values()) ajv.addSchema(schema);

  for (const name of readdirSync(folder)) {
    it(`${name} has the shape of a system, and the name of its id`, () => {
      const system = JSON.parse(readFileSync(join(folder, name), "utf8")) as { id: string };
      const isValid = ajv.validate("maintenance-mode:/v1/system.schema.json", system);
      assert.ok(isValid, ajv.errorsText());
      assert.equal(`${system.id}.json`, name);
    });
  }

  it("are each offered in the setting", () => {
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      contributes: {
        configuration: { properties: Record<string, { additionalProperties?: { enum: string[] } }> };
      };
    };
    const setting = manifest.contributes.configuration.properties["maintenanceMode.enforcedBy"];
    assert.deepEqual(setting?.additionalProperties?.enum, systemIds);
  });
});
