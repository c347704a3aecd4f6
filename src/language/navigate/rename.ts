/** Gives a thing another name wherever it is mentioned. */
import type { Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { quoted } from "../../core/check/wording";
import type { Name } from "../names";
import type { View } from "../view";
import { isEqual } from "./meaning";
import { isShared, mentionAt, mentionsLike, type Mention } from "./mentions";
import { malformed, oneOf, writtenLike } from "./newName";

/** The edits by text, or why there are none, in words for whoever asked. */
export type Renaming = { edit: WorkspaceEdit } | { refusal: string };

/** What of the text is to be renamed, and its name now; undefined where nothing is. */
export function prepareRename(
  view: View,
  position: Position,
): { range: Range; placeholder: string } | undefined {
  const mention = renamable(view, position);
  return mention && { range: mention.nameRange, placeholder: mention.name.name };
}

/**
 * Renames what is mentioned at the position: in its definition, and in all definitions of the workspace when they share
 * the name (clients, sites, agents, operations). Of operations only equal patterns are renamed: `process.*` stays when
 * `process.run` gets another name.
 */
export function rename(view: View, others: Iterable<View>, position: Position, newName: string): Renaming {
  const mention = renamable(view, position);
  if (mention === undefined) return { refusal: "There is no name here that could be changed." };
  const { name } = mention;
  const all = [...others];
  const refusal = malformed(name.kind, newName) ?? taken(mention, all, newName);
  if (refusal !== undefined) return { refusal };
  const changes: Record<string, TextEdit[]> = {};
  for (const { view: text, range, written } of mentionsLike(mention, all, (one) => isEqual(one, name))) {
    // An alias means what stands behind its anchor, and that is renamed.
    if (written.startsWith("*")) continue;
    (changes[text.uri] ??= []).push({ range, newText: writtenLike(written, newName) });
  }
  return { edit: { changes } };
}

/** The mention at a position, unless it is `*`, which means everything and nothing in particular. */
function renamable(view: View, position: Position): Mention | undefined {
  const mention = mentionAt(view, position);
  return mention?.name.name === "*" ? undefined : mention;
}

/** Who has the new name already: two things of one name could not be told apart afterwards. */
function taken({ name, ...place }: Mention, others: readonly View[], newName: string): string | undefined {
  const key = keyNamed(name, newName);
  if (key === name.key) return undefined;
  // What is shared exists also where no inventory and no list declares it.
  const isTaken = (one: Name): boolean => one.key === key && (one.declares || isShared(one.kind));
  const [found] = mentionsLike({ name, ...place }, others, isTaken);
  if (found === undefined) return undefined;
  const { view, range } = found;
  const file = view.uri === place.view.uri ? "" : ` of ${view.uri.slice(view.uri.lastIndexOf("/") + 1)}`;
  return `There is already ${oneOf(name.kind)} named ${quoted(newName)}, in line ${range.start.line + 1}${file}. Choose another name.`;
}

/** The key of a thing with another name: a site stays one of its client, an agent one of its site. */
function keyNamed({ key }: Name, newName: string): string {
  return JSON.stringify([...(JSON.parse(key) as unknown[]).slice(0, -1), newName]);
}
