/** Holds answers and events against the HTTP contract: documented code, headers, media type and shape. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ValidateFunction } from "ajv";
import { parse } from "yaml";
import { newAjv } from "../generate/ajv";
import { readSchemas, root } from "../generate/schemas";
import type { Json } from "./cases";

/** An answer that has been read; its headers' names are in small letters. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  /** The body, read as JSON; undefined when there is none. */
  body: Json | undefined;
}

interface Content {
  content?: Record<string, { schema: object }>;
  headers?: Record<string, { $ref: string }>;
}

const document = parse(readFileSync(join(root, "schemas/v1/endpoint.openapi.yaml"), "utf8")) as {
  paths: Record<string, Record<string, { responses: Record<string, Content | { $ref: string }> }>>;
  components: { responses: Record<string, Content>; headers: Record<string, { required?: boolean }> };
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

/** What of an answer to a documented route is not as the contract says, one line each. */
export function undocumented(method: string, path: string, { status, headers, body }: HttpAnswer): string[] {
  const plain = path.split("?")[0] ?? "";
  const route = Object.keys(document.paths).find((shape) =>
    new RegExp(`^${shape.replace(/\{\w+\}/g, "[^/]+")}$`).test(plain),
  );
  const operation = route === undefined ? undefined : document.paths[route]?.[method.toLowerCase()];
  if (operation === undefined) return [];
  const what = `${method} ${plain} -> ${status}`;
  const listed = operation.responses[String(status)];
  if (listed === undefined) return [`${what} is not in the contract`];
  const response = "$ref" in listed ? (document.components.responses[lastName(listed.$ref)] ?? {}) : listed;
  const missing = Object.entries(response.headers ?? {})
    .filter(([, { $ref }]) => document.components.headers[lastName($ref)]?.required === true)
    .filter(([name]) => headers[name.toLowerCase()] === undefined)
    .map(([name]) => `${what} has no ${name}`);
  return [...missing, ...wrongBody(what, response, headers["content-type"] ?? "", body)];
}

function wrongBody(what: string, { content }: Content, type: string, body: Json | undefined): string[] {
  if (content === undefined) return body === undefined ? [] : [`${what} has no body in the contract`];
  const media = content[type.split(";")[0] ?? ""];
  if (media === undefined) return [`${what} answers ${type || "without a media type"}`];
  const validate = validatorOf(media.schema);
  return validate(body) ? [] : [`${what}: ${ajv.errorsText(validate.errors)}`];
}

/** What is wrong with the data of an event of the stream. */
export function malformedEvent(event: string, data: unknown): string[] {
  const reference = event === "state" ? "status.schema.json" : "status.schema.json#/$defs/beat";
  const validate = ajv.getSchema(`maintenance-mode:/v1/${reference}`);
  return validate?.(data) === true ? [] : [`event ${event}: ${ajv.errorsText(validate?.errors)}`];
}

const validators = new Map<object, ValidateFunction>();

function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema) ?? ajv.compile(absolute(schema) as object);
  validators.set(schema, known);
  return known;
}

function lastName(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
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
