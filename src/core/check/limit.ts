/** Which problems are listed when there are too many: an error is never among those left out for something lesser (MM-DEF-024, 027). */
import type { Severity } from "../problem";

/** At most so many of a list, in its order, errors before all else. */
export function mostSevere<T>(
  list: readonly T[],
  most: number,
  severityOf: (one: T) => Severity,
): readonly T[] {
  if (list.length <= most) return list;
  let errors = list.filter((one) => severityOf(one) === "error").length;
  let others = Math.max(0, most - errors);
  errors = most - others;
  return list.filter((one) => (severityOf(one) === "error" ? errors-- > 0 : others-- > 0));
}
