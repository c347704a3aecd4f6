/** Values as they are written into a definition: in block or flow form, quoted where a reader could misunderstand. */

/** Whether the text means itself to every reader, without quotes, also between brackets. */
function isPlain(text: string): boolean {
  return /^[A-Za-z_][\w ./-]*(?<! )$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
}

/** A text, in quotes where it needs them. */
export function scalar(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text);
}

/** A name in the place of another, in the kind of quotes that was there. */
export function likeBefore(name: string, before: string): string {
  if (before.startsWith('"')) return JSON.stringify(name);
  return before.startsWith("'") ? `'${name.replaceAll("'", "''")}'` : scalar(name);
}

/** A value on one line. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? scalar(value) : JSON.stringify(value);
  const entries = Object.entries(value).map(([key, one]) => `${scalar(key)}: ${flow(one)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** An item of a list, its keys below each other. */
export function item(value: Record<string, unknown>, indent: string): string {
  const lines = Object.entries(value).map(([key, one]) => `${key}: ${flow(one)}`);
  return `${indent}- ${lines.join(`\n${indent}  `)}`;
}
