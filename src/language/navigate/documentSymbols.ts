/** The outline of a text: its environments, what each section declares, and in a few words what that says. */
import { type DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import { Place } from "../../core/check/place";
import type { NameKind } from "../names";
import type { SourceNode, Span } from "../source";
import type { View } from "../view";
import { endOfEntry, extentOf, isWrittenIn, withoutQuotes } from "./extent";
import { type ListEntry, rangeOfSection, type Section, sectionsOf } from "./sections";
import { symbolKinds } from "./symbolKinds";
import { when } from "./when";

/**
 * The outline. Sites stand below their client as far as its groups follow each other, so that no two ranges overlap; the
 * agents of a site are counted, since there can be very many.
 */
export function documentSymbols(view: View): DocumentSymbol[] {
  return view.isOurs ? sectionsOf(view).flatMap(environment) : [];
}

function environment(sections: Section[]): DocumentSymbol[] {
  const symbols = sections.map(section);
  const [first] = symbols;
  if (first === undefined) return [];
  const range = { start: first.range.start, end: (symbols.at(-1) ?? first).range.end };
  const metadata = sections.find(({ name }) => name === "metadata");
  const name = metadata && nameIn(metadata.node, "name", metadata.placed.part.text);
  return [
    {
      name: name?.text ?? "(no name)",
      kind: symbolKinds.environment,
      range,
      selectionRange: metadata && name ? metadata.ruler.range(name.span) : first.selectionRange,
      children: symbols.filter((one) => !header.has(one.name)),
    },
  ];
}

/** Keys that say the same in every definition. */
const header: ReadonlySet<string> = new Set(["apiVersion", "kind"]);

/** What the sections with names in them declare. */
const contents: Record<string, (section: Section) => DocumentSymbol[]> = {
  roles: entries("role", (role) => [
    role.get("admitted").value === true ? "admitted" : "",
    listed(role.get("may")),
  ]),
  windows: entries("window", (window) => [window.textOf("kind"), when(window.value)]),
  overrides: entries("override", (override) => [
    override.textOf("effect"),
    listed(override.get("roles")),
    ["client", "site", "agent"]
      .map((key) => override.get("target").textOf(key))
      .filter((name) => name !== undefined)
      .join(" / "),
  ]),
  services: entries("service", (service) => [service.textOf("title")]),
  schedules: keyed(symbolKinds.schedule, ({ value }) => when(value)),
  operations: (section) =>
    keyed(SymbolKind.Array)(section).flatMap((list) => {
      const node = section.node.entries?.get(list.name)?.node;
      return node?.items === undefined ? [] : [{ ...list, children: patterns(node, section) }];
    }),
  transitions: keyed(SymbolKind.Property),
  agents: clients,
};

function section(section: Section): DocumentSymbol {
  const { name, placed, ruler, key, node } = section;
  const children = contents[name]?.(section) ?? [];
  return {
    name: name === "" ? "(no name)" : name,
    kind: children.length > 0 ? SymbolKind.Array : SymbolKind.Property,
    ...(typeof node.value === "string" && { detail: node.value }),
    range: rangeOfSection(section),
    selectionRange: ruler.range(withoutQuotes(key, placed.part.text)),
    ...(children.length > 0 && { children }),
  };
}

/** The entries of a list of things with ids, each with what `details` says of it. */
function entries(
  kind: NameKind,
  details: (entry: Place) => (string | undefined)[],
): (section: Section) => DocumentSymbol[] {
  return ({ entries }) =>
    entries.flatMap((entry) =>
      entrySymbol(entry, "id", symbolKinds[kind], joined(details(new Place(entry.node.value, "")))),
    );
}

function joined(words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== "").join(", ");
}

function listed({ items }: Place): string {
  return items.map(({ text }) => text ?? "").join(" ");
}

/** One entry, named by one of its keys; none where nothing is written yet. */
function entrySymbol(
  { placed, ruler, node }: ListEntry,
  key: string,
  kind: SymbolKind,
  detail: string,
): DocumentSymbol[] {
  if (node.entries === undefined) return [];
  const { text } = placed.part;
  const extent = extentOf(node, text);
  const name = nameIn(node, key, text);
  return [
    {
      name: name?.text ?? `(no ${key})`,
      detail,
      kind,
      range: ruler.range(extent),
      selectionRange: ruler.range(name?.span ?? extent),
    },
  ];
}

/** The text that a key of a mapping holds, and where it stands in that; what an alias means stands elsewhere. */
function nameIn(node: SourceNode, key: string, text: string): { text: string; span: Span } | undefined {
  const found = node.entries?.get(key)?.node;
  if (typeof found?.value !== "string" || found.value === "" || !isWrittenIn(node, found.span))
    return undefined;
  return { text: found.value, span: withoutQuotes(found.span, text) };
}

/** The keys that a section holds. */
function keyed(
  kind: SymbolKind,
  detail?: (node: SourceNode) => string,
): (section: Section) => DocumentSymbol[] {
  return ({ placed, ruler, node }) => {
    const { text } = placed.part;
    return [...(node.entries ?? [])].flatMap(([name, entry]) => {
      const { key, node: value } = entry;
      if (name === "" || !isWrittenIn(node, key)) return [];
      return [
        {
          name,
          kind,
          ...(detail && { detail: detail(value) }),
          range: ruler.range([key[0], endOfEntry(entry, text)]),
          selectionRange: ruler.range(withoutQuotes(key, text)),
        },
      ];
    });
  };
}

/** The entries of a list of operations: a pattern alone, or with an answer of its own. */
function patterns(list: SourceNode, { placed, ruler }: Section): DocumentSymbol[] {
  const { text } = placed.part;
  const written = list.items?.filter(({ span }) => isWrittenIn(list, span)) ?? [];
  return written.flatMap((node) => {
    if (node.entries !== undefined) {
      const answer = new Place(node.value, "").textOf("answer") ?? "";
      return entrySymbol({ placed, ruler, node }, "id", symbolKinds.operation, answer);
    }
    if (typeof node.value !== "string" || node.value === "") return [];
    const range = ruler.range(withoutQuotes(node.span, text));
    return [{ name: node.value, kind: symbolKinds.operation, range, selectionRange: range }];
  });
}

/** The clients, each with the sites whose groups follow each other. */
function clients({ entries }: Section): DocumentSymbol[] {
  const found: DocumentSymbol[] = [];
  for (const entry of entries) {
    const count = new Place(entry.node.value, "").get("ids").items.length;
    const detail = count === 1 ? "1 agent" : `${count} agents`;
    const [client] = entrySymbol(entry, "client", symbolKinds.client, "");
    if (client === undefined) continue;
    const sites = entrySymbol(entry, "site", symbolKinds.site, detail);
    const last = found.at(-1);
    if (last?.name === client.name) {
      last.range = { start: last.range.start, end: client.range.end };
      last.children?.push(...sites);
    } else found.push({ ...client, children: sites });
  }
  return found;
}
