/** Ids that are used twice, and entries that are twice in one list. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import type { Context } from "../rule";
import { quoted } from "../wording";

/** Lists whose entries have an id, and what one entry is. */
const identified: readonly [list: string, noun: string][] = [
  ["roles", "role"],
  ["windows", "window"],
  ["overrides", "override"],
  ["services", "service"],
];

export function* duplicates({ root }: Context): Iterable<Problem> {
  for (const [name, noun] of identified) {
    const ids = root.get(name).items.map((item) => item.get("id"));
    yield* repeated(ids, nameOf, (again, first) => ({
      code: "duplicate-id",
      message: `The id ${quoted(again.value)} is used by another ${noun}. Give one of them another id.`,
      firstMessage: `The first ${noun} with the id ${quoted(first.value)}.`,
    }));
  }
  // The lists of plain names are unique by their schema; these hold names in more than one form.
  const blocked = root
    .get("operations")
    .get("blocked")
    .items.map((item) => (item.text === undefined ? item.get("id") : item));
  yield* repeated(blocked, nameOf, twice);
  const groups = root.get("agents").items;
  yield* repeated(groups, groupOf, (again) => ({
    code: "duplicate-item",
    message: `The agents of client ${quoted(again.get("client").value)}, site ${quoted(again.get("site").value)} are listed twice. Put all of them into one entry.`,
    firstMessage: "The first entry for this site.",
  }));
  for (const group of groups) yield* repeated(group.get("ids").items, nameOf, twice);
}

interface Wording {
  code: "duplicate-id" | "duplicate-item";
  message: string;
  firstMessage: string;
}

function* repeated(
  places: Place[],
  nameOfPlace: (place: Place) => string | undefined,
  say: (again: Place, first: Place) => Wording,
): Iterable<Problem> {
  const firsts = new Map<string, Place>();
  for (const place of places) {
    const name = nameOfPlace(place);
    if (name === undefined) continue;
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, place);
    else {
      const { code, message, firstMessage } = say(place, first);
      const at = nameOfPlace === groupOf ? "key" : "value";
      yield problem(code, {
        path: place.path,
        at,
        message,
        related: [{ path: first.path, message: firstMessage }],
      });
    }
  }
}

function twice(again: Place): Wording {
  return {
    code: "duplicate-item",
    message: `${quoted(again.value)} is in this list twice. Remove one of them.`,
    firstMessage: `${quoted(again.value)} is here first.`,
  };
}

function nameOf(place: Place): string | undefined {
  return place.text;
}

function groupOf(group: Place): string | undefined {
  const { text: client } = group.get("client");
  const { text: site } = group.get("site");
  return client === undefined || site === undefined ? undefined : JSON.stringify([client, site]);
}
