/** The schemas themselves: valid, complete as documentation, and with examples that are what they show. */
import assert from "node:assert/strict";
import { newAjv } from "../../src/tools/generate/ajv";
import { dereference, readSchemas, visit, type Schema } from "../../src/tools/generate/schemas";

const schemas = readSchemas();

/** Every reference under which something can be looked up: each file that is a value, and each of its definitions. */
const references = [...schemas].flatMap(([file, schema]) => [
  ...(schema.type === undefined ? [] : [file]),
  ...Object.keys(schema.$defs ?? {}).map((name) => `${file}#/$defs/${name}`),
]);

describe("schemas", () => {
  for (const [file, schema] of schemas) {
    it(`${file} is a valid schema under its own id`, () => {
      const ajv = newAjv();
      assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
      assert.equal(schema.$id, `maintenance-mode:/v1/${file}`);
      assert.ok(ajv.validateSchema(schema), ajv.errorsText());
    });
  }

  it("find each other by id and compile strictly", () => {
    const ajv = newAjv();
    for (const schema of schemas.values()) ajv.addSchema(schema);
    for (const schema of schemas.values()) assert.ok(ajv.getSchema(schema.$id!));
  });

  it("describe every property, with an example", () => {
    const missing: string[] = [];
    for (const reference of references) {
      visit(dereference(schemas, reference), (node, at) => {
        if (!isProperty(at, node)) return;
        for (const keyword of ["title", "description", "examples"]) {
          if (node[keyword] === undefined) missing.push(`${reference} ${at}: ${keyword}`);
        }
      });
    }
    assert.deepEqual(missing, []);
  });

  it("describe every value of an enum", () => {
    const missing: string[] = [];
    for (const [file, schema] of schemas) {
      visit(schema, (node, at) => {
        if (node.enum === undefined || isCondition(at)) return;
        const described = Object.keys(node["x-enumDescriptions"] ?? {});
        if (described.join() !== node.enum.join()) missing.push(`${file}#${at}`);
      });
    }
    assert.deepEqual(missing, []);
  });

  it("say in words what a pattern or format expects", () => {
    const missing: string[] = [];
    for (const [file, schema] of schemas) {
      visit(schema, (node, at) => {
        const constrained = node.pattern !== undefined || node.format !== undefined;
        if (constrained && node["x-expected"] === undefined) missing.push(`${file}#${at}`);
      });
    }
    assert.deepEqual(missing, []);
  });

  it("allow no unknown property in any object", () => {
    const open: string[] = [];
    for (const [file, schema] of schemas) {
      visit(schema, (node, at) => {
        const isObject = node.type === "object" || (Array.isArray(node.type) && node.type.includes("object"));
        if (isObject && !isCondition(at) && node.additionalProperties === undefined)
          open.push(`${file}#${at}`);
      });
    }
    assert.deepEqual(open, []);
  });

  describe("accept their own examples", () => {
    const ajv = newAjv();
    for (const schema of schemas.values()) ajv.addSchema(schema);
    for (const [file, schema] of schemas) {
      it(file, function () {
        this.timeout(20_000);
        const wrong: string[] = [];
        visit(schema, (node, at) => {
          if (node.examples === undefined) return;
          const validate = ajv.getSchema(`${schema.$id}#${at}`)!;
          for (const example of node.examples) {
            if (!validate(example)) wrong.push(`${at}: ${ajv.errorsText(validate.errors)}`);
          }
        });
        assert.deepEqual(wrong, []);
      });
    }
  });
});

/** Whether the node at this pointer is the schema of a property, not a part of a condition. */
function isProperty(at: string, node: Schema): boolean {
  return /\/properties\/[^/]+$/.test(at) && !isCondition(at) && node.$ref === undefined;
}

function isCondition(at: string): boolean {
  const keywords = at.replace(/\/properties\/[^/]+/g, "");
  return /\/(?:allOf|anyOf|if|then|not|dependentSchemas|contains)(?:\/|$)/.test(keywords);
}
