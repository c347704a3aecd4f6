/** What can be asked for: the four actions, the answer to a waiting request, and what the host reports. */
import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type {
  HistoryEntry,
  InFlightOperation,
  RequestAnswer,
  State,
  Status,
  TransitionRequest,
  TransitionResult,
} from "../core/generated/types";
import { validateAnswer, validateInFlight, validateTransition } from "../core/generated/validate.js";
import {
  type Step,
  answerRequest,
  beginRestart,
  reportInFlight,
  request as ask,
  serviceRestarted,
} from "../core/machine";
import { checkedBody } from "./body";
import type { Policy } from "../core/policy";
import type { AnswerTo, Engine } from "./engine";
import type { GivenAnswer } from "./store";
import type { HttpParts } from "./parts";
import { HttpProblem, problemDetails } from "./problem";
import { listedTags } from "./reading";

export function transitionRoutes(server: FastifyInstance, { engine }: HttpParts): void {
  server.post("/v1/transitions", (request, reply) => {
    const body = checkedBody(request.body, validateTransition) as TransitionRequest;
    return answerOnce(engine, request, reply, (policy, state, nowMs) => {
      const { reason = "", target = {}, ...rest } = body;
      const { caller } = request;
      return ask(policy, state, caller, { ...rest, reason, target, by: caller.name }, nowMs);
    });
  });

  server.post("/v1/request", (request, reply) => {
    const { answer, reason } = checkedBody(request.body, validateAnswer) as RequestAnswer;
    return answerOnce(engine, request, reply, (policy, state, nowMs) =>
      answerRequest(policy, state, request.caller, { approve: answer === "approve", reason }, nowMs),
    );
  });

  server.post<{ Params: { id: string } }>("/v1/services/:id/restart", ({ params, caller }, reply) =>
    send(
      reply,
      engine.run((policy, state, nowMs) => beginRestart(policy, state, caller, params.id, nowMs)),
    ),
  );

  server.post<{ Params: { id: string } }>("/v1/services/:id/restarted", (request, reply) => {
    onlyHost(request);
    const { params, caller } = request;
    return send(
      reply,
      engine.run((policy, state, nowMs) => serviceRestarted(policy, state, caller.name, params.id, nowMs)),
    );
  });

  server.put("/v1/in-flight", (request, reply) => {
    onlyHost(request);
    const operations = checkedBody(request.body, validateInFlight) as InFlightOperation[];
    const { status, etag } = engine.run((_policy, state, nowMs) => reportInFlight(state, operations, nowMs));
    return reply.header("etag", etag).send(status);
  });
}

/** Runs a command on the state that the caller has seen, once for each Idempotency-Key; a repetition gets the first answer. */
function answerOnce(
  engine: Engine,
  request: FastifyRequest,
  reply: FastifyReply,
  command: (policy: Policy, state: State, nowMs: number) => Step,
): FastifyReply {
  const by = request.caller.name;
  const key = idempotencyKey(request);
  const bodyHash = createHash("sha256")
    .update(`${request.url} ${JSON.stringify(request.body)}`)
    .digest("base64url");
  const known = key === undefined ? undefined : engine.answered(by, key);
  if (known !== undefined) return sendAgain(reply, known, bodyHash, engine.current().etag);
  checkIfMatch(request, engine.current());
  const keep: AnswerTo | undefined =
    key === undefined
      ? undefined
      : (step, status, entry) => ({ key, by, bodyHash, ...answerOf(step, status, entry) });
  return send(reply, engine.run(command, keep));
}

function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key === "string" && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new HttpProblem("invalid-request", "Idempotency-Key is 1 to 200 visible characters without spaces.");
}

function sendAgain(reply: FastifyReply, known: GivenAnswer, bodyHash: string, etag: string): FastifyReply {
  if (known.bodyHash !== bodyHash) {
    throw new HttpProblem(
      "idempotency-mismatch",
      "This Idempotency-Key was used with another body; use a new key for a new change.",
    );
  }
  reply.type(known.status >= 400 ? "application/problem+json" : "application/json; charset=utf-8");
  return reply
    .status(known.status)
    .header("etag", etag)
    .header("idempotency-replayed", "true")
    .send(JSON.stringify(known.body));
}

function checkIfMatch({ headers }: FastifyRequest, { status, etag }: { status: Status; etag: string }): void {
  const tags = listedTags(headers["if-match"]);
  if (tags.length === 0 || tags.some((tag) => tag === "*" || tag === etag)) return;
  throw new HttpProblem(
    "changed",
    `The state is no longer the one you saw: it is now "${status.phase}", revision ${status.revision}. Look at it and decide again.`,
    { status_now: status },
  );
}

/** What is answered to a step, as a status code and a document. */
function answerOf(
  step: Step,
  status: Status,
  entry: HistoryEntry | undefined,
): { status: number; body: unknown } {
  if (!step.ok) {
    const body = problemDetails(
      new HttpProblem(step.code, step.detail, step.rule === undefined ? {} : { rule: step.rule }),
    );
    return { status: body.status, body };
  }
  if (entry === undefined) throw new Error("What is carried out is always recorded.");
  const body: TransitionResult = { status, entry, changed: step.changed };
  return { status: entry.outcome === "requested" ? 202 : 200, body };
}

function send(
  reply: FastifyReply,
  {
    step,
    status,
    etag,
    entry,
  }: { step: Step; status: Status; etag: string; entry: HistoryEntry | undefined },
): FastifyReply {
  if (!step.ok)
    throw new HttpProblem(step.code, step.detail, step.rule === undefined ? {} : { rule: step.rule });
  const answer = answerOf(step, status, entry);
  return reply.status(answer.status).header("etag", etag).send(answer.body);
}

function onlyHost({ caller }: FastifyRequest): void {
  if (caller.host) return;
  throw new HttpProblem(
    "forbidden",
    "Only the host itself reports what runs and what has restarted: use a token made with --host.",
  );
}
