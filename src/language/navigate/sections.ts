/** The top-level keys of a text with the entries of their lists, whichever way the text is cut into parts. */
import type { Range } from "vscode-languageserver-types";
import type { SourceNode, Span } from "../source";
import type { Placed, View } from "../view";
import { endOf, isWrittenIn } from "./extent";
import { Ruler } from "./ruler";

/** An entry of a top-level list. Its tree is made only when somebody looks at it. */
export interface ListEntry {
  placed: Placed;
  readonly node: SourceNode;
}

export interface Section {
  name: string;
  placed: Placed;
  key: Span;
  /** What the key holds; nothing where the entries of its list are parts of their own. */
  node: SourceNode;
  entries: ListEntry[];
}

/** The sections of each definition, in the order of the text. */
export function sectionsOf(view: View): Section[][] {
  const definitions = new Map<number, Section[]>();
  for (const placed of view.parts()) {
    let sections = definitions.get(placed.definition);
    if (sections === undefined) definitions.set(placed.definition, (sections = []));
    addPart(placed, sections);
  }
  return [...definitions.values()].filter((sections) => sections.length > 0);
}

function addPart(placed: Placed, sections: Section[]): void {
  const { part } = placed;
  if (part.isEntry) {
    const entry = {
      placed,
      get node() {
        return part.root;
      },
    };
    sections.at(-1)?.entries.push(entry);
  } else if (part.section === "") {
    for (const [name, { key, node }] of part.root.entries ?? [])
      sections.push({ name, placed, key, node, entries: entriesOf(placed, node) });
  } else if (part.key !== undefined) {
    const { section: name, key, root: node } = part;
    sections.push({ name, placed, key, node, entries: entriesOf(placed, node) });
  }
}

function entriesOf(placed: Placed, list: SourceNode): ListEntry[] {
  const written = list.items?.filter(({ span }) => isWrittenIn(list, span)) ?? [];
  return written.map((node) => ({ placed, node }));
}

/** From the key of a section to the last thing written in it. */
export function rangeOfSection({ placed, key, node, entries }: Section): Range {
  const ruler = new Ruler(placed);
  const start = ruler.position(key[0]);
  const last = entries.at(-1);
  if (last !== undefined && last.placed !== placed)
    return { start, end: new Ruler(last.placed).position(endOf(last.node, last.placed.part.text)) };
  const isEmpty = node.span[0] === node.span[1];
  return { start, end: ruler.position(isEmpty ? key[1] : endOf(node, placed.part.text)) };
}

/** From the first section to the end of the last. */
export function rangeOfSections(sections: readonly Section[]): Range | undefined {
  const [first] = sections;
  const last = sections.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { start: rangeOfSection(first).start, end: rangeOfSection(last).end };
}
