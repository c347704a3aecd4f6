/** What differs between two lists of named things, and between two values; the order of a list never matters. */

/** Something that is in one of two lists only, or in both and not the same. */
export type Change<T> =
  | { id: string; change: "added"; after: T }
  | { id: string; change: "removed"; before: T }
  | { id: string; change: "changed"; before: T; after: T; fields: string[] };

/** What was added, removed and changed, by id. */
export function changesOf<T extends object>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): Change<T>[] {
  return union(before.keys(), after.keys()).flatMap((id): Change<T>[] => {
    const old = before.get(id);
    const now = after.get(id);
    if (old === undefined) return now === undefined ? [] : [{ id, change: "added", after: now }];
    if (now === undefined) return [{ id, change: "removed", before: old }];
    const fields = differing(old, now);
    return fields.length === 0 ? [] : [{ id, change: "changed", before: old, after: now, fields }];
  });
}

/** The names of the fields in which two objects differ. */
export function differing(before: object = {}, after: object = {}): string[] {
  const value = (holder: object, key: string): unknown => (holder as Record<string, unknown>)[key];
  return union(Object.keys(before), Object.keys(after)).filter(
    (key) => !isSame(value(before, key), value(after, key)),
  );
}

/** Whether two values of a definition say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** One text for all values that say the same: no list of a definition has an order that matters. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value === undefined) return "absent";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .sort()
    .join()}}`;
}

/** Every element once, in order. */
export function union(...lists: Iterable<string>[]): string[] {
  return [...new Set(lists.flatMap((list) => [...list]))].sort();
}
