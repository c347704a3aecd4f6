/**
 * json-rules-engine, asked as it is fastest: one engine for all requests, all facts known beforehand, and conditions in an
 * order (by priority) in which the first ends most rules. It answers with events. What else it is spared: see prepared.ts.
 */
import { peer } from "../peer";
import type { Answer, Plain, Stretch } from "./plain";
import { preparation } from "./prepared";

interface JsonRules {
  Engine: new () => Engine;
}

interface Engine {
  addRule(rule: { conditions: { all: object[] }; event: { type: Event } }): void;
  run(facts: object): Promise<{ events: readonly { type: Event }[] }>;
}

/** A window stops the request, or makes possible what needs maintenance. */
type Event = "stopped" | "possible";

type Condition = [fact: string, operator: string, value: unknown];

export function jsonRules(plain: Plain): Answer {
  const { Engine } = peer("json-rules-engine") as JsonRules;
  const engine = new Engine();
  for (const stretch of plain.stretches) {
    const { kind, letThrough, startMs, cutMs } = stretch;
    const started: Condition = ["now", "greaterThanInclusive", startMs];
    const stops: Condition[] =
      kind === "blackout"
        ? [started, ["roles", "doesNotContain", letThrough]]
        : [
            ["denied", "equal", true],
            ["now", "greaterThanInclusive", cutMs],
          ];
    const enables: Condition[] =
      kind === "blackout"
        ? [started, ["roles", "contains", letThrough]]
        : [started, ["exempt", "equal", false]];
    engine.addRule(rule("stopped", [...where(stretch), ...stops]));
    engine.addRule(rule("possible", [["only", "equal", true], ...where(stretch), ...enables]));
  }
  const prepare = preparation(plain);
  return async (asked) => {
    const facts = prepare(asked);
    const { events } = await engine.run(facts);
    const has = (event: Event): boolean => events.some(({ type }) => type === event);
    return !has("stopped") && (!facts.only || has("possible"));
  };
}

function where({ client, site, operation, endMs }: Stretch): Condition[] {
  const place: Condition[] = site !== undefined ? [["site", "equal", site]] : [["client", "equal", client]];
  return [
    ...(client === undefined ? [] : place),
    ...(operation === undefined ? [] : ([["patterns", "contains", operation]] as Condition[])),
    ["now", "lessThan", endMs],
  ];
}

function rule(type: Event, conditions: readonly Condition[]): Parameters<Engine["addRule"]>[0] {
  const all = conditions.map(([fact, operator, value], index) => ({
    fact,
    operator,
    value,
    priority: conditions.length - index,
  }));
  return { conditions: { all }, event: { type } };
}
