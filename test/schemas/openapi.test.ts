/** The HTTP contract: complete, with references that lead somewhere and examples that are what they show. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { newAjv } from "../../src/tools/generate/ajv";
import { readSchemas, root } from "../../src/tools/generate/schemas";

interface Media {
  schema: Record<string, unknown>;
  example?: unknown;
  examples?: Record<string, { value?: unknown }>;
}
interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Media>;
}
interface Operation {
  operationId: string;
  security?: unknown[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, unknown>;
}

const document = parse(readFileSync(join(root, "schemas/v1/endpoint.openapi.yaml"), "utf8")) as {
  openapi: string;
  security: unknown;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown> } & Record<string, Record<string, unknown>>;
};
const schemas = readSchemas();

/** Method and path -> the status codes of the contract. */
const contract: Record<string, string> = {
  "get /v1/health": "200 421 500",
  "get /v1/state": "200 304 401 421 500",
  "post /v1/transitions": "200 202 400 401 403 409 412 413 415 421 422 500",
  "post /v1/request": "200 400 401 403 409 412 413 415 421 422 500",
  "get /v1/history": "200 400 401 421 500",
  "get /v1/agents": "200 401 421 500",
  "get /v1/definition": "200 401 421 500",
  "post /v1/services/{id}/restart": "200 400 401 403 404 409 413 415 421 500",
  "post /v1/services/{id}/restarted": "200 400 401 403 404 413 415 421 500",
  "put /v1/in-flight": "200 400 401 403 413 415 421 500",
  "get /v1/events": "200 401 421 500",
};

const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => /^(?:get|put|post|delete|patch)$/.test(method))
    .map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

describe("endpoint.openapi.yaml", () => {
  it("is OpenAPI 3.1 and asks for a bearer token everywhere but for health", () => {
    assert.match(document.openapi, /^3\.1\./);
    assert.deepEqual(document.security, [{ token: [] }]);
    const { type, scheme } = document.components.securitySchemes.token as Record<string, string>;
    assert.deepEqual([type, scheme], ["http", "bearer"]);
    const open = operations.filter(({ operation }) => operation.security !== undefined);
    assert.deepEqual(
      open.map(({ name, operation }) => [name, operation.security]),
      [["get /v1/health", []]],
    );
  });

  it("has every address with every status code", () => {
    const actual = operations.map(({ name, operation }) => [
      name,
      Object.keys(operation.responses).join(" "),
    ]);
    assert.deepEqual(Object.fromEntries(actual), contract);
  });

  it("names each operation once", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    assert.deepEqual([...new Set(ids)], ids);
  });

  it("answers every error with a problem document", () => {
    for (const { name, operation } of operations) {
      for (const [status, given] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue;
        const { content } = resolve(given) as Response;
        assert.deepEqual(Object.keys(content ?? {}), ["application/problem+json"], `${name} ${status}`);
        for (const example of examplesOf(content!["application/problem+json"]!)) {
          assert.equal((example as { status: number }).status, Number(status), `${name} ${status}`);
        }
      }
    }
  });

  it("has no reference that leads nowhere", () => {
    let count = 0;
    walk(document, (ref) => {
      count++;
      assert.notEqual(resolve({ $ref: ref }), undefined, ref);
    });
    assert.ok(count > 100);
  });

  it("shows examples that are valid", () => {
    const ajv = newAjv();
    for (const [file, schema] of schemas) ajv.addSchema({ ...schema, $id: file });
    let count = 0;
    for (const [at, media] of mediaOf(document, "")) {
      if (at.endsWith("text/event-stream")) continue;
      const reference = (media.schema.$ref as string | undefined)?.replace("./", "");
      const validate = reference === undefined ? ajv.compile(media.schema) : ajv.getSchema(reference);
      assert.ok(validate, at);
      const examples = examplesOf(media);
      assert.ok(examples.length > 0, `${at} has no example`);
      for (const example of examples) {
        count++;
        assert.ok(validate(example), `${at}: ${ajv.errorsText(validate.errors)}`);
      }
    }
    assert.ok(count > 20);
  });

  it("streams examples of events that are valid", () => {
    const ajv = newAjv();
    for (const schema of schemas.values()) ajv.addSchema(schema);
    const { content } = document.paths["/v1/events"]!.get!.responses["200"] as Response;
    const events = String(content!["text/event-stream"]!.example).trim().split("\n\n");
    const schemaOf = { state: "status.schema.json", beat: "status.schema.json#/$defs/beat" };
    for (const event of events) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(event)?.[1] ?? "";
      const schema = schemaOf[field("event") as keyof typeof schemaOf];
      const validate = ajv.getSchema(`maintenance-mode:/v1/${schema}`)!;
      assert.ok(validate(JSON.parse(field("data"))), ajv.errorsText(validate.errors));
    }
    assert.equal(events.length, 2);
  });
});

function resolve(node: unknown): unknown {
  const ref = (node as { $ref?: string } | undefined)?.$ref;
  if (ref === undefined) return node;
  const [file = "", pointer = ""] = ref.split("#");
  const start: unknown = file === "" ? document : schemas.get(file.replace("./", ""));
  const steps = pointer.split("/").slice(1);
  return steps.reduce((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], start);
}

function walk(node: unknown, seen: (ref: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref") seen(value as string);
    else walk(value, seen);
  }
}

function* mediaOf(node: unknown, at: string): Generator<[string, Media]> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
    if (key !== "content") yield* mediaOf(value, `${at} ${key}`);
    else
      for (const [type, media] of Object.entries(value as Record<string, Media>))
        yield [`${at} ${type}`, media];
  }
}

function examplesOf(media: Media): unknown[] {
  const named = Object.values(media.examples ?? {}).map(
    (example) => (resolve(example) as { value: unknown }).value,
  );
  return "example" in media ? [media.example, ...named] : named;
}
