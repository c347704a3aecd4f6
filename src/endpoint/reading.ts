/** What can be read: state, history, agents, the definition in force, and the live stream. */
import type { FastifyInstance } from "fastify";
import type { HttpParts } from "./parts";
import { HttpProblem } from "./problem";

const mostEntries = 500;

export function statusRoutes(server: FastifyInstance, { engine, events }: HttpParts): void {
  server.get("/v1/state", (request, reply) => {
    const { status, etag } = engine.current();
    reply.header("etag", etag);
    if (listedTags(request.headers["if-none-match"]).some((tag) => tag === "*" || tag === etag)) {
      return reply.status(304).send();
    }
    return reply.send(status);
  });

  server.get<{ Querystring: Record<string, string | string[]> }>("/v1/history", ({ query }) =>
    engine.history(
      wholeNumber(query, "limit", mostEntries) ?? 50,
      wholeNumber(query, "before", Number.MAX_SAFE_INTEGER),
    ),
  );

  server.get("/v1/agents", () => engine.agents());

  server.get("/v1/definition", () => {
    const { name, digest, valid, problems } = engine.current().status.definition;
    return {
      name,
      digest,
      valid,
      ...(problems === undefined ? {} : { problems }),
      definition: engine.definition,
    };
  });

  server.get("/v1/events", (_request, reply) => {
    reply.hijack();
    events.add(reply.raw);
  });
}

/** The tags of an If-Match or If-None-Match header; a weak one compares like a strong one. */
export function listedTags(header: string | undefined): string[] {
  return (header ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""))
    .filter((tag) => tag !== "");
}

function wholeNumber(
  query: Record<string, string | string[]>,
  name: string,
  most: number,
): number | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  const value = typeof text === "string" && /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= most) return value;
  throw new HttpProblem("invalid-request", `${name} is a whole number from 1 to ${most}.`);
}
