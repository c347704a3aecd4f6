/** What every provider can be asked: the state of one environment on one system, and the few ways to change it. */
import type {
  AgentList,
  HistoryPage,
  Status,
  TransitionRequest,
  TransitionResult,
} from "../core/generated/types";
import type { ProviderError } from "./error";

/** What the system behind a provider can do. What it cannot do is not offered. */
export interface Capabilities {
  read: boolean;
  write: boolean;
  /** Shows a message to those who are kept out. */
  message: boolean;
  /** Knows windows. */
  schedule: boolean;
  /** Lets roles in. */
  roles: boolean;
  /** Says what is still running. */
  drain: boolean;
  /** Has force-enable and force-disable. */
  force: boolean;
  /** Clients, sites and agents, not only the environment as a whole. */
  perTarget: boolean;
  /** Says of itself when something changes. */
  events: boolean;
}

/** A state and the sign by which a later request can say 'only if it is still this one'. */
export interface Reading {
  status: Status;
  etag?: string;
}

/** One user action. The key stays the same when the action is sent again, so that it counts once. */
export interface ActionOptions {
  signal: AbortSignal;
  idempotencyKey: string;
  ifMatch?: string;
}

/** What a transition led to, with the sign of the state after it. */
export interface Outcome extends TransitionResult {
  etag?: string;
}

/** How the connection stands, apart from what the state is. */
export type Link =
  | { state: "connecting" }
  | { state: "live"; beatMs: number }
  | { state: "polling"; everyMs: number; why: ProviderError }
  | { state: "stale"; why: string }
  | { state: "unreachable"; why: ProviderError; retryAt: number }
  | { state: "stopped"; why: ProviderError };

/** Everything a watcher knows at one moment. The status is the last one heard, however old. */
export interface View {
  link: Link;
  reading?: Reading;
  /** When the other side was last heard, in milliseconds since 1970. */
  contactAt?: number;
}

export interface Watch {
  view(): View;
  /** Asks now, whatever the plan was; also after a stop. */
  refresh(): Promise<View>;
  /** The machine or the person is back: notices a silence at once and does not wait out a delay. */
  wake(): void;
  /** Takes over a state that an action has brought along. */
  offer(reading: Reading): void;
}

export interface Provider {
  readonly capabilities: Capabilities;
  /** Where it talks to, for people: never with a secret. */
  readonly address: string;
  read(signal: AbortSignal): Promise<Reading>;
  transition(request: TransitionRequest, options: ActionOptions): Promise<Outcome>;
  answerRequest(
    answer: "approve" | "reject",
    reason: string | undefined,
    options: ActionOptions,
  ): Promise<Outcome>;
  history(page: { limit: number; before?: number }, signal: AbortSignal): Promise<HistoryPage>;
  agents(signal: AbortSignal): Promise<AgentList>;
  /** Follows the state until the signal is aborted; the listener hears of every change of the view. */
  watch(listener: (view: View) => void, signal: AbortSignal): Watch;
}
