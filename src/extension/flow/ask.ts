/** The questions that are asked before something is changed. Each answers undefined when the user turns back. */
import * as vscode from "vscode";
import type { Action, AgentList, Status, Target } from "../../core/generated/types";
import { targetText } from "../../core/target";
import { type Effect, lossText } from "../present/effect";
import { readEnd } from "../present/end";
import { type Place, placesOf, typedName } from "../present/places";
import { listed, plain } from "../present/plain";

/** What the contract allows a reason to be. */
const LONGEST_REASON = 2000;
/** More than these do not fit into a box; then the whole list is opened beside it. */
export const NAMED_IN_A_BOX = 6;

/** Where? The environment is the first entry; without an inventory and toggles there is no question. */
export async function askTarget(
  title: string,
  status: Status,
  agents: Promise<AgentList | undefined>,
): Promise<Target | undefined> {
  if (status.counts === undefined && status.toggles.length === 0) return {};
  const places: Promise<(Place & vscode.QuickPickItem)[]> = agents.then((list) => placesOf(status, list));
  const picked = await vscode.window.showQuickPick(places, {
    title,
    placeHolder: "What is to be switched? Type to filter.",
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.target;
}

/** Why? The reason that is set already is offered for change. */
export async function askReason(
  title: string,
  place: string,
  before: string | undefined,
): Promise<string | undefined> {
  const reason = await vscode.window.showInputBox({
    title,
    prompt: `Why is ${place} switched? Everybody who is kept out, and the history, will show it.`,
    placeHolder: "CHG-7: database upgrade",
    ignoreFocusOut: true,
    ...(before === undefined ? {} : { value: before }),
    validateInput: (text) => {
      if (text.trim() === "") return "A reason is required.";
      return text.length > LONGEST_REASON
        ? `At most ${LONGEST_REASON} characters; these are ${text.length}.`
        : undefined;
    },
  });
  return reason?.trim();
}

/** Until when, probably? `at` is undefined when nobody knows. */
export async function askEnd(
  title: string,
  before: string | undefined,
): Promise<{ at: string | undefined } | undefined> {
  const check = (text: string) => readEnd(text, { nowMs: Date.now() });
  const typed = await vscode.window.showInputBox({
    title,
    prompt:
      "When will it probably be over? Optional, for information only: it ends nothing. Leave empty if unknown.",
    placeHolder: "2h, 90m, 22:30 or 2026-12-24 08:00",
    ignoreFocusOut: true,
    ...(before === undefined || !check(before).ok ? {} : { value: before }),
    validateInput: (text) => {
      if (text.trim() === "") return undefined;
      const end = check(text);
      return end.ok
        ? { message: `Understood: ${end.understood}`, severity: vscode.InputBoxValidationSeverity.Info }
        : { message: end.problem, severity: vscode.InputBoxValidationSeverity.Error };
    },
  });
  if (typed === undefined) return undefined;
  const end = typed.trim() === "" ? undefined : check(typed);
  return { at: end?.ok === true ? end.at : undefined };
}

/** Ends maintenance after showing what comes back. */
export async function confirmDisable(
  title: string,
  status: Status,
  target: Target,
  effect: Effect,
): Promise<boolean> {
  const loss = lossText(effect);
  const gone = [...effect.toggles, ...effect.saved];
  const back = effect.restored;
  const item: vscode.QuickPickItem = {
    label: `$(debug-start) Disable: ${placeName(status, target)}`,
    detail: [
      back.length === 0
        ? "Nothing was set before, so nothing comes back."
        : `Comes back: ${listed(back, NAMED_IN_A_BOX)}.`,
      ...(loss === undefined ? [] : [`Goes: ${listed(gone, NAMED_IN_A_BOX)}.`]),
    ].join(" "),
  };
  const picked = await vscode.window.showQuickPick([item, { label: "$(x) Cancel" }], {
    title,
    placeHolder: "Disabling says that the work is complete.",
    ignoreFocusOut: true,
  });
  return picked === item;
}

/** Force throws things away, so its place is typed by hand, under a text that counts and names what is lost. */
export async function confirmForce(
  title: string,
  action: Action,
  status: Status,
  target: Target,
  effect: Effect,
): Promise<boolean> {
  const name = typedName(target, status);
  const prompt = `${lossSentence(action, effect)} To ${action} ${placeName(status, target)}, type ${name}`;
  const { Error: refuses, Warning: warns } = vscode.InputBoxValidationSeverity;
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder: name,
    ignoreFocusOut: true,
    // A message takes the place of the prompt: what is lost stays in sight until the end.
    validateInput: (text) => ({ message: prompt, severity: text.trim() === name ? warns : refuses }),
  });
  return typed?.trim() === name;
}

export function lossSentence(action: Action, effect: Effect): string {
  const loss = lossText(effect);
  const kept = action === "force-enable" ? " What was saved stays." : "";
  if (loss === undefined)
    return `Nothing is lost: no toggle${action === "force-disable" ? " and no saved state" : ""} is there.${kept}`;
  return `Lost for good: ${loss}: ${listed([...effect.toggles, ...effect.saved], NAMED_IN_A_BOX)}.${kept}`;
}

/** The environment by its name, anything else by its place. */
export function placeName(status: Status, target: Target): string {
  const environment = plain(status.environment.title ?? status.environment.name, 80);
  return target.client === undefined ? environment : `${plain(targetText(target), 120)} of ${environment}`;
}
