/** Operation patterns: a name, `name.*` (one or more further segments) or `*`; the exact name wins, else the longest prefix. */

/** Whether the pattern covers the operation. Case-sensitive; `a.*` covers `a.b` and `a.b.c`, not `a`. */
export function matches(pattern: string, operation: string): boolean {
  if (pattern === "*") return true;
  if (!pattern.endsWith(".*")) return pattern === operation;
  return operation.length >= pattern.length && operation.startsWith(pattern.slice(0, -1));
}

/** The pattern that decides for the operation, or undefined when none covers it. */
export function bestMatch(patterns: Iterable<string>, operation: string): string | undefined {
  let best: string | undefined;
  for (const pattern of patterns) {
    if (!matches(pattern, operation)) continue;
    if (pattern === operation) return pattern;
    if (best === undefined || pattern.length > best.length) best = pattern;
  }
  return best;
}

/** Whether every operation that `narrow` covers is covered by `wide` too. */
export function coversPattern(wide: string, narrow: string): boolean {
  return wide === narrow || wide === "*" || (wide.endsWith(".*") && narrow.startsWith(wide.slice(0, -1)));
}
