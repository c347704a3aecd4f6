/** How many agents of the inventory an override touches. */
import { isRecord } from "../../core/check/place";
import { plural } from "../../core/words";
import type { Around } from "../hover/around";
import { agentsOf, targetOf } from "../hover/override";
import type { Note } from "./note";

/** Nothing without an inventory, and nothing for agents that are not in it: that is reported as a problem. */
export function agentCount(override: unknown, around: Around): Note | undefined {
  if (!isRecord(override)) return undefined;
  let count = 0;
  for (const agents of agentsOf(targetOf(override.target), around)) count += agents.length;
  return count === 0 ? undefined : { text: plural(count, "agent"), changesMs: Infinity };
}
