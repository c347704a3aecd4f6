/** Targets that the inventory does not know; only judged when there is an inventory. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import type { Context } from "../rule";
import { advice, nearest, quoted } from "../wording";

/** Client -> site -> agents. */
type Inventory = Map<string, Map<string, Set<string>>>;

export function* unknownAgents(context: Context): Iterable<Problem> {
  const { root } = context;
  const targets = ["windows", "overrides"].flatMap((list) =>
    root.get(list).items.map((item) => item.get("target")),
  );
  const inventory = targets.length === 0 ? undefined : inventoryOf(context);
  if (inventory === undefined) return;
  for (const target of targets) {
    const client = target.textOf("client");
    const sites = inventory.get(client ?? "");
    yield* unlessKnown(context, target, "client", inventory, () => "client");
    if (sites === undefined) continue;
    const site = target.textOf("site");
    const agents = sites.get(site ?? "");
    yield* unlessKnown(context, target, "site", sites, () => `site of client ${quoted(client)}`);
    if (agents !== undefined) {
      const owner = (): string => `agent of client ${quoted(client)}, site ${quoted(site)}`;
      yield* unlessKnown(context, target, "agent", agents, owner);
    }
  }
}

function* unlessKnown(
  { guesses }: Context,
  target: Place,
  key: "client" | "site" | "agent",
  known: { has: (name: string) => boolean; keys: () => Iterable<string> },
  noun: () => string,
): Iterable<Problem> {
  const text = target.textOf(key);
  if (text === undefined || known.has(text)) return;
  const suggestion = nearest(text, known.keys(), guesses);
  yield problem("unknown-agent", {
    path: target.get(key).path,
    at: "value",
    message: `The inventory in agents has no ${noun()} named ${quoted(text)}. ${advice(suggestion, known.keys(), "It has", "")} Correct the name, or add it to agents.`,
    ...(suggestion !== undefined && { suggestion }),
  });
}

function inventoryOf(context: Context): Inventory | undefined {
  const agents = context.root.get("agents");
  if (agents.items.length === 0 || context.isFaulty(agents.path)) return undefined;
  const inventory: Inventory = new Map();
  for (const group of agents.items) {
    const sites = entryOf(inventory, group.textOf("client"), () => new Map<string, Set<string>>());
    const ids = entryOf(sites, group.textOf("site"), () => new Set<string>());
    for (const id of group.listOf("ids")) if (typeof id === "string") ids.add(id);
  }
  return inventory;
}

function entryOf<T>(map: Map<string, T>, key = "", make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
