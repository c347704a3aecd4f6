/** Who may still do an operation while maintenance is on, by what it is refused, and where it is named. */
import { isRecord, steps } from "../../core/check/place";
import { PatternIndex } from "../../core/patterns";
import { listed } from "../../core/words";
import { code, escaped } from "../markdown";
import { pathAt } from "../source";
import { type Placed, positionIn } from "../view";
import { type Around, entriesOf, entryAt, mappingOf, textsIn } from "./around";
import { isExpired, untilText } from "./times";

/** So many places are named. */
const maxPlaces = 8;

/** What holds for an operation or for all that a pattern covers, as Markdown. */
export function operationText(pattern: unknown, around: Around): string | undefined {
  if (typeof pattern !== "string" || pattern === "") return undefined;
  const operations = mappingOf(around, "operations");
  const always = find(operations.alwaysAllowed, pattern);
  const places = placesOf(pattern, around);
  const where = places.length > 0 ? [`Named in ${places.join(", ")}.`] : [];
  if (always !== undefined)
    return [`Always allowed${by(always, pattern)}: only a blackout stops it.`, ...where].join("\n\n");
  const blocked = find(operations.blocked, pattern);
  const only = find(operations.onlyDuringMaintenance, pattern);
  return [
    ...(only === undefined ? [] : [`Refused while maintenance is off${by(only, pattern)}.`]),
    blocked !== undefined
      ? `Blocked while maintenance is on${by(blocked, pattern)}, also for admitted roles.`
      : operations.unlisted === "deny"
        ? `Not blocked: while maintenance is on, admitted roles may do it${admitted(around)}.`
        : "Not blocked: open to everybody while maintenance is on.",
    ...exceptions(pattern, around),
    ...where,
  ].join("\n\n");
}

/** The pattern of a list that decides. */
function find(list: unknown, operation: string): string | undefined {
  const patterns = Array.isArray(list) ? list.map((one: unknown) => (isRecord(one) ? one.id : one)) : [];
  const known = patterns.filter((one) => typeof one === "string");
  return new PatternIndex(known.map((pattern) => ({ pattern, value: pattern }))).find(operation)?.value;
}

function by(found: string, pattern: string): string {
  return found === pattern ? "" : `, by ${code(found)}`;
}

function admitted(around: Around): string {
  const ids = [...entriesOf(around, "roles")]
    .filter((role) => role.admitted === true)
    .map((role) => code(String(role.id)));
  return ids.length === 0 ? "; there are none" : `: ${listed(ids)}`;
}

/** Roles and overrides that open what is closed to others. */
function exceptions(pattern: string, around: Around): string[] {
  const opens = (patterns: readonly string[]): boolean => patterns.some((one) => covers(one, pattern));
  const roles = [...entriesOf(around, "roles")]
    .filter((role) => opens(textsIn(role.bypass)))
    .map((role) => `- ${code(String(role.id))} by its bypass`);
  const overrides = [...entriesOf(around, "overrides")]
    .filter((one) => one.effect === "admit" && !isExpired(one, around))
    .filter(({ operations }) => operations === undefined || opens(textsIn(operations)))
    .map((one) => {
      const names = listed(textsIn(one.roles).map(code));
      return `- ${names} through override ${code(String(one.id))}${untilText(one, around)}`;
    });
  const all = [...roles, ...overrides];
  return all.length === 0 ? [] : [`Open nevertheless to:\n\n${all.join("\n")}`];
}

/** Whether one pattern covers everything that the other one means. */
function covers(wide: string, narrow: string): boolean {
  return wide === "*" || wide === narrow || (wide.endsWith(".*") && narrow.startsWith(wide.slice(0, -1)));
}

/** Where the operation, or a pattern over it, is named, in the order of the text. */
function placesOf(pattern: string, around: Around): string[] {
  const found: string[] = [];
  for (const placed of around.view.parts()) {
    if (placed.definition !== around.placed.definition || placed.part.section === "agents") continue;
    const names = placed.part.names.filter(
      ({ kind, name }) => kind === "operation" && name !== "*" && covers(name, pattern),
    );
    for (const { name, span } of names.sort((a, b) => a.span[0] - b.span[0])) {
      if (found.length === maxPlaces) return [...found, "and more"];
      found.push(placeText(placed, span[0], name === pattern ? "" : ` (${code(name)})`, around));
    }
  }
  return found;
}

/** `operations.blocked, line 12`, ``the bypass of role `operator`, line 7``. */
function placeText(placed: Placed, offset: number, note: string, around: Around): string {
  const path = placed.path + pathAt(placed.part.root, offset);
  const [section = "", , list = ""] = steps(path);
  const entry = entryAt({ ...around, placed }, path);
  const id = isRecord(entry) ? code(String(entry.id)) : "";
  const nouns: Record<string, string> = { roles: "role", windows: "window", overrides: "override" };
  const noun = nouns[section];
  const what =
    noun === undefined
      ? escaped(steps(path).slice(0, 2).join("."))
      : `${list === "bypass" ? "the bypass of " : ""}${noun} ${id}`;
  return `${what}${note}, line ${positionIn(placed, offset).line + 1}`;
}
