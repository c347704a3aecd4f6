/** The top-level keys of a text with the entries of their lists, whichever way the text is cut into parts. */
import type { Range } from "vscode-languageserver-types";
import type { SourceNode, Span } from "../source";
import type { Placed, View } from "../view";
import { endOf, endOfEntry, isWrittenIn } from "./extent";
import { Ruler } from "./ruler";

/** An entry of a top-level list. What it takes to look into it is made only when somebody does. */
export interface ListEntry {
  placed: Placed;
  readonly ruler: Ruler;
  readonly node: SourceNode;
}

export interface Section {
  name: string;
  placed: Placed;
  ruler: Ruler;
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
    sections.at(-1)?.entries.push(new EntryPart(placed));
    return;
  }
  const { section, key, root } = part;
  const ruler = new Ruler(placed);
  const add = (name: string, key: Span, node: SourceNode): void => {
    sections.push({ name, placed, ruler, key, node, entries: entriesOf(placed, ruler, node) });
  };
  if (key !== undefined) add(section, key, root);
  else for (const [name, entry] of root.entries ?? []) add(name, entry.key, entry.node);
}

/** An entry that is a part of its own. */
class EntryPart implements ListEntry {
  #ruler: Ruler | undefined;

  constructor(readonly placed: Placed) {}

  get ruler(): Ruler {
    return (this.#ruler ??= new Ruler(this.placed));
  }

  get node(): SourceNode {
    return this.placed.part.root;
  }
}

function entriesOf(placed: Placed, ruler: Ruler, list: SourceNode): ListEntry[] {
  const written = list.items?.filter(({ span }) => isWrittenIn(list, span)) ?? [];
  return written.map((node) => ({ placed, ruler, node }));
}

/** From the key of a section to the last thing written in it. */
export function rangeOfSection(section: Section): Range {
  const { placed, ruler, key, entries } = section;
  const last = entries.at(-1);
  const end =
    last === undefined || last.placed === placed
      ? ruler.position(endOfEntry(section, placed.part.text))
      : last.ruler.position(endOf(last.node, last.placed.part.text));
  return { start: ruler.position(key[0]), end };
}

/** From the first section to the end of the last. */
export function rangeOfSections(sections: readonly Section[]): Range | undefined {
  const [first] = sections;
  const last = sections.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { start: rangeOfSection(first).start, end: rangeOfSection(last).end };
}
