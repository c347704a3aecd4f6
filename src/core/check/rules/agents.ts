/** Targets that the inventory does not know; only judged when there is an inventory. */
import { type Problem, problem } from "../../problem";
import type { Inventory } from "../inventory";
import { held, type Place, textIn } from "../place";
import type { Context } from "../rule";
import { advice, nearest, quoted } from "../wording";

export function* unknownAgents(context: Context): Iterable<Problem> {
  const { root } = context;
  const sources = ["windows", "overrides"].flatMap((name) => root.get(name).items);
  const inventory = sources.length === 0 ? undefined : context.inventory;
  if (inventory === undefined || context.isFaulty(root.get("agents").path)) return;
  const isKnown = (source: Place): boolean =>
    unknownIn(held(source.value, "target"), inventory, inventory.clients) === undefined;
  if (sources.every(isKnown)) return;
  // What is said of a name that is not known depends on the order of those that are.
  const clients = inventory.clientsInOrder;
  for (const source of sources) {
    const target = source.get("target");
    const unknown = unknownIn(target.value, inventory, clients);
    if (unknown !== undefined) yield unknownAgent(context, target, unknown);
  }
}

interface Unknown {
  key: "client" | "site" | "agent";
  known: { keys(): Iterable<string> };
  noun: string;
}

/** The outermost name of a target that the inventory does not have. */
function unknownIn(
  target: unknown,
  inventory: Inventory,
  clients: Inventory["clients"],
): Unknown | undefined {
  const client = textIn(target, "client");
  if (client === undefined) return undefined;
  const sites = clients.get(client)?.sites;
  if (sites === undefined) return { key: "client", known: clients, noun: "client" };
  const site = textIn(target, "site");
  if (site === undefined) return undefined;
  const found = sites.get(site);
  if (found === undefined) return { key: "site", known: sites, noun: `site of client ${quoted(client)}` };
  const agent = textIn(target, "agent");
  if (agent === undefined || inventory.agentsOf(found).has(agent)) return undefined;
  return {
    key: "agent",
    known: inventory.agentsOf(found),
    noun: `agent of client ${quoted(client)}, site ${quoted(site)}`,
  };
}

function unknownAgent({ guesses }: Context, target: Place, { key, known, noun }: Unknown): Problem {
  const text = target.textOf(key) ?? "";
  const suggestion = nearest(text, known.keys(), guesses);
  return problem("unknown-agent", {
    path: target.get(key).path,
    at: "value",
    message: `The inventory in agents has no ${noun} named ${quoted(text)}. ${advice(suggestion, known.keys(), "It has", "")} Correct the name, or add it to agents.`,
    ...(suggestion !== undefined && { suggestion }),
  });
}
