/** What happens when the state has changed between the question and the answer: who did what, and whether to go on. */
import * as vscode from "vscode";
import type { Status } from "../../core/generated/types";
import type { Reading } from "../../providers/provider";
import { changeText } from "../present/outcome";
import type { Line } from "../session";
import type { App } from "./app";

const RETRY = "Retry on the New State";
/** How often a change is sent again without a question, when nothing that it rests on has changed. */
const MOST_QUIET = 5;

/** The state that a change rests on, and how often it was renewed since the user was last asked. */
export interface Basis {
  reading: Reading;
  quiet: number;
}

/**
 * The new basis to try again on, or nothing. Some changes of the state decide nothing, such as a report of what is
 * running: after those the change goes on without a question, or it would never get through on a busy system.
 */
export async function afterConflict(
  app: App,
  line: Line,
  { reading: seen, quiet }: Basis,
): Promise<Basis | undefined> {
  // The provider has a time limit of its own, and says so; running into another one would look like a cancellation.
  const { signal } = new AbortController();
  const reading = await line.provider.read(signal);
  app.session.offer(line, reading);
  if (quiet < MOST_QUIET && ground(seen.status) === ground(reading.status))
    return { reading, quiet: quiet + 1 };
  const page = await line.provider.history({ limit: 1 }, signal).catch(() => undefined);
  const text = changeText(page?.entries[0], reading.status, { nowMs: Date.now() });
  app.log.info(text);
  const chosen = await vscode.window.showWarningMessage(text, RETRY, "Cancel");
  return chosen === RETRY ? { reading, quiet: 0 } : undefined;
}

/** What a decision about a change rests on. */
function ground({ phase, toggles, saved, request, pending, definition, current }: Status): string {
  return JSON.stringify([phase, toggles, saved, request, pending, definition, current]);
}
