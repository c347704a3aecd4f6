/**
 * One request to the endpoint: which limits it has, and what counts as an answer at all.
 * Redirects are refused, answers are read up to a limit, and only JSON is believed.
 */
import type { Clock } from "../clock";
import { ProviderError } from "../error";
import {
  cancelled,
  networkFailure,
  notJson,
  redirected,
  refusal,
  retryAfterMs,
  timedOut,
  tooLarge,
} from "./failure";
import type { Address } from "./address";

/** What every request of one connection has in common. */
export interface Line {
  address: Address;
  token: string;
  /** How long a request may take, its answer included. */
  timeoutMs: number;
  /** How large an answer may be. */
  maxBytes: number;
  clock: Clock;
  fetch: typeof fetch;
}

export interface Request {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Answer {
  status: number;
  etag?: string;
  value: unknown;
}

/** Sends a request and reads its JSON answer (304 has none). Throws nothing but ProviderError. */
export async function call(line: Line, request: Request, signal: AbortSignal): Promise<Answer> {
  const address = line.address.base;
  const changes = request.method === "POST";
  const limit = new AbortController();
  const callOff = line.clock.after(line.timeoutMs, () => limit.abort());
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    const response = await send(line, request, either);
    if (response.status === 304) return { status: 304, value: undefined };
    const value = await json(line, response);
    const etag = response.headers.get("etag");
    return { status: response.status, ...(etag === null ? {} : { etag }), value };
  } catch (error) {
    if (signal.aborted) throw cancelled(changes);
    if (limit.signal.aborted) throw timedOut(address, line.timeoutMs, changes);
    throw asProviderError(error, address, changes);
  } finally {
    callOff();
  }
}

/** Sends a request and looks at everything but the body: refusals and redirects become errors here. */
export async function send(line: Line, request: Request, signal: AbortSignal): Promise<Response> {
  const response = await line.fetch(line.address.base + request.path, {
    method: request.method,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${line.token}`,
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    redirect: "manual",
    // In a browser's worker: no cookie or sign-in of the browser goes along.
    credentials: "omit",
    signal,
  });
  const { status } = response;
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400 && status !== 304)) {
    await dismiss(response);
    throw redirected(line.address.base, status);
  }
  if (status >= 400) throw await refused(line, response);
  return response;
}

/** A refusal's body is only worth reading when it is JSON of a bearable size. */
async function refused(line: Line, response: Response): Promise<Error> {
  let body: unknown;
  if (kindOf(response) === "json") {
    body = await json(line, response).catch(() => undefined);
  } else {
    await dismiss(response);
  }
  const wait = retryAfterMs(response.headers.get("retry-after"), line.clock.now());
  const etag = response.headers.get("etag");
  return refusal({
    address: line.address.base,
    status: response.status,
    body,
    token: line.token,
    ...(etag === null ? {} : { etag }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

async function json(line: Line, response: Response): Promise<unknown> {
  const kind = kindOf(response);
  if (kind !== "json") {
    await dismiss(response);
    throw notJson(line.address.base, kind, response.status);
  }
  const text = await textUpTo(line, response);
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(line.address.base, "broken", response.status);
  }
}

function kindOf(response: Response): "json" | "html" | "other" {
  const type = (response.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (type === "application/json" || type.endsWith("+json")) return "json";
  return type === "text/html" || type === "application/xhtml+xml" ? "html" : "other";
}

/** Reads piece by piece and stops at the limit, so that an endless answer costs no memory. */
async function textUpTo(line: Line, response: Response): Promise<string> {
  if (Number(response.headers.get("content-length")) > line.maxBytes) {
    await dismiss(response);
    throw tooLarge(line.address.base, line.maxBytes);
  }
  if (response.body === null) return "";
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const piece = await reader.read();
    if (piece.done) return text + decoder.decode();
    bytes += piece.value.byteLength;
    if (bytes > line.maxBytes) {
      await reader.cancel();
      throw tooLarge(line.address.base, line.maxBytes);
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}

/** Lets go of a body that nobody will read, so that its connection is free again. */
async function dismiss(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

function asProviderError(error: unknown, address: string, maybeDone: boolean): Error {
  return error instanceof ProviderError ? error : networkFailure(error, address, maybeDone);
}
