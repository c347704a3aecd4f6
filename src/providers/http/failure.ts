/** Turns what went wrong on the way or came back as a refusal into a ProviderError with a sentence for an operator. */
import type { Status } from "../../core/generated/types";
import { type Circumstances, ProviderError, type Reason } from "../error";
import { asStatus } from "./shape";

/** Words of the other side are shown, but never at any length. */
const MAX_WORDS = 500;

/** A `fetch` that threw. The code hides in a chain of causes, and in a list when several addresses were tried. */
export function networkFailure(error: unknown, address: string, maybeDone: boolean): ProviderError {
  const codes = [...codesOf(error, 0)];
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  if (has(/ECONNREFUSED|CONNECTION_REFUSED/)) {
    return new ProviderError(
      "unreachable",
      `Nothing answers at ${address}: the connection was refused. Is the endpoint running?`,
    );
  }
  if (has(/ENOTFOUND|EAI_|NAME_NOT_RESOLVED/)) {
    return new ProviderError(
      "unreachable",
      `The host name in ${address} cannot be found (DNS). Check its spelling and the network.`,
    );
  }
  if (has(/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/)) {
    return new ProviderError(
      "tls",
      `No secure connection to ${address}: its certificate is not trusted here (unknown authority, expired, or made for another name). Add its authority to the certificates of this machine.`,
    );
  }
  if (has(/TIMEDOUT|TIMEOUT/)) return timedOut(address, undefined, maybeDone);
  if (has(/ECONNRESET|EPIPE|UND_ERR_SOCKET|CONNECTION_RESET|EMPTY_RESPONSE/)) {
    return new ProviderError(
      "unreachable",
      `The connection to ${address} broke before the answer was complete.`,
      { maybeDone },
    );
  }
  return new ProviderError(
    "unreachable",
    `${address} cannot be reached. Check the network and the address.`,
    { maybeDone },
  );
}

/** Something that should not have happened in the program itself; its details are for a debugger, not for people. */
export function unknownFailure(address: string): ProviderError {
  return new ProviderError("unreachable", `${address} cannot be reached: an unexpected failure.`);
}

function* codesOf(error: unknown, depth: number): Generator<string> {
  if (typeof error !== "object" || error === null || depth > 4) return;
  if ("code" in error && typeof error.code === "string") yield error.code;
  if ("cause" in error) yield* codesOf(error.cause, depth + 1);
  if ("errors" in error && Array.isArray(error.errors)) {
    for (const one of error.errors) yield* codesOf(one, depth + 1);
  }
}

export function timedOut(address: string, limitMs: number | undefined, maybeDone: boolean): ProviderError {
  const limit = limitMs === undefined ? "in time" : `within ${seconds(limitMs)} s`;
  return new ProviderError("timeout", `${address} did not answer ${limit}.`, { maybeDone });
}

export function cancelled(maybeDone: boolean): ProviderError {
  return new ProviderError("cancelled", "Cancelled.", { maybeDone });
}

export function redirected(address: string, status: number): ProviderError {
  const number = status === 0 ? "" : ` (${status})`;
  return new ProviderError(
    "redirected",
    `${address} points to another address${number}. That is not followed, so that the token goes nowhere else. Connect to the final address instead.`,
    { status },
  );
}

export function tooLarge(address: string, limitBytes: number): ProviderError {
  return new ProviderError(
    "too-large",
    `The answer of ${address} is larger than ${Math.round(limitBytes / 1_000_000)} MB and was not read. This is probably another service.`,
  );
}

export function notJson(address: string, kind: "html" | "other" | "broken", status: number): ProviderError {
  const what = {
    html: "answered with a web page (HTML) instead of JSON. This is probably a portal, a proxy or another service",
    other: "answered with something that is not JSON. This is probably another service",
    broken: "answered with JSON that is cut off or malformed",
  }[kind];
  return new ProviderError("not-json", `${address} ${what}.`, { status });
}

export function notOurs(address: string, missing: string): ProviderError {
  return new ProviderError(
    "not-ours",
    `${address} answered, but not as a maintenance-mode endpoint does (${missing}). Check the address.`,
  );
}

/** What is known of an answer that is not a success. */
export interface Refusal {
  address: string;
  status: number;
  /** The parsed body, if it was JSON. */
  body: unknown;
  etag?: string;
  retryAfterMs?: number;
  /** Taken out of the other side's words, should it echo it. */
  token: string;
}

/** An answer with a status of 400 or more. */
export function refusal(answer: Refusal): ProviderError {
  const { address, status } = answer;
  const problem = problemIn(answer.body);
  const reason = reasonFor(status, problem.code);
  const words = quoted(problem.detail, answer.token);
  const current = problem.status_now;
  const circumstances: Circumstances = {
    status,
    ...(problem.code === undefined ? {} : { code: problem.code }),
    ...(current === undefined ? {} : { current }),
    ...(answer.etag === undefined ? {} : { etag: answer.etag }),
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
    // A gateway that gave up (502, 504) does not know what the endpoint behind it has done.
    ...(status >= 500 && reason !== "overloaded" ? { maybeDone: true } : {}),
  };
  return new ProviderError(reason, sentence(reason, address, status, words), circumstances);
}

function reasonFor(status: number, code: string | undefined): Reason {
  if (code === "busy" || code === "kept-on") return code;
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 412) return "changed";
  if (status === 429 || status === 503) return "overloaded";
  if (status === 405 || status === 501) return "not-supported";
  if (status >= 500) return "server-error";
  if (status === 404 && code === undefined) return "not-ours";
  if (status === 409 || status === 404) return "refused";
  return "invalid";
}

function sentence(reason: Reason, address: string, status: number, words: string | undefined): string {
  const said = words === undefined ? "" : ` It says: ${words}`;
  switch (reason) {
    case "unauthorized":
      return `${address} does not accept the token (401). Connect again with a valid one.`;
    case "forbidden":
      return `The token is not allowed to do this at ${address} (403).${said}`;
    case "changed":
      return "The state has changed since it was shown here.";
    case "overloaded":
      return `${address} asks to be left alone for a while (${status}).${said}`;
    case "server-error":
      return `${address} failed while answering (${status}).`;
    case "not-supported":
      return `${address} does not support this (${status}).${said}`;
    case "not-ours":
      return `There is no maintenance-mode endpoint at ${address} (${status}). Check the address.`;
    case "busy":
    case "kept-on":
    case "refused":
      return words ?? `${address} refused this in its present state (${status}).`;
    case "invalid":
    case "cancelled":
    case "unreachable":
    case "timeout":
    case "tls":
    case "redirected":
    case "not-json":
    case "too-large":
      return `${address} refused the request as invalid (${status}).${said}`;
  }
}

function problemIn(body: unknown): { code?: string; detail?: string; status_now?: Status } {
  if (typeof body !== "object" || body === null) return {};
  const { code, detail, status_now } = body as Record<string, unknown>;
  const current = status_now === undefined ? undefined : asStatus(status_now);
  return {
    ...(typeof code === "string" && /^[a-z][a-z0-9-]{0,60}$/.test(code) ? { code } : {}),
    ...(typeof detail === "string" ? { detail } : {}),
    ...(current?.ok === true ? { status_now: current.value } : {}),
  };
}

/** The other side's words on one line, of bounded length, without the token even if it was sent back. */
function quoted(words: string | undefined, token: string): string | undefined {
  if (words === undefined || words.trim() === "") return undefined;
  const clean = (token === "" ? words : words.replaceAll(token, "…"))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return clean.length > MAX_WORDS ? `${clean.slice(0, MAX_WORDS)}…` : clean;
}

/** `Retry-After` is in seconds or a date; more than an hour is taken for an hour. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const delayMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(delayMs) ? Math.min(Math.max(delayMs, 0), 3_600_000) : undefined;
}

function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
