/** Roles that nothing gives anything to. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import { quoted } from "../wording";
import type { Advised } from "./advised";

export function* uselessRoles(advised: Advised): Iterable<Problem> {
  // Whoever names the role may stand in what cannot be read.
  if (!advised.isWhole("windows", "overrides", "transitions")) return;
  const roles = advised.sound("roles").filter((role) => !hasSomething(role));
  if (roles.length === 0) return;
  const named = namedRoles(advised.root);
  for (const role of roles) {
    const id = role.textOf("id");
    if (id === undefined || named.has(id)) continue;
    yield problem("useless-role", {
      path: role.get("id").path,
      at: "value",
      message: `The role ${quoted(id)} can do nothing: it is not admitted, bypasses nothing, may do nothing, and nothing names it. Give it something that it may do, or remove it.`,
    });
  }
}

function hasSomething(role: Place): boolean {
  if (role.get("admitted").value === true) return true;
  return role.listOf("bypass").length > 0 || role.listOf("may").length > 0;
}

/** The roles that a window, an override or the approval names. */
function namedRoles(root: Place): Set<string> {
  const lists = [
    ...root.get("windows").items.map((window) => window.get("letThrough")),
    ...root.get("overrides").items.map((override) => override.get("roles")),
    root.get("transitions").get("approval").get("approvers"),
  ];
  return new Set(lists.flatMap(({ items }) => items.map(({ text }) => text ?? "")));
}
