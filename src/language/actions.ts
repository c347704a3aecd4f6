/** The door for quick fixes and for mending a whole file: what an editor can do about the problems at a place. */
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from "vscode-languageserver-types";
import { fixAll } from "./actions/fixAll";
import { fixesOf } from "./actions/quick";
import type { View } from "./view";

/** Mends everything that has one clear fix. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.maintenanceMode`;

/**
 * The actions for a range: the fixes of the diagnostics that touch it, and, when it is asked for by its kind, the one
 * that mends the whole file. `only` are the kinds that are wanted; a kind stands for those below it, too.
 */
export function codeActions(
  view: View,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only?: readonly string[],
): CodeAction[] {
  const isWanted = (kind: string): boolean =>
    only?.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`)) === true;
  const actions: CodeAction[] = [];
  if (only === undefined || isWanted(CodeActionKind.QuickFix)) {
    for (const diagnostic of diagnostics.filter((one) => touches(one.range, range)))
      actions.push(...quickFixes(view, diagnostic));
  }
  if (isWanted(fixAllKind)) {
    const edits = fixAll(view);
    if (edits.length > 0) {
      const title = "Mend everything that has one clear fix";
      actions.push({ title, kind: fixAllKind, edit: { changes: { [view.uri]: edits } } });
    }
  }
  return actions;
}

function quickFixes(view: View, diagnostic: Diagnostic): CodeAction[] {
  return fixesOf(view, diagnostic).map(({ title, edits, isPreferred = false }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred,
    edit: { changes: { [view.uri]: edits } },
  }));
}

function touches(one: Range, other: Range): boolean {
  const isBefore = (a: Range["start"], b: Range["start"]): boolean =>
    a.line < b.line || (a.line === b.line && a.character < b.character);
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}
