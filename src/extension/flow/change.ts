/** Enable, disable and their forced kinds, from the first question to the report. */
import * as vscode from "vscode";
import type { Action, AgentList, Status, Target, TransitionRequest } from "../../core/generated/types";
import { sameTarget } from "../../core/target";
import { ProviderError } from "../../providers/error";
import type { Reading } from "../../providers/provider";
import { effectOf } from "../present/effect";
import { outcomeText } from "../present/outcome";
import type { Line } from "../session";
import { type App, lineOf } from "./app";
import { NAMED_IN_A_BOX, askEnd, askReason, askTarget, confirmDisable, confirmForce, placeName } from "./ask";
import { type Done, sendAction, transitionOf } from "./send";
import { type Basis, afterConflict } from "./conflict";
import { assureTrust } from "./trust";

const TITLES: Record<Action, string> = {
  enable: "Enable Maintenance Mode",
  disable: "Disable Maintenance Mode",
  "force-enable": "Force Enable Maintenance Mode",
  "force-disable": "Force Disable Maintenance Mode",
};

/** The whole of one command. */
export async function change(app: App, action: Action): Promise<void> {
  if (!(await assureTrust())) return;
  const line = lineOf(app);
  if (line === undefined) return;
  const reading = await freshReading(app, line);
  const request = await askAll(line, action, reading.status);
  if (request === undefined) return;
  let basis: Basis | undefined = { reading, quiet: 0 };
  while (basis !== undefined) {
    if (basis.quiet === 0 && !(await confirmed(app, request, basis.reading.status))) return;
    basis = await attempt(app, line, request, basis);
  }
}

/** On when it is off, off when it is on: with the same questions as the two commands, for nothing is switched by surprise. */
export async function toggle(app: App): Promise<void> {
  if (!(await assureTrust())) return;
  const line = lineOf(app);
  if (line === undefined) return;
  const { phase } = (await freshReading(app, line)).status;
  await change(app, phase === "off" || phase === "scheduled" ? "enable" : "disable");
}

/** Questions are only asked about a state that was just heard; why there is none is said at once. */
async function freshReading(app: App, line: Line): Promise<Reading> {
  const live = line.watch.view().link.state === "live" ? line.watch.view() : await app.session.refresh();
  const { link, reading } = live ?? line.watch.view();
  if (link.state === "unreachable" || link.state === "stopped") throw link.why;
  if (reading === undefined)
    throw new ProviderError("unreachable", "The state has not been read yet. Try again in a moment.");
  return reading;
}

async function askAll(line: Line, action: Action, status: Status): Promise<TransitionRequest | undefined> {
  const { perTarget } = line.provider.capabilities;
  const title = TITLES[action];
  const target = perTarget ? await askTarget(title, status, inventory(line, status)) : {};
  if (target === undefined) return undefined;
  const base: TransitionRequest = { action, ...(target.client === undefined ? {} : { target }) };
  if (action === "disable") return base;
  const place = placeName(status, target);
  const before = status.toggles.find((one) => one.mode === "on" && sameTarget(one.target, target));
  const reason = await askReason(`${title}: ${place}`, place, before?.reason);
  if (reason === undefined) return undefined;
  if (action === "force-disable") return { ...base, reason };
  const end = await askEnd(`${title}: ${place}`, before?.estimatedEnd);
  if (end === undefined) return undefined;
  // Enabling what is on already replaces all of this; what was not asked about has to stay as it was.
  const { until, message } = action === "enable" ? (before ?? {}) : {};
  return {
    ...base,
    reason,
    ...(end.at === undefined ? {} : { estimatedEnd: end.at }),
    ...(until === undefined ? {} : { until }),
    ...(message === undefined ? {} : { message }),
  };
}

/** Without an inventory the environment and what is set are still there to choose from. */
async function inventory(line: Line, status: Status): Promise<AgentList | undefined> {
  if (status.counts === undefined) return undefined;
  return line.provider.agents(new AbortController().signal).catch(() => undefined);
}

async function confirmed(app: App, request: TransitionRequest, status: Status): Promise<boolean> {
  const { action, target = {} } = request;
  if (action === "enable") return true;
  const effect = effectOf(action, target, status, { nowMs: Date.now() });
  const title = `${TITLES[action]}: ${placeName(status, target)}`;
  const items = [...effect.toggles, ...effect.saved, ...effect.restored];
  if (items.length > NAMED_IN_A_BOX) {
    const lost = [...effect.toggles, ...effect.saved].map((item) => `- ${item}`);
    const back = effect.restored.map((item) => `- ${item}`);
    const text = [
      title,
      "",
      "Lost for good:",
      ...lost,
      ...(back.length === 0 ? [] : ["", "Comes back:", ...back]),
      "",
    ];
    await app.pages.show("/what-changes.txt", text.join("\n"), { preserveFocus: true });
  }
  return action === "disable"
    ? confirmDisable(title, status, target, effect)
    : confirmForce(title, action, status, target, effect);
}

/** Sends it once. The answer is a newer state to try again on, if that is wanted. */
async function attempt(
  app: App,
  line: Line,
  request: TransitionRequest,
  basis: Basis,
): Promise<Basis | undefined> {
  const { action, target = {} } = request;
  const { status, etag } = basis.reading;
  const title = `${TITLES[action]}: ${placeName(status, target)}`;
  try {
    const done = await sendAction(app, line, { title, ifMatch: etag, send: transitionOf(line, request) });
    report(app, done, action, target);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.reason !== "changed") throw error;
    return afterConflict(app, line, basis);
  }
}

function report(app: App, { outcome, now }: Done, action: Action, target: Target): void {
  const text = outcomeText(outcome, now, { action, target }, { nowMs: Date.now() });
  app.log.info(text);
  void vscode.window.showInformationMessage(text);
}
