/** Sending one action: with progress, a way to cancel, a time limit, and a result that is read back before anybody believes it. */
import * as vscode from "vscode";
import type { Status, TransitionRequest } from "../../core/generated/types";
import { ProviderError } from "../../providers/error";
import type { Outcome, Reading } from "../../providers/provider";
import { brief } from "../present/outcome";
import type { Line } from "../session";
import type { App } from "./app";

const LIMIT_MS = 60_000;
const READ_BACK_MS = 10_000;

/** What is sent, and the state it is based on. */
export interface Sending {
  title: string;
  ifMatch: string | undefined;
  send: (options: { signal: AbortSignal; idempotencyKey: string; ifMatch?: string }) => Promise<Outcome>;
}

/** An action and the state as it was read afterwards. */
export interface Done {
  outcome: Outcome;
  now: Status;
}

export function transitionOf(line: Line, request: TransitionRequest): Sending["send"] {
  return (options) => line.provider.transition(request, options);
}

/** Rejects with a ProviderError; when the outcome is in doubt, its message says what the state is now. */
export async function sendAction(app: App, line: Line, { title, ifMatch, send }: Sending): Promise<Done> {
  const progress = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(progress, (report, token) =>
    app.session.work(async () => {
      const cancelling = new AbortController();
      token.onCancellationRequested(() => cancelling.abort());
      const signal = AbortSignal.any([cancelling.signal, AbortSignal.timeout(LIMIT_MS)]);
      const idempotencyKey = crypto.randomUUID();
      try {
        const outcome = await send({ signal, idempotencyKey, ...(ifMatch === undefined ? {} : { ifMatch }) });
        app.session.offer(line, outcome);
        report.report({ message: "reading the result back…" });
        return { outcome, now: (await readBack(app, line))?.status ?? outcome.status };
      } catch (error) {
        throw await clarified(app, line, error);
      }
    }),
  );
}

/** Reads the state and shows it. Undefined when that is not possible now. */
export async function readBack(app: App, line: Line): Promise<Reading | undefined> {
  try {
    const reading = await line.provider.read(AbortSignal.timeout(READ_BACK_MS));
    app.session.offer(line, reading);
    return reading;
  } catch (error) {
    app.log.warn(
      `The state could not be read back: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/** An action that may or may not have been carried out is the one thing an operator must not be left guessing about. */
async function clarified(app: App, line: Line, error: unknown): Promise<unknown> {
  if (!(error instanceof ProviderError) || error.circumstances.maybeDone !== true) return error;
  const reading = await readBack(app, line);
  const now =
    reading === undefined
      ? "Whether it was carried out is not known: the state cannot be read now. Refresh before you try again."
      : `The state as read just now: ${brief(reading.status, { nowMs: Date.now() })}.`;
  // Not 'cancelled' any more: that would be passed over in silence.
  const reason = error.reason === "cancelled" ? "timeout" : error.reason;
  const what = error.reason === "cancelled" ? "The action was cancelled or took too long." : error.message;
  return new ProviderError(reason, `${what} ${now}`, error.circumstances);
}
