/** Time zones: those that the definition uses first, each also found by its city. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { isTimeZone } from "../../core/zone";
import type { Option, Wanted } from "./option";

export function zones({ context }: Wanted): Option[] {
  const { definitionZone } = context;
  const zones = definitionZone === undefined ? everyZone() : [definitionZone, ...everyZone()];
  return [...new Set(zones)].map((zone) => {
    const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
    return {
      value: zone,
      // Whoever types the city finds it, whether a client looks for words or for beginnings.
      filter: `${zone} ${city}`,
      kind: CompletionItemKind.Value,
      ...(zone === definitionZone && { detail: "the definition's" }),
    };
  });
}

let listed: readonly string[] | undefined;

/** What this machine lists, and UTC, which it knows without listing it. */
function everyZone(): readonly string[] {
  listed ??= [...Intl.supportedValuesOf("timeZone"), "UTC"].filter(isTimeZone);
  return listed;
}
