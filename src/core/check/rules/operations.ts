/**
 * Operations that nothing else names. A bypass, an override or a window may name any operation; one that appears in no
 * other place has no effect where only listed operations are blocked. Where unlisted ones are refused, too (unlisted:
 * deny, a blackout), naming a new one has an effect, so only what looks misspelt is reported.
 */
import { type Problem, problem } from "../../problem";
import { listIn, type Place } from "../place";
import type { Context } from "../rule";
import { nearest, quoted } from "../wording";

interface Reference {
  place: Place;
  pattern: string;
  /** Whether naming an operation that is listed nowhere has an effect here. */
  free: boolean;
}

export function* unknownOperations(context: Context): Iterable<Problem> {
  const { root } = context;
  if (context.isFaulty("/operations") || context.isIncomplete("/roles") || context.isIncomplete("/overrides"))
    return;
  const listed = new Set(listedIn(root));
  if (areAllIn(listed, root)) return;
  const references = [...referencesIn(root)];
  const named = new NamedOperations();
  for (const pattern of listedIn(root)) named.add(pattern);
  for (const { pattern } of references) named.add(pattern);
  const names = [...named.names()];
  for (const { place, pattern, free } of references) {
    if (pattern === "*" || named.overlaps(pattern) > 1) continue;
    const suggestion = nearest(pattern, othersThan(names, pattern), context.guesses);
    if (free && suggestion === undefined) continue;
    const hint =
      suggestion === undefined
        ? "Correct the name, or list it in operations."
        : `Did you mean ${quoted(suggestion)}?`;
    yield problem("unknown-operation", {
      path: place.path,
      at: "value",
      message: `Nothing else in this definition names the operation ${quoted(pattern)}, so naming it here ${free ? "is probably a mistake" : "changes nothing"}. ${hint}`,
      ...(suggestion !== undefined && { suggestion }),
    });
  }
}

/** Lists that name operations. */
const naming = [
  ["roles", "bypass"],
  ["overrides", "operations"],
  ["windows", "operations"],
] as const;

/** Whether everything that is named is listed just so, as it is in most definitions: that is seen at a glance. */
function areAllIn(listed: ReadonlySet<string>, root: Place): boolean {
  return naming.every(([section, list]) =>
    root
      .listOf(section)
      .every((entry) => listIn(entry, list).every((name) => name === "*" || listed.has(name as string))),
  );
}

function* othersThan(names: readonly string[], name: string): Iterable<string> {
  for (const other of names) if (other !== name) yield other;
}

function* listedIn(root: Place): Iterable<string> {
  const operations = root.get("operations");
  for (const entry of operations.get("blocked").items) yield entry.text ?? entry.get("id").text ?? "";
  for (const list of ["alwaysAllowed", "onlyDuringMaintenance"]) {
    for (const { text } of operations.get(list).items) yield text ?? "";
  }
}

function* referencesIn(root: Place): Iterable<Reference> {
  const denies = root.get("operations").get("unlisted").value === "deny";
  const all = function* (items: readonly Place[], free: boolean): Iterable<Reference> {
    for (const place of items) if (place.text !== undefined) yield { place, pattern: place.text, free };
  };
  for (const role of root.get("roles").items) yield* all(role.itemsOf("bypass"), denies);
  for (const override of root.get("overrides").items) yield* all(override.itemsOf("operations"), denies);
  for (const window of root.get("windows").items) {
    yield* all(window.itemsOf("operations"), denies || window.get("kind").value !== "maintenance");
  }
}

/** How often each operation is named, by itself, by a pattern that covers it, or by one that it covers. */
class NamedOperations {
  readonly #exact = new Map<string, number>();
  readonly #below = new Map<string, number>();

  /** Counts a pattern; `*` names nothing in particular. */
  add(pattern: string): void {
    if (pattern === "" || pattern === "*") return;
    increase(this.#exact, pattern);
    for (const around of prefixes(stem(pattern))) increase(this.#below, around);
  }

  names(): Iterable<string> {
    return this.#exact.keys();
  }

  /** How many of the counted patterns have an operation in common with this one, itself included. */
  overlaps(pattern: string): number {
    let found = this.#exact.get(pattern) ?? 0;
    for (const around of prefixes(stem(pattern))) found += this.#exact.get(`${around}.*`) ?? 0;
    if (pattern.endsWith(".*")) found += this.#below.get(stem(pattern)) ?? 0;
    return found;
  }
}

function stem(pattern: string): string {
  return pattern.endsWith(".*") ? pattern.slice(0, -2) : pattern;
}

/** The names around a name: of `a.b.c` these are `a.b` and `a`. */
function* prefixes(name: string): Iterable<string> {
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1))
    yield name.slice(0, dot);
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
