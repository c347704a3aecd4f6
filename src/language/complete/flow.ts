/** Reads collections in brackets, across lines, until they end or a line shows that they were left open. */
import {
  type List,
  type Mapping,
  type Scalar,
  type Scan,
  type Slot,
  emptySpot,
  isAt,
  spotOf,
} from "./outline";
import { scalarAt } from "./scalar";

/**
 * Reads the collection that opens at the offset into the slot. The answer is where the text goes on: behind the closing
 * bracket, or at the line that can no longer belong to the collection.
 */
export function readFlow(scan: Scan, start: number, slot: Slot): number {
  return new FlowReader(scan, slot.column).collection(start, slot);
}

class FlowReader {
  /** Whether a line that stands too far left has ended all brackets. */
  #isCut = false;

  constructor(
    private readonly scan: Scan,
    private readonly column: number,
  ) {}

  collection(start: number, slot: Slot): number {
    const { text, cursor } = this.scan;
    const common = { isFlow: true, column: this.column, slot };
    const node: Mapping | List =
      text[start] === "{"
        ? { ...common, kind: "mapping", entries: [] }
        : { ...common, kind: "list", items: [] };
    slot.node = node;
    let isDivided = true;
    for (let at = start + 1; ;) {
      const from = at;
      at = this.#skip(at);
      const char = this.#isCut ? undefined : text[at];
      const isEmpty = char === undefined || ",]}".includes(char);
      if (isDivided && from <= cursor && (isEmpty ? cursor <= at : cursor < at))
        this.#foundEmpty(node, isEmpty);
      if (char === undefined) return at;
      if (char === "]" || char === "}") return at + 1;
      isDivided = char === ",";
      if (isDivided) at++;
      else at = node.kind === "mapping" ? this.#entry(at, node) : this.#item(at, node);
    }
  }

  #foundEmpty(node: Mapping | List, isLast: boolean): void {
    const { scan } = this;
    const before = scan.text[scan.cursor - 1] === "," ? " " : "";
    const spot = emptySpot(scan, before, isLast ? "" : ", ");
    scan.found =
      node.kind === "mapping"
        ? { kind: "key", mapping: node, hasColon: false, spot }
        : { kind: "item", list: node, spot };
  }

  #entry(start: number, mapping: Mapping): number {
    const { scan } = this;
    const { text, cursor } = scan;
    if ("[{".includes(text[start] ?? "")) return this.collection(start, this.#slot(mapping, "?"));
    const key = this.#scalar(start, "key");
    const colon =
      key.span[1] + (/^[ \t]*/.exec(text.slice(key.span[1], this.#lineEnd(start)))?.[0].length ?? 0);
    const hasColon = text[colon] === ":";
    if (isAt(key, cursor)) scan.found = { kind: "key", mapping, hasColon, spot: spotOf(scan, key) };
    // A lone colon has no key before it, and must not be looked at again.
    if (!hasColon) return Math.max(key.span[1], start + 1);
    const slot = this.#slot(mapping, key.text);
    mapping.entries.push({ key, slot });
    return this.#value(colon + 1, slot);
  }

  #value(from: number, slot: Slot): number {
    const { scan } = this;
    const { text, cursor } = scan;
    const at = this.#skip(from);
    const char = this.#isCut ? undefined : text[at];
    const before = text[cursor - 1] === ":" ? " " : "";
    if (char === undefined || ",]}".includes(char)) {
      if (from <= cursor && cursor <= at) scan.found = { kind: "value", slot, spot: emptySpot(scan, before) };
      return at;
    }
    if (char === "[" || char === "{") return this.collection(at, slot);
    const scalar = this.#scalar(at, "item");
    slot.node = scalar;
    if (from <= cursor && (cursor < scalar.span[0] || isAt(scalar, cursor)))
      scan.found = { kind: "value", slot, spot: { ...spotOf(scan, scalar), before } };
    return scalar.span[1];
  }

  #item(start: number, list: List): number {
    const { scan } = this;
    const char = scan.text[start] ?? "";
    if ("[{".includes(char)) {
      const slot = this.#slot(list, String(list.items.length));
      list.items.push(slot);
      return this.collection(start, slot);
    }
    const scalar = this.#scalar(start, "item");
    if (isAt(scalar, scan.cursor)) scan.found = { kind: "item", list, spot: spotOf(scan, scalar) };
    else list.items.push({ ...this.#slot(list, String(list.items.length)), node: scalar });
    return scalar.span[1];
  }

  #slot(holder: Mapping | List, step: string): Slot {
    return { path: [...holder.slot.path, step], column: this.column, holder };
  }

  #scalar(start: number, where: "key" | "item"): Scalar {
    return scalarAt(this.scan.text, start, this.#lineEnd(start), where);
  }

  #lineEnd(from: number): number {
    const end = this.scan.text.indexOf("\n", from);
    return end === -1 ? this.scan.text.length : end;
  }

  /** Passes over white space, line breaks and comments. */
  #skip(from: number): number {
    const { text, cursor } = this.scan;
    for (let at = from; !this.#isCut;) {
      const char = text[at];
      if (char === " " || char === "\t" || char === "\r") at++;
      else if (char === "#" && /\s/.test(text[at - 1] ?? "\n")) {
        const end = this.#lineEnd(at);
        if (at < cursor && cursor <= end) this.scan.isInComment = true;
        at = end;
      } else if (char === "\n") {
        const line = at + 1;
        at = line + (/^ */.exec(text.slice(line, line + 200))?.[0].length ?? 0);
        const next = text[at];
        const isBlank = next === undefined || next === "\r" || next === "\n" || next === "#";
        // An empty line counts only where something is about to be typed.
        const indent = isBlank ? (line <= cursor && cursor <= at ? cursor - line : Infinity) : at - line;
        if (indent <= this.column && !(next === "]" || next === "}")) {
          this.#isCut = true;
          return line;
        }
      } else return at;
    }
    return from;
  }
}
