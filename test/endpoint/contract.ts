/** Holds every answer of a test against the HTTP contract: documented code, documented media type, documented shape. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { newAjv } from "../../src/tools/generate/ajv";
import { readSchemas, root } from "../../src/tools/generate/schemas";

type Tree = Record<string, unknown>;

const document = parse(readFileSync(join(root, "schemas/v1/endpoint.openapi.yaml"), "utf8")) as {
  paths: Record<string, Record<string, { responses: Record<string, Tree> }>>;
  components: { responses: Record<string, Tree> };
};
const ajv = newAjv();
for (const schema of readSchemas().values()) ajv.addSchema(schema);

/** The paths and methods of the contract, `get /v1/state`. */
export function documentedRoutes(): string[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    ["get", "post", "put", "delete"]
      .filter((method) => method in operations)
      .map((method) => `${method} ${path}`),
  );
}

/** Fails when an answer to a documented route is not a documented one. */
export function assertDocumented(
  method: string,
  path: string,
  answer: { status: number; type: string; body: unknown },
): void {
  const plain = path.split("?")[0] ?? "";
  const route = Object.keys(document.paths).find((shape) =>
    new RegExp(`^${shape.replace(/\{\w+\}/g, "[^/]+")}$`).test(plain),
  );
  const operation = route === undefined ? undefined : document.paths[route]?.[method.toLowerCase()];
  if (operation === undefined) return;
  const what = `${method} ${plain} -> ${answer.status}`;
  const listed = operation.responses[String(answer.status)];
  assert.ok(listed, `${what} is not in the contract`);
  const content = resolved(listed).content as Record<string, { schema: Tree }> | undefined;
  if (content === undefined) {
    assert.equal(answer.body, undefined, `${what} has no body in the contract`);
    return;
  }
  const media = content[answer.type.split(";")[0] ?? ""];
  assert.ok(media, `${what} answers ${answer.type}`);
  const validate = ajv.compile(absolute(media.schema) as object);
  assert.ok(validate(answer.body), `${what}: ${JSON.stringify(validate.errors)}`);
}

function resolved(response: Tree): Tree {
  const name = typeof response.$ref === "string" ? response.$ref.split("/").at(-1) : undefined;
  return name === undefined ? response : (document.components.responses[name] ?? {});
}

/** References beside the contract's file become those of the schemas' ids. */
function absolute(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(absolute);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === "$ref" && typeof value === "string"
        ? value.replace(/^\.\//, "maintenance-mode:/v1/")
        : absolute(value),
    ]),
  );
}
