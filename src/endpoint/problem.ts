/** Errors as RFC 9457 problem documents: one table of codes, so that every answer names what is wrong and how to mend it. */
import type { Problem, ProblemDetails, Status } from "../core/generated/types";

const table = {
  unauthorized: { status: 401, title: "No valid token" },
  forbidden: { status: 403, title: "Not permitted" },
  "misdirected-request": { status: 421, title: "Not addressed to this endpoint" },
  "invalid-request": { status: 400, title: "The request is not valid" },
  "not-found": { status: 404, title: "Not found" },
  "method-not-allowed": { status: 405, title: "Method not allowed" },
  busy: { status: 409, title: "Another change is under way" },
  "kept-on": { status: 409, title: "Something else keeps maintenance on" },
  "no-request": { status: 409, title: "Nothing waits for approval" },
  changed: { status: 412, title: "The state has changed" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-media-type": { status: 415, title: "Not JSON" },
  "idempotency-mismatch": { status: 422, title: "The Idempotency-Key was used for another request" },
  internal: { status: 500, title: "The endpoint failed" },
} as const;

export type ErrorCode = keyof typeof table;

/** An error that is answered as it stands. */
export class HttpProblem extends Error {
  constructor(
    readonly code: ErrorCode,
    detail: string,
    readonly more: { problems?: Problem[]; status_now?: Status; rule?: string } = {},
  ) {
    super(detail);
  }
}

/** The document of a problem. */
export function problemDetails({ code, message, more }: HttpProblem): ProblemDetails {
  const { status, title } = table[code];
  return { type: `urn:maintenance-mode:problem:${code}`, title, status, detail: message, code, ...more };
}
