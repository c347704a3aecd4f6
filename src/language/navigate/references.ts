/** Where a name is used. */
import type { Location, Position } from "vscode-languageserver-types";
import type { Name } from "../names";
import type { View } from "../view";
import { isAbout } from "./meaning";
import { locationsOf, mentionAt, mentionsLike } from "./mentions";

/**
 * Every mention of the name at the position, in its definition, and in all definitions of the workspace when they share
 * it (clients, sites, agents, operations). Of an operation also the patterns that cover it, and what its pattern covers.
 */
export function references(
  view: View,
  others: Iterable<View>,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const mention = mentionAt(view, position);
  if (mention === undefined) return [];
  const isMeant = (name: Name): boolean =>
    (includeDeclaration || !name.declares) && isAbout(mention.name, name);
  return locationsOf([...mentionsLike(mention, others, isMeant)]);
}
