/** Where an action can be aimed: the environment first, then clients, sites and agents, each with how it stands. */
import type { AgentList, Status, Target } from "../../core/generated/types";
import { depth, targetKey, targetText } from "../../core/target";
import { faceOf } from "./phase";
import { plain } from "./plain";

export interface Place {
  target: Target;
  label: string;
  description: string;
}

const ICONS = ["globe", "organization", "location", "server"] as const;

/** From the inventory, and from what is set where the inventory says nothing. */
export function placesOf(status: Status, list: AgentList | undefined): Place[] {
  const name = plain(status.environment.title ?? status.environment.name, 80);
  const known = new Map<string, Place>();
  const add = (target: Target, label: string, description: string) => {
    const key = targetKey(target);
    if (!known.has(key))
      known.set(key, { target, label: `$(${ICONS[depth(target)]}) ${label}`, description });
  };
  add({}, `The environment: ${name}`, faceOf(status.phase).sentence);
  const inventory = list ?? { groups: [], agents: [] };
  const groups = [...inventory.groups].sort((a, b) => depth(a.target) - depth(b.target));
  for (const { target, inMaintenance, agents } of groups) {
    add(target, plain(targetText(target)), `${inMaintenance} of ${agents} in maintenance`);
  }
  for (const { target, inMaintenance, reason } of inventory.agents) {
    const why = reason === undefined || reason === "" ? "" : `: ${plain(reason, 80)}`;
    add(target, plain(targetText(target)), inMaintenance ? `in maintenance${why}` : "");
  }
  for (const { target, mode, forced } of status.toggles) {
    add(target, plain(targetText(target)), `${mode}${forced ? ", forced" : ""}`);
  }
  return [...known.values()].sort((a, b) => depth(a.target) - depth(b.target));
}

/** What a person types to confirm a forced action: the environment's name, or the target's path. */
export function typedName(target: Target, status: Status): string {
  const parts = [target.client, target.site, target.agent].filter((part) => part !== undefined);
  return parts.length === 0 ? status.environment.name : parts.join("/");
}
