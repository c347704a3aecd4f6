/** Targets that the inventory does not know; only judged when there is an inventory. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import type { Context } from "../rule";
import { advice, nearest, quoted } from "../wording";

/** Client -> site -> agents. */
type Inventory = Map<string, Map<string, Set<string>>>;

export function* unknownAgents(context: Context): Iterable<Problem> {
  const { root } = context;
  const inventory = inventoryOf(context);
  if (inventory === undefined) return;
  const targets = ["windows", "overrides"].flatMap((list) =>
    root.get(list).items.map((item) => item.get("target")),
  );
  for (const target of targets) {
    const client = target.get("client");
    const sites = inventory.get(client.text ?? "");
    yield* unlessKnown(context, client, () => "client", inventory);
    if (sites === undefined) continue;
    const site = target.get("site");
    const agents = sites.get(site.text ?? "");
    yield* unlessKnown(context, site, () => `site of client ${quoted(client.value)}`, sites);
    if (agents !== undefined) {
      yield* unlessKnown(
        context,
        target.get("agent"),
        () => `agent of client ${quoted(client.value)}, site ${quoted(site.value)}`,
        agents,
      );
    }
  }
}

function* unlessKnown(
  { guesses }: Context,
  place: Place,
  noun: () => string,
  known: { has: (name: string) => boolean; keys: () => Iterable<string> },
): Iterable<Problem> {
  const { text } = place;
  if (text === undefined || known.has(text)) return;
  const suggestion = nearest(text, known.keys(), guesses);
  yield problem("unknown-agent", {
    path: place.path,
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
    const sites = inventory.get(group.get("client").text ?? "") ?? new Map<string, Set<string>>();
    const ids = sites.get(group.get("site").text ?? "") ?? new Set<string>();
    for (const { text } of group.get("ids").items) ids.add(text ?? "");
    inventory.set(group.get("client").text ?? "", sites.set(group.get("site").text ?? "", ids));
  }
  return inventory;
}
