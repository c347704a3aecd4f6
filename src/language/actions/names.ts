/** What fixes ask about the names of a definition; they are known part by part, so that no part is read for it. */
import { isRecord } from "../../core/check/place";
import type { Name } from "../names";
import type { Scene } from "./scene";

/** The name, or the name with the first number that makes it one of its own. */
export function freeName(scene: Scene, wanted: string): string {
  const taken = new Set(declaredNames(scene).map(({ name }) => name));
  if (!taken.has(wanted)) return wanted;
  const numbers = Array.from({ length: taken.size + 1 }, (_, index) => index + 2);
  return numbers.map((number) => `${wanted}-${number}`).find((name) => !taken.has(name)) ?? wanted;
}

/** A list of one role that there is. */
export function someRole(scene: Scene): string[] | undefined {
  const role = declaredNames(scene).find(({ kind }) => kind === "role");
  return role && [role.name];
}

/** The client or site of the target's agent or site in the inventory, when only one is possible. */
export function parentOfAgent(scene: Scene, target: unknown, name: string): string | undefined {
  if (!isRecord(target)) return undefined;
  const index = ["client", "site"].indexOf(name);
  const wanted = ["client", "site", "agent"].map((key) => target[key]);
  const found = new Set<string>();
  for (const { kind, key } of declaredNames(scene)) {
    if (kind !== (target.agent === undefined ? "site" : "agent")) continue;
    const names = JSON.parse(key) as unknown[];
    const fits = names.every((one, at) => wanted[at] === undefined || wanted[at] === one);
    const value = names[index];
    if (fits && typeof value === "string") found.add(value);
  }
  return found.size === 1 ? [...found][0] : undefined;
}

function declaredNames({ view, placed }: Scene): Name[] {
  const found: Name[] = [];
  for (const { part, definition } of view.parts()) {
    if (definition === placed.definition) found.push(...part.names.filter(({ declares }) => declares));
  }
  return found;
}
