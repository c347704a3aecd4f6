/**
 * Which mentions of names mean the same thing. Ids are scoped to their definition: a role of one environment has nothing to
 * do with a role of the same name in another. What exists outside of definitions is shared by all of a workspace: clients,
 * sites and agents, which belong to the inventory, and operations, which belong to the host that asks.
 */
import type { Location, Position, Range } from "vscode-languageserver-types";
import type { Name, NameKind } from "../names";
import { offsetIn, type Placed, type View } from "../view";
import { withoutQuotes } from "./extent";
import { Ruler } from "./ruler";

/** One mention of a name, where it stands. */
export interface Mention {
  view: View;
  /** The definition that it is in, by its number in the text. */
  definition: number;
  name: Name;
  /** As it is written, quotes included. */
  written: string;
  /** Where all of that stands. */
  range: Range;
  /** Where the name stands in it. */
  nameRange: Range;
}

const shared: ReadonlySet<NameKind> = new Set(["client", "site", "agent", "operation"]);

/** Whether names of this kind mean the same in every definition of a workspace. */
export function isShared(kind: NameKind): boolean {
  return shared.has(kind);
}

/** The mention at a position. */
export function mentionAt(view: View, position: Position): Mention | undefined {
  const placed = view.isOurs ? view.partAt(position.line) : undefined;
  if (placed === undefined) return undefined;
  const offset = offsetIn(placed, position);
  const name = placed.part.names.find(({ span: [start, end] }) => start <= offset && offset <= end);
  return name && mentionOf(view, placed, name, new Ruler(placed));
}

/**
 * The mentions of the same kind and scope as a mention for which `isMeant` holds: those of its own text, then those of
 * the others, in the order of each text.
 */
export function* mentionsLike(
  { view, definition, name: { kind } }: Mention,
  others: Iterable<View>,
  isMeant: (name: Name) => boolean,
): Generator<Mention> {
  const isWanted = (name: Name): boolean => name.kind === kind && isMeant(name);
  for (const placed of view.parts())
    if (isShared(kind) || placed.definition === definition) yield* mentionsIn(view, placed, isWanted);
  if (!isShared(kind)) return;
  for (const other of others) {
    if (other.uri === view.uri || !other.isOurs) continue;
    for (const placed of other.parts()) yield* mentionsIn(other, placed, isWanted);
  }
}

function mentionsIn(view: View, placed: Placed, isWanted: (name: Name) => boolean): Mention[] {
  // What stands behind an anchor is mentioned again by each of its aliases.
  const bySpan = new Map<number, Name>();
  for (const name of placed.part.names) if (isWanted(name)) bySpan.set(name.span[0], name);
  if (bySpan.size === 0) return none;
  const ruler = new Ruler(placed);
  const names = [...bySpan.values()].sort((a, b) => a.span[0] - b.span[0]);
  return names.map((name) => mentionOf(view, placed, name, ruler));
}

/** Most parts have none of a name. */
const none: Mention[] = [];

function mentionOf(view: View, { part, definition }: Placed, name: Name, ruler: Ruler): Mention {
  return {
    view,
    definition,
    name,
    written: part.text.slice(...name.span),
    range: ruler.range(name.span),
    nameRange: ruler.range(withoutQuotes(name.span, part.text)),
  };
}

/** Where the names stand. */
export function locationsOf(mentions: readonly Mention[]): Location[] {
  return mentions.map(({ view: { uri }, nameRange: range }) => ({ uri, range }));
}
