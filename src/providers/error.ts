/**
 * How the outside world can fail: a closed set of reasons, each with whether trying again may help.
 * The message is one sentence for an operator and never holds a token, a header or an answer's body.
 */
import type { Status } from "../core/generated/types";

/** Whether the very same request may succeed later without anybody changing anything. */
const RETRYABLE = {
  cancelled: false,
  unreachable: true,
  timeout: true,
  tls: false,
  redirected: false,
  unauthorized: false,
  forbidden: false,
  "not-json": true,
  "not-ours": true,
  "too-large": true,
  "server-error": true,
  overloaded: true,
  changed: false,
  busy: true,
  "kept-on": false,
  refused: false,
  invalid: false,
  "not-supported": false,
} as const satisfies Record<string, boolean>;

export type Reason = keyof typeof RETRYABLE;

/** What is known beyond the reason. */
export interface Circumstances {
  /** The HTTP status, when there was an answer. */
  status?: number;
  /** The endpoint's own stable code, when it gave one. */
  code?: string;
  /** `changed`: the state as it is now, and its ETag. */
  current?: Status;
  etag?: string;
  /** How long the other side asks to be left alone. */
  retryAfterMs?: number;
  /** The request may have been carried out although no answer came. */
  maybeDone?: boolean;
}

export class ProviderError extends Error {
  override readonly name = "ProviderError";

  constructor(
    readonly reason: Reason,
    message: string,
    readonly circumstances: Circumstances = {},
  ) {
    super(message);
  }

  get retryable(): boolean {
    return RETRYABLE[this.reason];
  }
}
