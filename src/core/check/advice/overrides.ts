/** Overrides that contradict each other, and those that another one says already, for longer. */
import type { Override } from "../../generated/types";
import { type Problem, problem } from "../../problem";
import { targetKey } from "../../target";
import { parseInstant } from "../../zone";
import type { Place } from "../place";
import { quoted } from "../wording";
import type { Advised } from "./advised";

/** An override that keeps a target in maintenance or out of it. */
interface Stand {
  override: Place;
  effect: "exempt" | "maintenance";
  expiresMs: number;
}

export function* rivalOverrides(advised: Advised): Iterable<Problem> {
  for (const stands of byTarget(advised)) {
    for (const effect of ["exempt", "maintenance"] as const) {
      const alike = stands.filter((one) => one.effect === effect);
      const longest = alike.reduce<Stand | undefined>((best, one) => longer(best, one), undefined);
      for (const one of alike) if (one !== longest && longest !== undefined) yield repeated(one, longest);
    }
    const against = stands.find(({ effect }) => effect === "maintenance");
    if (against === undefined) continue;
    for (const one of stands) if (one.effect === "exempt") yield contradicted(one, against);
  }
}

/** The overrides of each target that has more than one. */
function byTarget(advised: Advised): Stand[][] {
  const found = new Map<string, Stand[]>();
  for (const override of advised.sound("overrides")) {
    const effect = override.textOf("effect") as Override["effect"];
    if (effect === "admit") continue;
    const expires = override.textOf("expires");
    const expiresMs = expires === undefined ? Infinity : (parseInstant(expires) ?? Infinity);
    if (expiresMs <= advised.nowMs) continue;
    const key = targetKey(override.get("target").value ?? {});
    const stand: Stand = { override, effect, expiresMs };
    const known = found.get(key);
    if (known === undefined) found.set(key, [stand]);
    else known.push(stand);
  }
  return [...found.values()].filter(({ length }) => length > 1);
}

function longer(best: Stand | undefined, one: Stand): Stand {
  return best === undefined || one.expiresMs > best.expiresMs ? one : best;
}

function repeated({ override, expiresMs }: Stand, other: Stand): Problem {
  const until = other.expiresMs === expiresMs ? "for as long" : "for longer";
  return problem("useless-override", {
    path: override.get("id").path,
    at: "value",
    message: `This override changes nothing: ${quoted(other.override.textOf("id"))} says the same about the same target, ${until}. Remove one of them.`,
    related: [{ path: other.override.get("id").path, message: "The other override." }],
  });
}

function contradicted({ override }: Stand, against: Stand): Problem {
  const expires = against.override.textOf("expires");
  const until = expires === undefined ? "As long as both are there" : `Until ${quoted(expires)}`;
  return problem("contradictory-overrides", {
    path: override.get("effect").path,
    at: "value",
    message: `${until} the target is in maintenance: ${quoted(against.override.textOf("id"))} says the opposite of this override, and goes before it. Remove one of the two.`,
    related: [{ path: against.override.get("effect").path, message: "The opposite." }],
  });
}
