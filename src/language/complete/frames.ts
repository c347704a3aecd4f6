/** The collections that lines may still add to, by their columns, while a text is read from its beginning. */
import type { List, Mapping, Path, Scalar, Scan, Slot } from "./outline";

/** A collection, and the slot that lines farther right belong in. */
interface Frame {
  node?: Mapping | List;
  column: number;
  open: Slot;
}

export class Frames {
  readonly #frames: Frame[];

  constructor(
    root: Slot,
    private readonly steps: Scan["steps"],
  ) {
    this.#frames = [{ column: -1, open: root }];
  }

  get top(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  /** The frame around the innermost one. */
  get around(): Frame | undefined {
    return this.#frames.at(-2);
  }

  /** Closes all of them. */
  clear(): void {
    this.#frames.length = 1;
  }

  /** Closes the innermost one. */
  close(): void {
    this.#frames.pop();
  }

  /** Closes those that a line in the column no longer belongs to. */
  closeTo(column: number, isDash: boolean): void {
    while (!belongs(this.top, column, isDash)) this.close();
  }

  /** The mapping whose keys stand in the column, a new one where there is none yet; undefined where none can be. */
  mapping(column: number): Mapping | undefined {
    this.closeTo(column, false);
    const { node, column: level, open } = this.top;
    if (node?.kind === "mapping" && level === column) return node;
    if (open.node !== undefined) return undefined;
    if (open.holder?.kind === "mapping") this.steps.mapping ??= column - level;
    const mapping: Mapping = { kind: "mapping", isFlow: false, column, slot: open, entries: [] };
    this.#push(mapping, open.path);
    return mapping;
  }

  /** A new entry of the mapping on top. */
  entry(mapping: Mapping, key: Scalar): Slot {
    const slot: Slot = { path: [...mapping.slot.path, key.text], column: mapping.column, holder: mapping };
    mapping.entries.push({ key, slot });
    this.top.open = slot;
    return slot;
  }

  /** A new item of the list whose dashes stand in the column; undefined where there can be no list. */
  item(column: number): Slot | undefined {
    this.closeTo(column, true);
    const { node, column: level, open } = this.top;
    const known = node?.kind === "list" && level === column ? node : undefined;
    if (known === undefined && open.node !== undefined) return undefined;
    const list = known ?? this.list(column);
    const slot = { path: [...list.slot.path, String(list.items.length)], column, holder: list };
    list.items.push(slot);
    this.top.open = slot;
    return slot;
  }

  /** A new list in the open slot. */
  list(column: number): List {
    const { open } = this.top;
    this.steps.list ??= Math.max(0, column - open.column);
    const list: List = { kind: "list", isFlow: false, column, slot: open, items: [] };
    this.#push(list, open.path);
    return list;
  }

  #push(node: Mapping | List, path: Path): void {
    const { column } = node;
    node.slot.node = node;
    // Until it has a key or an item, nothing can lie below one.
    this.#frames.push({ node, column, open: { path, column, node } });
  }
}

function belongs({ node, column: level, open }: Frame, column: number, isDash: boolean): boolean {
  if (level !== column) return level < column;
  if (node?.kind === "list") return isDash;
  return !isDash || open.node === undefined;
}
