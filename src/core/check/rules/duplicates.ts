/** Ids that are used twice, and entries that are twice in one list. */
import { type Problem, problem } from "../../problem";
import { type Inventory, repeats } from "../inventory";
import { type Place, textIn } from "../place";
import type { Context } from "../rule";
import { quoted } from "../wording";

/** Lists whose entries have an id, and what one entry is. */
const identified: readonly [list: string, noun: string][] = [
  ["roles", "role"],
  ["windows", "window"],
  ["overrides", "override"],
  ["services", "service"],
];

/** How entries of a list are told apart, and what is said about the second of two. */
interface Likeness {
  nameOf: (entry: Place) => string | undefined;
  /** What is shown of an entry. */
  shown: (entry: Place) => Place;
  code: "duplicate-id" | "duplicate-item";
  message: (shown: Place) => string;
  firstMessage: (shown: Place) => string;
}

export function* duplicates(context: Context): Iterable<Problem> {
  const { root } = context;
  for (const [name, noun] of identified) {
    if (repeats(root.listOf(name).map(idOf))) yield* repeated(root.get(name).items, byId(noun));
  }
  // The lists of plain names are unique by their schema; these hold names in more than one form.
  const blocked = root
    .get("operations")
    .get("blocked")
    .items.map((item) => (item.text === undefined ? item.get("id") : item));
  yield* repeated(blocked, byText);
  yield* repeatedAgents(root.get("agents"), context.inventory);
}

/** Sites with two entries, and agents that are twice in one. */
function* repeatedAgents(agents: Place, inventory: Inventory | undefined): Iterable<Problem> {
  if (inventory === undefined) return;
  for (const [again, first] of inventory.repeated()) {
    const group = agents.get(String(again));
    const site = `client ${quoted(group.textOf("client"))}, site ${quoted(group.textOf("site"))}`;
    yield problem("duplicate-item", {
      path: group.path,
      at: "key",
      message: `The agents of ${site} are listed twice. Put all of them into one entry.`,
      related: [{ path: agents.get(String(first)).path, message: "The first entry for this site." }],
    });
  }
  for (const index of inventory.crowded()) {
    yield* repeated(agents.get(String(index)).get("ids").items, byText);
  }
}

/** The id of an entry; what has none is not the same as another that has none. */
function idOf(entry: unknown): unknown {
  return textIn(entry, "id") ?? entry;
}

function* repeated(
  entries: readonly Place[],
  { nameOf, shown, code, message, firstMessage }: Likeness,
): Iterable<Problem> {
  const firsts = new Map<string, Place>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === undefined) continue;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, entry);
    else {
      const [again, before] = [shown(entry), shown(first)];
      const related = [{ path: before.path, message: firstMessage(before) }];
      yield problem(code, { path: again.path, at: "value", message: message(again), related });
    }
  }
}

function byId(noun: string): Likeness {
  return {
    nameOf: (entry) => entry.textOf("id"),
    shown: (entry) => entry.get("id"),
    code: "duplicate-id",
    message: ({ value }) =>
      `The id ${quoted(value)} is used by another ${noun}. Give one of them another id.`,
    firstMessage: ({ value }) => `The first ${noun} with the id ${quoted(value)}.`,
  };
}

const byText: Likeness = {
  nameOf: ({ text }) => text,
  shown: (entry) => entry,
  code: "duplicate-item",
  message: ({ value }) => `${quoted(value)} is in this list twice. Remove one of them.`,
  firstMessage: ({ value }) => `${quoted(value)} is here first.`,
};
