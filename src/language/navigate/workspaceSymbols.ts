/** Names that are declared anywhere in a workspace, by a few of their letters. */
import type { SymbolInformation } from "vscode-languageserver-types";
import type { Name } from "../names";
import type { Placed, View } from "../view";
import { withoutQuotes } from "./extent";
import { Ruler } from "./ruler";
import { symbolKinds } from "./symbolKinds";

/** So many are answered; whoever sees that many types another letter. */
const maxFound = 1_000;

/**
 * What the texts declare whose name has the letters of the query in their order, upper and lower case alike. A name that
 * one definition declares in several places (a client, an operation) is found once in it.
 */
export function workspaceSymbols(views: Iterable<View>, query: string): SymbolInformation[] {
  const letters = query.toLowerCase().replace(/\s/g, "");
  const found: SymbolInformation[] = [];
  for (const view of views) {
    if (!view.isOurs) continue;
    const environments = environmentsOf(view);
    const seen = new Set<string>();
    for (const placed of view.parts()) {
      let ruler: Ruler | undefined;
      for (const name of placed.part.names) {
        if (!name.declares || !hasLetters(name.name, letters)) continue;
        const key = `${placed.definition} ${name.kind} ${name.key}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (found.length === maxFound) return found;
        ruler ??= new Ruler(placed);
        found.push(symbolOf(name, placed, view.uri, ruler, environments.get(placed.definition)));
      }
    }
  }
  return found;
}

function symbolOf(
  { kind, name, key, span }: Name,
  { part }: Placed,
  uri: string,
  ruler: Ruler,
  environment: string | undefined,
): SymbolInformation {
  // What it lies in: an agent in the site of a client, and all of it in an environment.
  const around = (JSON.parse(key) as (string | null)[]).slice(0, -1);
  const container = [kind === "environment" ? undefined : environment, ...around].filter(
    (one) => one != null,
  );
  return {
    name,
    kind: symbolKinds[kind],
    location: { uri, range: ruler.range(withoutQuotes(span, part.text)) },
    ...(container.length > 0 && { containerName: container.join(" / ") }),
  };
}

/** The name of each definition. */
function environmentsOf(view: View): Map<number, string> {
  const found = new Map<number, string>();
  for (const { part, definition } of view.parts()) {
    if (part.section !== "metadata" && part.section !== "") continue;
    const name = part.names.find(({ kind }) => kind === "environment");
    if (name !== undefined) found.set(definition, name.name);
  }
  return found;
}

/** Whether a name has the letters in their order, with anything between them. */
function hasLetters(name: string, letters: string): boolean {
  const lower = name.toLowerCase();
  let found = 0;
  for (let at = 0; at < lower.length && found < letters.length; at++)
    if (lower[at] === letters[found]) found++;
  return found === letters.length;
}
