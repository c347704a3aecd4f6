/** A value for any place of a definition to begin with: complete, valid, and in terms of the names that are there. */
import { nodeAt } from "../../core/check/schema-words";
import { step } from "../../core/check/place";
import type { SchemaNode } from "../../core/generated/schema";
import { type NameKind, nameAt } from "../names";
import type { Context } from "./context";
import type { Path } from "./outline";
import { scalarOptions } from "./scalars";
import { type Template, templates } from "./templates";
import { Blank, type Draft } from "./write";

type Siblings = Readonly<Record<string, unknown>>;

/** The time zone that a new definition begins with. */
export const exampleZone = "Europe/Copenhagen";

/** So many choices are offered at a tab stop. */
const maxChoices = 12;

/** The schema at a path; undefined where the definition can have nothing. */
export function schemaAt(path: Path): SchemaNode | undefined {
  return nodeAt(path.map(step).join(""));
}

/** The draft for a place without a value. */
export function draftAt(path: Path, siblings: Siblings, context: Context): Draft {
  const node = schemaAt(path) ?? {};
  const types = [node.type].flat();
  const [template] = templatesOf(node, path);
  if (template !== undefined) return fromTemplate(template, path, context);
  const example = node.examples?.[0] ?? "";
  if (types.includes("array")) {
    const inner = [...path, "0"];
    const first: unknown = Array.isArray(example) ? example[0] : "";
    const isScalar = typeof first !== "object" && [node.items?.type].flat()[0] !== "object";
    return [isScalar ? leaf(first as Draft, inner, siblings, context) : draftAt(inner, siblings, context)];
  }
  if (types[0] !== "object") return leaf(example as Draft, path, siblings, context);
  if (path.length === 1 && path[0] === "schedules") {
    return { [freshName("holidays", context)]: draftAt([...path, "holidays"], {}, context) };
  }
  return adapted(example as Draft, path, siblings, context);
}

/** The templates for a place; those for the keys operations and transitions go by the key. */
export function templatesOf(node: SchemaNode, path: Path): readonly Template[] {
  return templates[node.shape ?? (path.length === 1 ? (path[0] ?? "") : "")] ?? [];
}

/** The entry that a template describes; a window or schedule has a time zone of its own where the definition has none. */
export function fromTemplate({ value, ifDeclared = {} }: Template, path: Path, context: Context): Draft {
  const entries = Object.entries(value).filter(([key]) => {
    const kind = ifDeclared[key];
    return kind === undefined || context.declared(kind).size > 0;
  });
  const isPeriodic = path.length === 2 && (path[0] === "windows" || path[0] === "schedules");
  if (isPeriodic && context.lacksZone) {
    const names = entries.filter(([key]) => key === "id" || key === "kind").length;
    entries.splice(names, 0, ["timeZone", exampleZone]);
    return adapted(Object.fromEntries(entries), path, {}, context.inZone(exampleZone));
  }
  return adapted(Object.fromEntries(entries), path, {}, context);
}

/** Whether a value or draft names a role, schedule or service that the definition does not have: a mistake at once. */
export function namesUnknown(value: unknown, path: Path, context: Context): boolean {
  if (typeof value === "object" && value !== null && !(value instanceof Blank)) {
    const entries: [string, unknown][] = Object.entries(value);
    return entries.some(([key, inner]) => namesUnknown(inner, [...path, key], context));
  }
  const name = nameAt(path);
  if (name === undefined || name.declares || !["role", "schedule", "service"].includes(name.kind))
    return false;
  return !context.declared(name.kind).has(String(value instanceof Blank ? value.first : value));
}

/** The name, or the name with a number when the definition has it already. */
function freshName(name: string, context: Context): string {
  return unused(name, context.declared("schedule"));
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let fresh = name;
  for (let number = 2; taken.has(fresh); number++) fresh = `${name}-${number}`;
  return fresh;
}

/** An example of the schema or a template in terms of this definition. */
function adapted(value: Draft, path: Path, siblings: Siblings, context: Context): Draft {
  if (Array.isArray(value)) {
    return value.map((item: Draft, index) => adapted(item, [...path, String(index)], siblings, context));
  }
  if (typeof value !== "object" || value instanceof Blank) return leaf(value, path, siblings, context);
  const plain: Record<string, unknown> = {};
  const draft: Record<string, Draft> = {};
  for (const [key, inner] of Object.entries(value)) {
    const one = adapted(inner, [...path, key], plain, context);
    draft[key] = one;
    plain[key] = one instanceof Blank ? one.first : one;
  }
  return draft;
}

/** A single value: that of the example where it fits, with the others to choose from. */
function leaf(value: Draft, path: Path, siblings: Siblings, context: Context): Draft {
  const node = schemaAt(path);
  if (node === undefined || typeof value === "object") return value;
  const name = nameAt(path);
  if (name?.declares === true && name.kind !== "client" && typeof value === "string") {
    return new Blank([value.endsWith("*") ? value : unused(value, context.declared(name.kind))]);
  }
  const place =
    name === undefined || name.kind === "operation" ? undefined : placeIn(name.kind, siblings, context);
  if (place !== undefined) return new Blank([place]);
  const wanted = { path, node, siblings, taken: [], typed: "", rest: "", context };
  const options = scalarOptions(wanted).flatMap((option) =>
    option.value instanceof Blank ? [] : option.value,
  );
  const known = options.filter((option) => option !== "*");
  if (known.length === 0 || value === "*") return new Blank([value]);
  const keepsExample = (node.enum !== undefined || options.includes(value)) && !isRelative(node);
  const chosen = keepsExample ? [value, ...known] : known;
  return new Blank(isFree(node) ? chosen.slice(0, 1) : [...new Set(chosen)].slice(0, maxChoices));
}

/** A client, site or agent that there is; those of one target fit together. */
function placeIn(kind: NameKind, siblings: Siblings, context: Context): string | undefined {
  if (kind !== "client" && kind !== "site" && kind !== "agent") return undefined;
  for (const { client, site, ids } of context.groups()) {
    if (kind !== "client" && siblings.client !== undefined && siblings.client !== client) continue;
    if (kind === "agent" && siblings.site !== undefined && siblings.site !== site) continue;
    const name = kind === "client" ? client : kind === "site" ? site : ids[0];
    return typeof name === "string" ? name : undefined;
  }
  return undefined;
}

/** Values of which any other one would do as well: a choice would only be in the way. */
function isFree({ shape }: SchemaNode): boolean {
  return ["localTime", "localEndTime", "timeZone", "rrule"].includes(shape ?? "");
}

/** Values that depend on today or on what stands beside them. */
function isRelative({ shape }: SchemaNode): boolean {
  return ["localDate", "localDateTime", "localEnd", "instant"].includes(shape ?? "");
}
