/** Which system enforces the definition of which environment, as somebody has set it. */
import { nearest, quoted } from "./check/wording";
import { systems } from "./generated/systems";
import type { System } from "./generated/types";

/** The system by the name of an environment; `*` is every environment that is not named. */
export type EnforcedBy = ReadonlyMap<string, System>;

/** The ids of the systems of which it is known what they can enforce. */
export const systemIds: readonly string[] = systems.map(({ id }) => id);

/** The system that enforces the definition of an environment; undefined where everything is enforced, or that is not known. */
export function systemOf(name: string | undefined, enforcedBy: EnforcedBy): System | undefined {
  return (name === undefined ? undefined : enforcedBy.get(name)) ?? enforcedBy.get("*");
}

/** What a setting says, an object of environment -> system, and each of its entries that says nothing, in words. */
export function readEnforcedBy(setting: unknown): { enforcedBy: EnforcedBy; mistakes: string[] } {
  const enforcedBy = new Map<string, System>();
  const mistakes: string[] = [];
  if (setting === undefined || setting === null) return { enforcedBy, mistakes };
  if (typeof setting !== "object" || Array.isArray(setting))
    return { enforcedBy, mistakes: ["An object is wanted here, with a system for each environment."] };
  for (const [name, id] of Object.entries(setting) as [string, unknown][]) {
    const system = systems.find((one) => one.id === id);
    if (system !== undefined) enforcedBy.set(name, system);
    else mistakes.push(unknown(id));
  }
  return { enforcedBy, mistakes };
}

function unknown(id: unknown): string {
  const guess = typeof id === "string" ? nearest(id, systemIds) : undefined;
  const hint =
    guess === undefined ? `Possible are: ${systemIds.join(", ")}.` : `Did you mean ${quoted(guess)}?`;
  return `There is no system ${quoted(id)}. ${hint}`;
}
