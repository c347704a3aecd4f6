/**
 * Which keys may be added to a mapping: each is tried, and the validator says whether it conflicts with what is there,
 * what it brings along, and whether something was missing without it. So there is no second list of conditions.
 */
import { step } from "../../core/check/place";
import type { SchemaNode } from "../../core/generated/schema";
import { type SchemaError, validateDefinition } from "../../core/generated/validate";
import { isTimeZone } from "../../core/zone";
import type { Context } from "./context";
import { draftAt, exampleZone, namesUnknown } from "./drafts";
import { type Path, type Slot, valueOf } from "./outline";
import { Blank, type Draft, valueOfDraft } from "./write";

export interface NewKey {
  name: string;
  node: SchemaNode;
  /** The key with a value, and the keys that it cannot be without. */
  entries: Readonly<Record<string, Draft>>;
  isNeeded: boolean;
}

/** What the schema forbids only once something else is there. */
const belongsTo: Readonly<Record<string, string>> = { start: "rrule", duration: "rrule" };

/** The keys that a mapping does not have and could have, those that it lacks first. */
export function newKeys(
  root: Slot,
  path: Path,
  node: SchemaNode,
  own: Readonly<Record<string, unknown>>,
  context: Context,
): NewKey[] {
  const before = path.length === 0 ? new Map<string, SchemaError>() : errorsIn(root, path, own);
  const missing = Object.entries(node.properties ?? {}).filter(([name]) => !Object.hasOwn(own, name));
  const found =
    path.length === 0
      ? missing.flatMap(([name, inner]) => topLevelKey(name, inner, node, context))
      : missing.flatMap(([name, inner]) => innerKey(name, inner));
  return [...found.filter(({ isNeeded }) => isNeeded), ...found.filter(({ isNeeded }) => !isNeeded)];

  function innerKey(name: string, inner: SchemaNode): NewKey | [] {
    const isPeriodic = Object.hasOwn(node.properties ?? {}, "rrule");
    if (isPeriodic && Object.hasOwn(belongsTo, name) && !Object.hasOwn(own, belongsTo[name] ?? "")) return [];
    const entries: Record<string, Draft> = {};
    const values: Record<string, unknown> = { ...own };
    for (let wanted = [name]; wanted.length > 0;) {
      for (const key of wanted) {
        entries[key] = draftAt([...path, key], values, context);
        values[key] = valueOfDraft(entries[key]);
      }
      const after = errorsIn(root, path, values);
      const added = [...after].filter(([id]) => !before.has(id)).map(([, error]) => error);
      wanted = added.flatMap(({ keyword, params }) =>
        keyword === "required" && !Object.hasOwn(values, String(params.missingProperty))
          ? String(params.missingProperty)
          : [],
      );
      if (added.length > wanted.length) return [];
      if (wanted.length === 0) {
        const isNeeded = [...before].some(([id, { keyword }]) => keyword !== "type" && !after.has(id));
        return !isNeeded && namesUnknown(entries, path, context)
          ? []
          : { name, node: inner, entries, isNeeded };
      }
    }
    return [];
  }
}

/** The keys that a key could be renamed to: those that its value is right for. */
export function otherKeys(
  root: Slot,
  path: Path,
  node: SchemaNode,
  own: Readonly<Record<string, unknown>>,
  renamed: { name: string; value: unknown },
  context: Context,
): [string, SchemaNode][] {
  // The entries of a top-level list may lie in other parts than its key.
  const value = path.length === 0 ? context.section(renamed.name) : renamed.value;
  const before = errorsIn(root, path, { ...own, [renamed.name]: value });
  return Object.entries(node.properties ?? {}).filter(([name, { shape }]) => {
    if (Object.hasOwn(own, name)) return false;
    if (path.length === 0 && context.sections.has(name)) return name === renamed.name;
    if (value === null || name === renamed.name) return true;
    if (shape === "timeZone" && (typeof value !== "string" || !isTimeZone(value))) return false;
    if (namesUnknown(value, [...path, name], context)) return false;
    const after =
      path.length === 0 ? errorsIn(root, [name], value) : errorsIn(root, path, { ...own, [name]: value });
    return [...after].every(([id, { keyword }]) => before.has(id) || keyword === "required");
  });
}

function topLevelKey(name: string, inner: SchemaNode, node: SchemaNode, context: Context): NewKey | [] {
  if (context.sections.has(name)) return [];
  const isNeeded = node.required?.includes(name) === true;
  if ((name !== "windows" && name !== "schedules") || !context.lacksZone)
    return { name, node: inner, entries: { [name]: draftAt([name], {}, context) }, isNeeded };
  const draft = draftAt([name], {}, context.inZone(exampleZone));
  return { name, node: inner, entries: { timeZone: new Blank([exampleZone]), [name]: draft }, isNeeded };
}

/** Whether the validator has nothing to say against a value at the path. */
export function fits(root: Slot, path: Path, value: unknown): boolean {
  return errorsIn(root, path, value).size === 0;
}

/** The mistakes in and below a mapping, when its value is this one, by what tells them apart. */
function errorsIn(root: Slot, path: Path, value: unknown): Map<string, SchemaError> {
  const { inner, pointer } = around(root, path, value);
  const header = {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "x" },
  };
  validateDefinition({ ...header, ...(inner as object) });
  const errors = (validateDefinition.errors ?? []).filter(
    ({ instancePath }) => instancePath === pointer || instancePath.startsWith(`${pointer}/`),
  );
  return new Map(
    errors.map((error) => [
      `${error.instancePath} ${error.schemaPath} ${JSON.stringify(error.params)}`,
      error,
    ]),
  );
}

const emptySlot: Slot = { path: ["?"], column: 0 };

/** The smallest definition in which the conditions about the mapping can be judged: what is beside the way to it is left out. */
function around(slot: Slot, path: Path, value: unknown): { inner: unknown; pointer: string } {
  const [name, ...rest] = path;
  if (name === undefined) return { inner: value, pointer: "" };
  const { node } = slot;
  const entries = node?.kind === "mapping" ? node.entries : [];
  if (node?.kind === "list" || (entries.length === 0 && /^\d+$/.test(name))) {
    const item = (node?.kind === "list" ? node.items[Number(name)] : undefined) ?? emptySlot;
    const { inner, pointer } = around(item, rest, value);
    return { inner: [inner], pointer: `/0${pointer}` };
  }
  const entry = entries.find(({ key }) => key.text === name)?.slot ?? emptySlot;
  const { inner, pointer } = around(entry, rest, value);
  const beside =
    slot.path.length === 0 ? [] : entries.map(({ key, slot: other }) => [key.text, valueOf(other)]);
  return { inner: { ...Object.fromEntries(beside), [name]: inner }, pointer: step(name) + pointer };
}
