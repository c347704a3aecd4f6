/** The endpoint over HTTP: addresses, tokens, bodies and headers in, the engine's answers out. The contract is schemas/v1/endpoint.openapi.yaml. */
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from "fastify";
import type { HttpParts } from "./parts";
import { HttpProblem, problemDetails } from "./problem";
import { statusRoutes } from "./reading";
import { presentedToken } from "./tokens";
import { transitionRoutes } from "./writing";

/** Largest request body, in bytes: a report of ten thousand running operations fits. */
const bodyLimit = 4 << 20;
const nothingHere =
  "There is nothing at this address. The paths are those of endpoint.openapi.yaml, such as /v1/state.";
const openPaths = new Set(["/v1/health"]);

/** Builds the server with all routes; it does not listen yet. */
export function buildServer(parts: HttpParts): FastifyInstance {
  const server = Fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: false },
    // An address that cannot even be decoded never reaches the hooks below.
    frameworkErrors: (_error, request, reply) => {
      const problem = entryProblem(parts, request) ?? new HttpProblem("not-found", nothingHere);
      sendProblem(parts, problem, request, reply);
    },
  });
  server.removeContentTypeParser("text/plain");
  const routes: RouteOptions[] = [];
  server.addHook("onRoute", (route) => {
    routes.push(route);
  });
  server.addHook("onRequest", (request, _reply, next) => next(entryProblem(parts, request)));
  server.addHook("preHandler", (request, _reply, next) => next(tokenInBody(request)));
  server.addHook("onSend", (_request, reply, payload, next) => {
    reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
    next(null, payload);
  });
  server.setErrorHandler((error: FastifyError | HttpProblem, request, reply) =>
    sendProblem(parts, error, request, reply),
  );
  server.get("/v1/health", () => ({ ok: true }));
  statusRoutes(server, parts);
  transitionRoutes(server, parts);
  server.setNotFoundHandler((request) => {
    throw notFound(routes, request);
  });
  return server;
}

/** What stops a request at the door: another host's name (DNS rebinding), or no valid token. */
function entryProblem(parts: HttpParts, request: FastifyRequest): HttpProblem | undefined {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (!["127.0.0.1", "localhost", "[::1]"].includes(host)) {
    return new HttpProblem(
      "misdirected-request",
      "This endpoint answers only to localhost, 127.0.0.1 and [::1].",
    );
  }
  if (openPaths.has(request.url.split("?")[0] ?? "")) return undefined;
  const caller = parts.authenticate(request.headers.authorization);
  if (caller === undefined) {
    const given =
      request.headers.authorization === undefined ? "No token was sent" : "The token is not known here";
    return new HttpProblem(
      "unauthorized",
      `${given}. Send the header "Authorization: Bearer TOKEN" with a token of this endpoint.`,
    );
  }
  request.caller = caller;
  return undefined;
}

/** What stands in a body is shown to everybody and kept in the history for ever: no place for a token. */
function tokenInBody({ headers, body }: FastifyRequest): HttpProblem | undefined {
  const token = presentedToken(headers.authorization);
  if (token === undefined || body === undefined || !JSON.stringify(body).includes(token)) return undefined;
  return new HttpProblem(
    "invalid-request",
    "The body holds your token. Send it in the Authorization header only, and revoke it if others may have seen it.",
  );
}

function sendProblem(
  parts: HttpParts,
  error: FastifyError | HttpProblem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = error instanceof HttpProblem ? error : translated(error);
  if (problem.code === "internal") parts.log(`Internal error: ${error.stack ?? error.message}`);
  if (problem.code === "unauthorized") reply.header("www-authenticate", 'Bearer realm="maintenance-mode"');
  const document = problemDetails(problem);
  // A problem quotes what was sent; a token that was put into an address by mistake is not sent back.
  const token = presentedToken(request.headers.authorization);
  const text = JSON.stringify(document);
  return reply
    .status(document.status)
    .type("application/problem+json")
    .send(token === undefined ? text : text.replaceAll(token, "…"));
}

/** Fastify's own errors in our words; whatever is unknown is ours to mend and says nothing of its inside. */
function translated(error: FastifyError): HttpProblem {
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new HttpProblem("too-large", `The body is larger than ${bodyLimit} bytes.`);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new HttpProblem(
        "unsupported-media-type",
        "Send JSON with the header Content-Type: application/json.",
      );
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return new HttpProblem("invalid-request", "The body is empty; send a JSON document.");
    default:
      if (error.statusCode === 400) return new HttpProblem("invalid-request", "The body is not valid JSON.");
      return new HttpProblem("internal", "Something went wrong inside the endpoint; its log says what.");
  }
}

/** A path that exists with another method says so; the routes are those that were added. */
function notFound(routes: readonly RouteOptions[], request: FastifyRequest): HttpProblem {
  const path = request.url.split("?")[0] ?? "";
  const methods = routes.filter(({ url }) => pathShape(url).test(path)).flatMap(({ method }) => method);
  if (methods.length > 0) {
    return new HttpProblem(
      "method-not-allowed",
      `${path} takes ${methods.join(", ")}, not ${request.method}.`,
    );
  }
  return new HttpProblem("not-found", nothingHere);
}

function pathShape(url: string): RegExp {
  return new RegExp(`^${url.replace(/:[^/]+/g, "[^/]+")}$`);
}
