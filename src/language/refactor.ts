/** The door for refactorings: what may be written otherwise, or made from what is there, though nothing is wrong with it. */
import { type CodeAction, CodeActionKind, type Range } from "vscode-languageserver-types";
import { Scene } from "./actions/scene";
import { overrideForAgent } from "./refactor/agents";
import { excludedBlackouts } from "./refactor/exclude";
import { otherForm } from "./refactor/recurrence";
import { copiedToSchedules } from "./refactor/schedules";
import type { Refactoring } from "./refactor/workplace";
import type { View } from "./view";

const refactorings: readonly (readonly [kind: string, refactoring: Refactoring])[] = [
  [CodeActionKind.RefactorRewrite, otherForm],
  [CodeActionKind.RefactorRewrite, excludedBlackouts],
  [CodeActionKind.RefactorExtract, copiedToSchedules],
  [CodeActionKind.RefactorRewrite, overrideForAgent],
];

/**
 * The refactorings of what stands at the beginning of a range. `only` are the kinds that are wanted; a kind stands for
 * those below it, too.
 */
export function refactorActions(
  view: View,
  { start }: Range,
  nowMs: number,
  only?: readonly string[],
): CodeAction[] {
  const isWanted = (kind: string): boolean =>
    only?.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`)) ?? true;
  const placed = view.partAt(start.line);
  if (placed === undefined || /\r(?!\n)/.test(placed.part.text)) return [];
  const scene = new Scene(view, placed, { range: { start, end: start }, message: "" });
  return refactorings
    .filter(([kind]) => isWanted(kind))
    .flatMap(([kind, refactoring]) =>
      refactoring({ scene, nowMs })
        .filter((fix) => fix !== undefined)
        .map(({ title, edits }) => ({ title, kind, edit: { changes: { [view.uri]: edits } } })),
    );
}
