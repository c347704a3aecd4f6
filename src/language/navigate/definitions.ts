/** Where a name is made known. */
import type { Location, Position } from "vscode-languageserver-types";
import type { View } from "../view";
import { covers, isAbout, isEqual } from "./meaning";
import { isShared, locationsOf, mentionAt, mentionsLike, type Mention } from "./mentions";

/**
 * Where the name at the position is declared: in its own definition, and only when that does not declare it, in the others
 * of the workspace that share the name (clients, sites, agents, operations). A client is declared by each group of its
 * agents; the first stands for all.
 *
 * An operation is declared by the entries of `operations` with the same pattern; when there are none, by those that cover
 * it, the nearest first; when there are none either, by those that it covers.
 */
export function definitions(view: View, others: Iterable<View>, position: Position): Location[] {
  const mention = mentionAt(view, position);
  if (mention === undefined) return [];
  const { name } = mention;
  const all = [...mentionsLike(mention, others, (one) => one.declares && isAbout(name, one))];
  const own = all.filter((one) => one.view === view && one.definition === mention.definition);
  const found = meant(mention, own);
  return locationsOf(found.length > 0 || !isShared(name.kind) ? found : meant(mention, all));
}

function meant({ name }: Mention, declared: readonly Mention[]): Mention[] {
  const equal = declared.filter((one) => isEqual(one.name, name));
  if (equal.length > 0) return name.kind === "client" ? firstOfEach(equal) : equal;
  if (name.kind !== "operation") return [];
  const around = declared.filter((one) => covers(one.name, name));
  if (around.length > 0) return around.sort((a, b) => b.name.name.length - a.name.name.length);
  return declared.filter((one) => covers(name, one.name));
}

/** The first mention in each definition. */
function firstOfEach(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((one, index) => {
    const before = mentions[index - 1];
    return before?.view !== one.view || before.definition !== one.definition;
  });
}
