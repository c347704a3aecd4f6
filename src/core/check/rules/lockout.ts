/** Definitions that nobody could end: no role may both get in and switch maintenance off. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import type { Context } from "../rule";

export function* selfLockOut(context: Context): Iterable<Problem> {
  const roles = context.root.get("roles");
  if (roles.items.length === 0 || context.isFaulty(roles.path)) return;
  if (roles.items.some((role) => endsMaintenance(role) && getsIn(role))) return;
  yield problem("self-lock-out", {
    path: roles.path,
    at: "key",
    message:
      'No role could switch maintenance off once it is on. Give one role `disable` or `force` in may, and `admitted: true` or `bypass: ["*"]`.',
  });
}

function endsMaintenance(role: Place): boolean {
  return role.listOf("may").some((value) => value === "disable" || value === "force");
}

function getsIn(role: Place): boolean {
  return role.get("admitted").value === true || role.listOf("bypass").includes("*");
}
