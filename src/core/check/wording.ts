/** How messages name things: values shortened, lists readable, the nearest known name when one is close. */

/** A name or value as it fits into a message. */
export function quoted(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "a mapping";
  const text = String(value);
  return `\`${text.length <= 60 ? text : `${text.slice(0, 57)}...`}\``;
}

/** `a, b, c`, and more when there are many. */
export function listed(names: Iterable<string>): string {
  const shown: string[] = [];
  for (const name of names) {
    if (shown.length === maxListed) return `${shown.join(", ")} and more`;
    shown.push(name.length <= 60 ? name : `${name.slice(0, 57)}...`);
  }
  return shown.join(", ");
}

const maxListed = 16;

/** The sentence about what could have been meant. */
export function advice(
  suggestion: string | undefined,
  known: Iterable<string>,
  noun: string,
  none: string,
): string {
  if (suggestion !== undefined) return `Did you mean ${quoted(suggestion)}?`;
  const names = listed(known);
  return names === "" ? none : `${noun}: ${names}.`;
}

/** How many comparisons may still be made; guessing among very many names is not worth waiting for. */
export interface GuessBudget {
  comparisons: number;
}

/** What one name is compared with at most. */
const maxCompared = 5_000;

/** The known name that was probably meant: one that differs in case or hyphens only, else in very few letters. */
export function nearest(
  name: string,
  known: Iterable<string>,
  budget: GuessBudget = { comparisons: maxCompared },
): string | undefined {
  if (name.length > 100) return undefined;
  const plain = simplified(name);
  const limit = name.length <= 4 ? 1 : name.length <= 8 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let left = Math.min(budget.comparisons, maxCompared);
  for (const candidate of known) {
    if (left-- <= 0) break;
    budget.comparisons--;
    if (Math.abs(candidate.length - name.length) > limit + 2) continue;
    if (simplified(candidate) === plain) return candidate;
    const distance = editDistance(name, candidate, bestDistance - 1);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  // Of a short word nearly every letter can be wrong; that is no resemblance.
  return best !== undefined && bestDistance < Math.min(name.length, best.length) ? best : undefined;
}

function simplified(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

/** Letters to add, remove, replace or exchange; anything above `most` counts as `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = above;
    above = current;
  }
  return above[b.length] ?? most + 1;
}
