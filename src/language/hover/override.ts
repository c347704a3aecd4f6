/** What an override changes: for which target, for how many agents of the inventory, until when. */
import { isRecord } from "../../core/check/place";
import type { Target } from "../../core/generated/types";
import { listed, plural } from "../../core/words";
import { code } from "../markdown";
import { type Around, entriesOf, textsIn } from "./around";
import { isExpired, untilText } from "./times";

/** So many agents are named. */
const maxNamed = 5;

/** The effect of an override as Markdown; undefined while it has none that is known. */
export function overrideText(override: unknown, around: Around): string | undefined {
  if (!isRecord(override)) return undefined;
  const target = targetOf(override.target);
  const where = placeText(target);
  const until = untilText(override, around);
  const text = effectText(override, where, until);
  if (text === undefined) return undefined;
  const expired = isExpired(override, around) ? "It has expired and no longer counts." : undefined;
  return [text, expired, agentsText(target, around)].filter((one) => one !== undefined).join("\n\n");
}

function effectText(
  override: Readonly<Record<string, unknown>>,
  where: string,
  until: string,
): string | undefined {
  switch (override.effect) {
    case "exempt":
      return `Keeps ${where} out of maintenance${until}, unless something nearer says otherwise.`;
    case "maintenance":
      return `Keeps ${where} in maintenance${until === "" ? ", with no end" : until}.`;
    case "admit": {
      const operations = textsIn(override.operations).map(code);
      const roles = textsIn(override.roles).map(code);
      if (roles.length === 0) return undefined;
      return `Lets ${listed(roles)} do ${operations.length === 0 ? "everything" : listed(operations)} in ${where}${until}, also when it is blocked.`;
    }
    default:
      return undefined;
  }
}

/** The agents of the inventory that a target means. */
export function agentsText(target: Target, around: Around): string | undefined {
  let count = 0;
  const named: string[] = [];
  for (const agents of agentsOf(target, around)) {
    count += agents.length;
    named.push(...agents.slice(0, maxNamed - named.length).map((id) => code(String(id))));
  }
  if (count === 0) return undefined;
  const names = count > named.length ? `${named.join(", ")} and more` : listed(named);
  return `${plural(count, "agent")} of the inventory: ${names}.`;
}

/** The agents that a target means, as lists of the inventory. */
export function* agentsOf(target: Target, around: Around): Iterable<readonly unknown[]> {
  for (const { client, site, ids } of entriesOf(around, "agents")) {
    if (target.client !== undefined && target.client !== client) continue;
    if (target.site !== undefined && target.site !== site) continue;
    if (!Array.isArray(ids)) continue;
    yield target.agent === undefined ? ids : ids.filter((id) => id === target.agent);
  }
}

/** The target in words, its names as they are written. */
function placeText({ client, site, agent }: Target): string {
  if (client === undefined) return "the environment";
  const parts = [["client", client] as const, ["site", site] as const, ["agent", agent] as const];
  return parts.flatMap(([word, name]) => (name === undefined ? [] : `${word} ${code(name)}`)).join(", ");
}

/** A target as far as it is written. */
export function targetOf(value: unknown): Target {
  if (!isRecord(value)) return {};
  const { client, site, agent } = value;
  if (typeof client !== "string") return {};
  if (typeof site !== "string") return { client };
  return typeof agent === "string" ? { client, site, agent } : { client, site };
}
