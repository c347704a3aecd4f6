/** Names that the definition declares, where they are used; and names that it uses, where they are to be declared. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { NameKind } from "../names";
import type { Option, Wanted } from "./option";

export function ids({ siblings, taken, context }: Wanted, kind: NameKind, declares: boolean): Option[] {
  const scope = scopeOf(kind, siblings);
  const declared = new Set<string>();
  const used = new Set<string>();
  for (const name of context.names(kind)) {
    if (name.key.startsWith(scope)) (name.declares ? declared : used).add(name.name);
  }
  // A client has several sites, so its name is declared again and again; any other name once.
  const isNew = declares && kind !== "client";
  const offered = isNew
    ? [...used].filter((name) => !declared.has(name))
    : declared.size > 0
      ? declared
      : used;
  return [...offered]
    .filter((name) => !taken.includes(name))
    .sort()
    .map((value) => ({
      value,
      kind: CompletionItemKind.Reference,
      ...(isNew && { detail: `${kind} that is used and not declared yet` }),
    }));
}

/** How the keys of the names begin that are possible beside what the mapping around says. */
function scopeOf(kind: NameKind, { client, site }: Readonly<Record<string, unknown>>): string {
  if (kind !== "site" && kind !== "agent") return "";
  if (typeof client !== "string") return "";
  const known = kind === "agent" && typeof site === "string" ? [client, site] : [client];
  return `${JSON.stringify(known).slice(0, -1)},`;
}
