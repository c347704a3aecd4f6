/** The provider for our own endpoint: the HTTP contract of `schemas/v1/endpoint.openapi.yaml`, spoken with fetch alone. */
import type { TransitionRequest } from "../../core/generated/types";
import { type Clock, pause, systemClock } from "../clock";
import { ProviderError, type Reason } from "../error";
import type { ActionOptions, Capabilities, Outcome, Provider, Reading } from "../provider";
import type { Address } from "./address";
import { type Answer, type Line, type Request, call } from "./call";
import { cancelled, notOurs } from "./failure";
import { type Shape, asAgents, asHistory, asResult, asStatus } from "./shape";
import { watchEndpoint } from "./watch";

export interface HttpSettings {
  address: Address;
  token: string;
  timeoutMs?: number;
  pollMs?: number;
  maxBytes?: number;
  clock?: Clock;
  fetch?: typeof fetch;
}

export const DEFAULT_TIMEOUT_MS = 10_000;
export const DEFAULT_POLL_MS = 30_000;
const DEFAULT_MAX_BYTES = 1_000_000;
/** How often an action whose connection broke is sent again, under the same key. */
const RESENDS = 2;
const RESEND_DELAY_MS = 400;

/** There was an answer, so something was done, but nobody can tell what. */
const UNREADABLE: ReadonlySet<Reason> = new Set<Reason>(["not-json", "not-ours", "too-large"]);

const CAPABILITIES: Capabilities = {
  read: true,
  write: true,
  message: true,
  schedule: true,
  roles: true,
  drain: true,
  force: true,
  perTarget: true,
  events: true,
};

/** A connection to one endpoint. Nothing is sent before something is asked. */
export function httpProvider(settings: HttpSettings): Provider {
  const line: Line = {
    address: settings.address,
    token: settings.token,
    timeoutMs: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    maxBytes: settings.maxBytes ?? DEFAULT_MAX_BYTES,
    clock: settings.clock ?? systemClock,
    // Looked up at each call: an editor may put its own, which knows of proxies and certificates, in its place.
    fetch: settings.fetch ?? ((input, init) => fetch(input, init)),
  };
  const readIfChanged = (etag: string | undefined, signal: AbortSignal) => readState(line, etag, signal);
  return {
    capabilities: CAPABILITIES,
    address: line.address.base,
    read: async (signal) => {
      const reading = await readState(line, undefined, signal);
      if (reading === undefined) throw notOurs(line.address.base, "an unasked 'not modified'");
      return reading;
    },
    transition: (request: TransitionRequest, options) =>
      act(line, { method: "POST", path: "/v1/transitions", body: request }, options, RESENDS),
    answerRequest: (answer, reason, options) =>
      act(
        line,
        {
          method: "POST",
          path: "/v1/request",
          body: { answer, ...(reason === undefined ? {} : { reason }) },
        },
        options,
        // The contract gives an answer no key, so a second one could meet another request than the first.
        0,
      ),
    history: async ({ limit, before }, signal) => {
      const query = `limit=${limit}${before === undefined ? "" : `&before=${before}`}`;
      return shaped(
        line,
        asHistory,
        await call(line, { method: "GET", path: `/v1/history?${query}` }, signal),
      );
    },
    agents: async (signal) =>
      shaped(line, asAgents, await call(line, { method: "GET", path: "/v1/agents" }, signal)),
    watch: (listener, signal) =>
      watchEndpoint({ line, readIfChanged, pollMs: settings.pollMs ?? DEFAULT_POLL_MS }, listener, signal),
  };
}

async function readState(
  line: Line,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Reading | undefined> {
  const headers = etag === undefined ? undefined : { "if-none-match": etag };
  const answer = await call(
    line,
    { method: "GET", path: "/v1/state", ...(headers === undefined ? {} : { headers }) },
    signal,
  );
  if (answer.status === 304) return undefined;
  return {
    status: shaped(line, asStatus, answer),
    ...(answer.etag === undefined ? {} : { etag: answer.etag }),
  };
}

/** Sends a user's action. A broken connection says nothing about whether it counted, so the key goes along again. */
async function act(
  line: Line,
  request: Request,
  options: ActionOptions,
  mostResends: number,
): Promise<Outcome> {
  const headers = {
    "idempotency-key": options.idempotencyKey,
    ...(options.ifMatch === undefined ? {} : { "if-match": options.ifMatch }),
  };
  let maybeDone = false;
  for (let resends = 0; ; resends += 1) {
    try {
      const answer = await call(line, { ...request, headers }, options.signal);
      const result = shaped(line, asResult, answer);
      return { ...result, ...(answer.etag === undefined ? {} : { etag: answer.etag }) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      maybeDone ||= error.circumstances.maybeDone === true || UNREADABLE.has(error.reason);
      if (error.reason !== "unreachable" || resends === mostResends) throw withDoubt(error, maybeDone);
      await pause(line.clock, RESEND_DELAY_MS * 2 ** resends * (0.5 + line.clock.random()), options.signal);
      if (options.signal.aborted) throw cancelled(maybeDone);
    }
  }
}

/** Once one attempt may have counted, no later refusal takes that doubt away, except one that the endpoint itself gave. */
function withDoubt(error: ProviderError, maybeDone: boolean): ProviderError {
  const { status = 0 } = error.circumstances;
  const answered = status >= 400 && status < 500;
  if (!maybeDone || answered || error.circumstances.maybeDone === true) return error;
  return new ProviderError(error.reason, error.message, { ...error.circumstances, maybeDone });
}

function shaped<T>(line: Line, shape: (value: unknown) => Shape<T>, answer: Answer): T {
  const checked = shape(answer.value);
  if (!checked.ok) throw notOurs(line.address.base, checked.missing);
  return checked.value;
}
