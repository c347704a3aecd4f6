/**
 * The check of a definition in pieces, for a caller that keeps it while it is edited: each entry of the top-level lists by
 * itself, the frame around them, and what compares one with others. Together they find what `checkDefinition` finds.
 */
import {
  type SchemaError,
  type SchemaValidator,
  validateAgentGroup,
  validateDefinition,
  validateOverride,
  validateRole,
  validateService,
  validateWindow,
} from "../generated/validate";
import type { Problem } from "../problem";
import { type CheckOptions, type Judgement, judge, maxListed } from "./check";
import { isRecord, Place, steps } from "./place";
import { entryRules, wholeRules } from "./rules";

/** The top-level lists whose entries stand by themselves. */
export type ListSection = "roles" | "windows" | "agents" | "overrides" | "services";

interface EntryKind {
  validate: SchemaValidator;
  /** What rules about several entries read of one; absent when they may read all of it. */
  compared?: readonly string[];
}

const kinds: Record<ListSection, EntryKind> = {
  roles: { validate: validateRole },
  windows: {
    validate: validateWindow,
    compared: ["id", "kind", "timeZone", "target", "operations", "letThrough", "exclude"],
  },
  agents: { validate: validateAgentGroup },
  overrides: { validate: validateOverride, compared: ["id", "target", "roles", "operations", "expires"] },
  services: { validate: validateService, compared: ["id"] },
};

/** Sections in which a part can be wrong by itself. */
const judged: ReadonlySet<string> = new Set(["windows", "schedules"]);

/** Sections that no rule about several parts reads. */
const unread: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata", "notice"]);

export function isListSection(name: string): name is ListSection {
  return Object.hasOwn(kinds, name);
}

/** The mistakes of shape of one entry, with paths from the entry. */
export function entryErrors(section: ListSection, entry: unknown): readonly SchemaError[] {
  const { validate } = kinds[section];
  return validate(entry) ? [] : (validate.errors ?? []);
}

/** The mistakes of shape of a definition but for those inside the entries of some of its lists. */
export function frameErrors(
  definition: Record<string, unknown>,
  lists: Iterable<ListSection>,
): readonly SchemaError[] {
  const frame: Record<string, unknown> = { ...definition };
  const left = new Set(lists);
  for (const section of left) {
    const entries = definition[section] as unknown[];
    // One entry stands for all; of the windows one that needs the definition's time zone, if there is any.
    frame[section] = [entries.find(needsZone) ?? entries[0]];
  }
  if (validateDefinition(frame)) return [];
  return (validateDefinition.errors ?? []).filter(({ instancePath }) => {
    const [section = "", index] = steps(instancePath);
    return index === undefined || !left.has(section as ListSection);
  });
}

function needsZone(entry: unknown): boolean {
  return isRecord(entry) && !("timeZone" in entry);
}

/**
 * What cannot be in one part by itself: in an entry of a list, or in what another top-level key holds; the mistakes of
 * shape excepted. All paths begin at the part.
 */
export function ownProblems(
  { section, isEntry, value }: { section: string; isEntry: boolean; value: unknown },
  errors: readonly SchemaError[],
  { nowMs, timeZone, broken = [] }: CheckOptions & { timeZone: unknown },
): Problem[] {
  if (!judged.has(section)) return [];
  const prefix = isEntry ? `/${section}/0` : `/${section}`;
  const root = { timeZone, [section]: isEntry ? [value] : value };
  // What a whole section has wrong is the frame's to report, and here only a reason not to judge it.
  const shape = isEntry
    ? errors.map((error) => ({ ...error, instancePath: prefix + error.instancePath }))
    : sectionErrors(section, value);
  const { meaning } = judge(new Place(root, ""), shape, entryRules, {
    nowMs,
    broken: broken.map((path) => prefix + path),
    most: Infinity,
  });
  const inside = (path: string): string => path.slice(prefix.length);
  return meaning.map((one) => ({
    ...one,
    path: inside(one.path),
    ...(one.related !== undefined && {
      related: one.related.map((other) => ({ ...other, path: inside(other.path) })),
    }),
  }));
}

function sectionErrors(section: string, value: unknown): readonly SchemaError[] {
  validateDefinition({ [section]: value });
  const errors = validateDefinition.errors ?? [];
  return errors.filter(({ instancePath }) => instancePath.startsWith(`/${section}`));
}

/** The mistakes of shape, and what compares parts with each other; `errors` are those of the frame and of all entries. */
export function otherProblems(
  definition: unknown,
  errors: readonly SchemaError[],
  options: CheckOptions,
): Judgement {
  return judge(new Place(definition, ""), errors, wholeRules, { ...options, most: maxListed });
}

/** Whether two versions of a part are the same to everything that compares parts. */
export function isSameToOthers(section: string, before: unknown, after: unknown): boolean {
  if (unread.has(section)) return true;
  const compared = isListSection(section) ? kinds[section].compared : undefined;
  if (compared === undefined || !isRecord(before) || !isRecord(after)) return isSame(before, after);
  return compared.every((key) => isSame(before[key], after[key]));
}

function isSame(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b))
  );
}
