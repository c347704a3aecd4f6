/** What a client may set, under `maintenanceMode`. What is not set, or is nonsense, has its default: a server never fails over a setting. */

export interface Settings {
  /** So many characters a text may have to be checked. */
  maxLength: number;
}

const million = 1_000_000;
const defaultMaxMillions = 20;

/** Reads what `workspace/didChangeConfiguration` sends: `{ maintenanceMode: { ... } }`. */
export function readSettings(value: unknown): Settings {
  const given = member(value, "maintenanceMode");
  const max = member(member(given, "editor"), "maxFileSizeMB");
  const millions = typeof max === "number" && max >= 1 ? max : defaultMaxMillions;
  return { maxLength: millions * million };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
