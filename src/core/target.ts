/**
 * What a toggle, window, override or request is about: the environment, a client, a site or an agent,
 * and how one of them covers another.
 */
import type { Target } from "./generated/types";

/** How deep a target lies: 0 the environment, 1 a client, 2 a site, 3 an agent. */
export function depth(target: Target): 0 | 1 | 2 | 3 {
  if (target.agent !== undefined) return 3;
  if (target.site !== undefined) return 2;
  return target.client === undefined ? 0 : 1;
}

/** The names from the outside in; a target is the same as another when these are equal. */
export function names(target: Target): string[] {
  return [target.client, target.site, target.agent].slice(0, depth(target)) as string[];
}

/** A string that is equal for equal targets and for no others: a key for maps. */
export function targetKey(target: Target): string {
  // With its length in front no name can pass for the beginning of the next one.
  let key = "";
  for (const name of names(target)) key += `${name.length}:${name}`;
  return key;
}

/** Whether `wide` is `narrow` itself or lies around it (a prefix of exact strings). */
export function covers(wide: Target, narrow: Target): boolean {
  // Compared one by one: a state with thousands of toggles asks this millions of times.
  const deep = depth(wide);
  return (
    (deep < 1 || wide.client === narrow.client) &&
    (deep < 2 || wide.site === narrow.site) &&
    (deep < 3 || wide.agent === narrow.agent)
  );
}

/** Whether both name the same place. */
export function sameTarget(a: Target, b: Target): boolean {
  return depth(a) === depth(b) && covers(a, b);
}

/** The target and everything around it, nearest first: agent, site, client, environment. */
export function outward(target: Target): Target[] {
  const { client, site } = target;
  const around: Target[] = [{}, { client }, { client, site }];
  return [...around.slice(0, depth(target)), target].reverse();
}

/** The target in words: `the environment`, `client acme`, `client acme, site hq, agent db-7`. */
export function targetText(target: Target): string {
  const words = ["client", "site", "agent"];
  const parts = names(target).map((name, index) => `${words[index] ?? ""} ${name}`);
  return parts.length === 0 ? "the environment" : parts.join(", ");
}
