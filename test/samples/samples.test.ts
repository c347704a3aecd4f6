/** The samples: valid, without a warning, and `complete` really is. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { definitionSchema, type SchemaNode } from "../../src/core/generated/schema";
import { validateDefinition } from "../../src/core/generated/validate.js";
import type { MaintenanceDefinition } from "../../src/core/generated/types";
import { readDefinition } from "../../src/language/definitions";
import { root } from "../../src/tools/generate/schemas";

const folder = join(root, "samples");
const files = readdirSync(folder).filter((name) => name.endsWith(".maintenance.yaml"));
const today = Date.parse("2026-11-21T00:00:00Z");

function read(name: string): MaintenanceDefinition[] {
  const documents = parseAllDocuments(readFileSync(join(folder, `${name}.maintenance.yaml`), "utf8"));
  assert.ok(Array.isArray(documents));
  return documents.map((document) => document.toJS() as MaintenanceDefinition);
}

describe("samples", () => {
  it("are there for every seed system and every idea", () => {
    const seeds = ["dynamics-365", "lcs-environment", "tactical-rmm", "urbancode-deploy"];
    const expected = ["complete", "minimal", ...seeds].sort().map((name) => `${name}.maintenance.yaml`);
    assert.deepEqual(files.sort(), expected);
  });

  it("are all in the table of the README", () => {
    const readme = readFileSync(join(folder, "README.md"), "utf8");
    const linked = [...readme.matchAll(/\]\((.+?\.yaml)\)/g)].map(([, file]) => file);
    assert.deepEqual(linked.sort(), files.sort());
  });

  for (const file of files) {
    it(`${file} has no problem`, () => {
      const text = readFileSync(join(folder, file), "utf8");
      for (const document of parseAllDocuments(text)) {
        assert.ok(validateDefinition(document.toJS()), JSON.stringify(validateDefinition.errors));
      }
      assert.deepEqual(readDefinition(text, today).problems, []);
    });
  }

  it("complete has every property of the schema", () => {
    const missing = propertiesOf(definitionSchema);
    for (const definition of read("complete")) strike(definition, definitionSchema, missing);
    assert.deepEqual([...missing], []);
  });

  it("urbancode-deploy blocks its ten kinds of activity, and lets three go on", () => {
    const [{ operations } = { operations: undefined }] = read("urbancode-deploy");
    const text = readFileSync(join(folder, "urbancode-deploy.maintenance.yaml"), "utf8");
    const numbered = [...text.matchAll(/^ {4}# (\d+)\. /gm)].map(([, number]) => Number(number));
    assert.deepEqual(numbered, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.equal(operations?.blocked?.length, 12, "the first kind is three operations");
    assert.equal(operations.answer, "Could Not Start");
    assert.equal(operations.inFlight, "finish");
    assert.deepEqual(operations.alwaysAllowed, ["process.manual-task.respond"]);
  });

  it("tactical-rmm has clients, sites and agents, and silences every kind of alert", () => {
    const [definition] = read("tactical-rmm");
    const groups = definition?.agents ?? [];
    assert.equal(new Set(groups.map(({ client }) => client)).size, 2);
    assert.equal(groups.length, 3);
    assert.equal(groups.flatMap(({ ids }) => ids).length, 8);
    const ways = ["alert.email.send", "alert.sms.send"];
    const kinds = ["overdue", "check", "task"].flatMap((kind) => ways.map((way) => `${way}.${kind}`));
    assert.deepEqual(definition?.operations?.blocked, [...kinds, "dashboard.failing.show"]);
  });
});

/** Every property, as Type.property: those of calendars count once, wherever a calendar stands. */
function propertiesOf(schema: SchemaNode, into = new Set<string>()): Set<string> {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    into.add(`${schema.title}.${name}`);
    propertiesOf(child, into);
  }
  if (schema.items) propertiesOf(schema.items, into);
  if (schema.additionalProperties) propertiesOf(schema.additionalProperties, into);
  return into;
}

function strike(value: unknown, schema: SchemaNode, missing: Set<string>): void {
  if (Array.isArray(value)) value.forEach((item) => strike(item, schema.items!, missing));
  else if (typeof value === "object" && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      const property = schema.properties?.[name];
      if (property) missing.delete(`${schema.title}.${name}`);
      strike(child, (property ?? schema.additionalProperties) as SchemaNode, missing);
    }
  }
}
