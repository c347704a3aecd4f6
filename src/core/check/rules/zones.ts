/** Time zones that nobody knows. */
import { type Problem, problem } from "../../problem";
import { isTimeZone } from "../../zone";
import type { Context } from "../rule";
import { type GuessBudget, nearest, quoted } from "../wording";

/** More names than there are zones: looking a name up takes time, and who has so many wrong ones has seen enough. */
const maxLookedUp = 1_000;

export function* unknownZones({ root, guesses }: Context): Iterable<Problem> {
  const names = new Set<string>();
  const sources = [
    root,
    ...root.get("windows").items,
    ...root.get("schedules").entries.map(([, schedule]) => schedule),
  ];
  for (const source of sources) {
    const text = source.textOf("timeZone");
    if (text === undefined || names.add(text).size > maxLookedUp || isTimeZone(text)) continue;
    const zone = source.get("timeZone");
    const suggestion = nearestZone(text, guesses);
    yield problem("unknown-time-zone", {
      path: zone.path,
      at: "value",
      message: `There is no time zone ${quoted(text)}. ${
        suggestion === undefined ? "" : `Did you mean ${quoted(suggestion)}? `
      }Write an IANA name, such as Europe/Copenhagen; offsets and abbreviations do not say when the clocks change.`,
      ...(suggestion !== undefined && { suggestion }),
    });
  }
}

function nearestZone(name: string, guesses: GuessBudget): string | undefined {
  const zones = allZones();
  const direct = nearest(name, zones, guesses);
  if (direct !== undefined) return direct;
  // Many write the city alone, or the city of another language in the right continent.
  const city = (text: string): string => text.slice(text.lastIndexOf("/") + 1);
  const named = nearest(city(name), zones.map(city), guesses);
  return named === undefined ? undefined : zones.find((zone) => city(zone) === named);
}

/** Every zone that this machine lists; some that it does not list are known, too. */
function allZones(): string[] {
  return Intl.supportedValuesOf("timeZone");
}
