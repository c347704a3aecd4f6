/** Which entry of a role's `may` an action needs, and whether a caller's roles hold it. */
import type { Action, MaintenanceDefinition, Right } from "./generated/types";

/** Who asks: the roles of the token. The owner's token holds every role of the definition. */
export interface Caller {
  name: string;
  roles: readonly string[] | "owner";
}

const needed: Record<Action, Right> = {
  enable: "enable",
  disable: "disable",
  "force-enable": "force",
  "force-disable": "force",
};

/** The permission that an action needs. */
export function rightFor(action: Action): Right {
  return needed[action];
}

/** The ids of the caller's roles in this definition. */
export function rolesOf(definition: MaintenanceDefinition, caller: Caller): string[] {
  const ids = (definition.roles ?? []).map((role) => role.id);
  return caller.roles === "owner" ? ids : ids.filter((id) => caller.roles.includes(id));
}

/** Whether one of the caller's roles may do it. A definition without roles leaves everything to the owner of the endpoint. */
export function isPermitted(definition: MaintenanceDefinition, caller: Caller, right: Right): boolean {
  if (definition.roles === undefined) return caller.roles === "owner";
  const held = new Set(rolesOf(definition, caller));
  return definition.roles.some((role) => held.has(role.id) && (role.may ?? []).includes(right));
}

/** The roles that hold the permission, for the answer to a caller who does not. */
export function rolesWith(definition: MaintenanceDefinition, right: Right): string[] {
  return (definition.roles ?? []).filter((role) => (role.may ?? []).includes(right)).map((role) => role.id);
}
