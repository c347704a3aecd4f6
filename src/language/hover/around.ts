/** What a hover knows of the definition and of its reader. */
import { isRecord, steps } from "../../core/check/place";
import { isTimeZone } from "../../core/zone";
import { sectionValue, valuesOf } from "../sections";
import { nodeAt } from "../source";
import type { Placed, View } from "../view";

export interface Around {
  view: View;
  placed: Placed;
  nowMs: number;
  /** The reader's time zone, where it is known. */
  viewerZone: string | undefined;
}

type Mapping = Readonly<Record<string, unknown>>;

/** The definition's time zone, if it has one that exists. */
export function definitionZone({ view, placed }: Around): string | undefined {
  return zoneIn(sectionValue(view, placed.definition, "timeZone"));
}

/** The time zone of a window or schedule. */
export function zoneOf(entry: unknown, around: Around): string | undefined {
  const own = isRecord(entry) ? entry.timeZone : undefined;
  return own === undefined ? definitionZone(around) : zoneIn(own);
}

function zoneIn(value: unknown): string | undefined {
  return typeof value === "string" && isTimeZone(value) ? value : undefined;
}

/** The window, override, schedule or role that a path lies in: its first two steps. */
export function entryAt({ placed }: Around, path: string): unknown {
  const { part } = placed;
  const entry = path.split("/", 3).join("/");
  return placed.path.length >= entry.length
    ? part.value
    : nodeAt(part.root, entry.slice(placed.path.length))?.value;
}

/** The entries of a list of the definition that are mappings. */
export function* entriesOf({ view, placed }: Around, section: string): Iterable<Mapping> {
  for (const value of valuesOf(view, placed.definition, section)) if (isRecord(value)) yield value;
}

/** The value of a top-level key that holds a mapping. */
export function mappingOf({ view, placed }: Around, section: string): Mapping {
  const value = sectionValue(view, placed.definition, section);
  return isRecord(value) ? value : {};
}

/** The texts of a list. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

/** Whether a path has the form of a pattern: `*` is any step. */
export function isLike(path: string, pattern: string): boolean {
  const found = steps(path);
  const wanted = pattern.split("/");
  return (
    found.length === wanted.length && wanted.every((step, index) => step === "*" || step === found[index])
  );
}
