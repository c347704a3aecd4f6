/** Operation patterns: a name, `name.*` (one or more further segments) or `*`. Which of several decides: see patterns.ts. */

/** Whether the pattern covers the operation. Case-sensitive; `a.*` covers `a.b` and `a.b.c`, not `a`. */
export function matches(pattern: string, operation: string): boolean {
  if (pattern === "*") return true;
  if (!pattern.endsWith(".*")) return pattern === operation;
  return operation.length >= pattern.length && operation.startsWith(pattern.slice(0, -1));
}
