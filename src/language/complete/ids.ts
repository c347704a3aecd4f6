/** Names that the definition declares, where they are used; and names that it uses, where they are to be declared. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { NameKind } from "../names";
import type { Option, Wanted } from "./option";

type Siblings = Wanted["siblings"];

/** So many names are offered at once; of more those that the client would find for what is typed. */
const maxOffered = 200;

export function ids(
  { siblings, taken, typed, context }: Wanted,
  kind: NameKind,
  declares: boolean,
): Option[] {
  const isPlace = kind === "client" || kind === "site" || kind === "agent";
  const declared = isPlace ? context.places(kind, siblings) : context.declared(kind);
  const used = new Set<string>();
  const scope = scopeOf(kind, siblings);
  for (const { name, key, declares: isDeclared } of context.names(kind)) {
    if (!isDeclared && key.startsWith(scope)) used.add(name);
  }
  // A client has several sites, so its name is declared again and again; any other name once.
  const isNew = declares && kind !== "client";
  const offered = isNew
    ? [...used].filter((name) => !declared.has(name))
    : declared.size > 0
      ? declared
      : used;
  const fitting = [...offered].filter((name) => !taken.includes(name)).sort();
  return (fitting.length <= maxOffered ? fitting : fitting.filter((name) => resembles(name, typed)))
    .slice(0, maxOffered)
    .map((value) => ({
      value,
      kind: CompletionItemKind.Reference,
      ...(isNew && { detail: `${kind} that is used and not declared yet` }),
    }));
}

function resembles(name: string, typed: string): boolean {
  return name.toLowerCase().includes(typed.toLowerCase());
}

/** How the keys of the names begin that are possible beside what the mapping around says. */
function scopeOf(kind: NameKind, { client, site }: Siblings): string {
  if ((kind !== "site" && kind !== "agent") || typeof client !== "string") return "";
  const known = kind === "agent" && typeof site === "string" ? [client, site] : [client];
  return `${JSON.stringify(known).slice(0, -1)},`;
}
