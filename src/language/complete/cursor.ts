/** Finds the cursor in a text by its columns: which lines are siblings, what lies below a key, what a new line would be. */
import { readFlow } from "./flow";
import { Frames } from "./frames";
import { type Cursor, type Scan, type Slot, emptySpot, isAt, spotOf } from "./outline";
import { keyAt, scalarAt } from "./scalar";

/** What lies around the text. */
export interface Around {
  /** The top-level key whose list the text is entries of; empty when the text begins at the definition's top. */
  section: string;
  /** The first line with content behind the text. */
  next?: LineStart;
}

export interface LineStart {
  column: number;
  isItem: boolean;
}

export interface Found {
  cursor: Cursor;
  /** The definition, as far as this text shows it. */
  root: Slot;
  steps: Scan["steps"];
}

/** Where the cursor is in the text; undefined where nothing can be completed: in a comment, a text block, or nowhere. */
export function findCursor(text: string, cursor: number, around: Around): Found | undefined {
  const scan: Scan = { text, cursor, steps: {} };
  const root: Slot = { path: [], column: -1 };
  new BlockReader(scan, root, around).read();
  const { found, isInComment, steps } = scan;
  return found === undefined || isInComment === true ? undefined : { cursor: found, root, steps };
}

class BlockReader {
  readonly #frames: Frames;

  constructor(
    private readonly scan: Scan,
    root: Slot,
    private readonly around: Around,
  ) {
    this.#frames = new Frames(root, scan.steps);
    const top = around.section === "" ? undefined : this.#frames.mapping(0);
    if (top === undefined) return;
    const span = [-1, -1] as const;
    this.#frames.entry(top, { kind: "scalar", span, text: around.section, quote: "", isClosed: true });
  }

  read(): void {
    for (let at = 0; at <= this.scan.text.length;) at = this.#line(at);
  }

  /** Reads what begins on the line at the offset; the answer is the beginning of the line to go on with. */
  #line(at: number): number {
    const { text, cursor } = this.scan;
    const end = this.#endOf(at);
    const line = text.slice(at, end);
    const column = /^ */.exec(line)?.[0].length ?? 0;
    const start = at + column;
    if (line.trim() === "") {
      if (at <= cursor && cursor <= end) this.#blank(at, end);
    } else if (column === 0 && /^(?:---|\.\.\.)(?=\s|$)|^%/.test(line)) {
      this.#frames.clear();
    } else if (line[column] !== "#") return this.#content(column, start, end);
    return end + 1;
  }

  /** Where the line's text ends, without the line break. */
  #endOf(at: number): number {
    const { text } = this.scan;
    const end = text.indexOf("\n", at);
    if (end === -1) return text.length;
    return text[end - 1] === "\r" && end > at ? end - 1 : end;
  }

  #after(at: number): number {
    const end = this.scan.text.indexOf("\n", at);
    return end === -1 ? this.scan.text.length + 1 : end + 1;
  }

  #content(column: number, start: number, end: number): number {
    const { text, cursor } = this.scan;
    const dash = /^-(?:[ \t]+|$)/.exec(text.slice(start, end))?.[0].length;
    if (dash !== undefined) return this.#dash(column, start, dash, end);
    const found = keyAt(text, start, end);
    if (found === undefined) return this.#loose(column, start, end);
    const { key, colon } = found;
    const mapping = this.#frames.mapping(column);
    if (mapping === undefined) return this.#after(end);
    const slot = this.#frames.entry(mapping, key);
    if (isAt(key, cursor))
      this.scan.found = { kind: "key", mapping, hasColon: true, spot: spotOf(this.scan, key) };
    return this.#value(slot, colon + 1, end);
  }

  #dash(column: number, start: number, width: number, end: number): number {
    const { text, cursor } = this.scan;
    if (this.#frames.item(column) === undefined) return this.#after(end);
    const inner = start + width;
    if (inner < end && text[inner] !== "#") return this.#content(column + width, inner, end);
    const isHere = start < cursor && cursor <= end && (inner === end || cursor < inner);
    if (isHere) {
      const isTight = cursor === start + 1;
      const mapping = this.#frames.mapping(column + (isTight ? 2 : cursor - start));
      const spot = emptySpot(this.scan, isTight ? " " : "");
      if (mapping !== undefined) this.scan.found = { kind: "key", mapping, hasColon: false, spot };
    }
    return this.#after(end);
  }

  /** A line without a key: a value on a line of its own, or a key that is half typed. */
  #loose(column: number, start: number, end: number): number {
    const { scan } = this;
    this.#frames.closeTo(column, false);
    const { node, column: level, open } = this.#frames.top;
    const isValue = /^[[{|>&!]/.test(scan.text.slice(start, end));
    if (isValue)
      return level < column && open.node === undefined ? this.#value(open, start, end) : this.#after(end);
    const mapping = this.#frames.mapping(column);
    const word = scalarAt(scan.text, start, end);
    if (mapping !== undefined) {
      if (node !== mapping) mapping.word = word;
      if (isAt(word, scan.cursor))
        scan.found = { kind: "key", mapping, hasColon: false, spot: spotOf(scan, word) };
    }
    return this.#after(end);
  }

  #value(slot: Slot, from: number, end: number): number {
    const { scan } = this;
    const { text, cursor } = scan;
    const start = from + (/^[ \t]*/.exec(text.slice(from, end))?.[0].length ?? 0);
    const char = start < end ? text[start] : undefined;
    const before = cursor === from && text[from - 1] === ":" ? " " : "";
    if (char === undefined || (char === "#" && start > from)) {
      const isHere = from <= cursor && (char === undefined ? cursor <= end : cursor < start);
      if (isHere && !this.#liesBelow(slot, end))
        scan.found = { kind: "value", slot, spot: emptySpot(scan, before) };
      return this.#after(end);
    }
    if (char === "[" || char === "{") {
      const next = readFlow(scan, start, slot);
      return text[next - 1] === "\n" ? next : this.#after(next);
    }
    if (/^[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(start, end))) return this.#textBlock(slot, end);
    const properties = /^[&!]\S*[ \t]*/.exec(text.slice(start, end))?.[0].length;
    if (properties !== undefined && cursor > start + properties)
      return this.#value(slot, start + properties, end);
    const scalar = scalarAt(text, start, end);
    if (properties !== scalar.text.length) slot.node = scalar;
    if (from <= cursor && (cursor < scalar.span[0] || isAt(scalar, cursor)))
      scan.found = { kind: "value", slot, spot: { ...spotOf(scan, scalar), before } };
    return this.#after(end);
  }

  /** Whether the lines after an offset are the value of a slot already. */
  #liesBelow({ column, holder }: Slot, end: number): boolean {
    const next = this.#next(end);
    if (next === undefined) return false;
    return next.column > column || (next.column === column && next.isItem && holder?.kind === "mapping");
  }

  /** Passes over the lines of a text block. */
  #textBlock(slot: Slot, end: number): number {
    const { text, cursor } = this.scan;
    slot.node = { kind: "scalar", span: [end, end], text: "", quote: "", isClosed: true };
    for (let at = this.#after(end); ; at = this.#after(at)) {
      if (at > text.length) return at;
      const stop = this.#endOf(at);
      const isBlank = text.slice(at, stop).trim() === "";
      const isTyped = at <= cursor && cursor <= stop && cursor - at <= slot.column;
      const column = /^ */.exec(text.slice(at, stop))?.[0].length ?? 0;
      if (isBlank ? isTyped : column <= slot.column) return at;
    }
  }

  /** An empty line with the cursor in it: the innermost collection that it can add to without cutting off what follows. */
  #blank(at: number, end: number): void {
    const { scan } = this;
    const typed = scan.cursor - at;
    const next = this.#next(end);
    let column = Math.max(typed, next?.column ?? 0);
    while (this.#frames.top.column > column) this.#frames.close();
    // An item that is a word so far is more likely a name than a key.
    const last = this.#frames.top.node;
    if (last?.kind === "mapping" && last.word !== undefined && last.slot.holder?.kind === "list")
      this.#frames.close();
    const around = this.#frames.around;
    // A list in the column of its key ends here, unless it goes on below.
    if (around?.node?.kind === "mapping" && around.column === column && next?.isItem !== true)
      this.#frames.close();
    const top = this.#frames.top;
    const isNew = top.column < column && top.open.node === undefined;
    if (!isNew) column = top.column;
    else if ((next?.column ?? -1) > top.column) column = next?.column ?? column;
    else if (top.node === undefined) column = 0;
    const list = top.node?.kind === "list" && !isNew ? top.node : undefined;
    const spot = emptySpot(scan, " ".repeat(Math.max(0, column - typed)));
    spot.start = at + Math.min(column, typed);
    spot.end = end;
    spot.typed = scan.text.slice(spot.start, scan.cursor);
    if (list !== undefined || (isNew && next?.isItem === true && next.column === column)) {
      const holder = list ?? this.#frames.list(column);
      spot.before += "- ";
      scan.found = { kind: "item", list: holder, spot };
      return;
    }
    const mapping = this.#frames.mapping(column);
    if (mapping !== undefined) scan.found = { kind: "key", mapping, hasColon: false, spot };
  }

  /** The first line with content behind an offset. */
  #next(from: number): LineStart | undefined {
    for (let at = this.#after(from); at <= this.scan.text.length; at = this.#after(at)) {
      const line = this.scan.text.slice(at, this.#endOf(at));
      const found = lineStart(line);
      if (found !== undefined) return found;
    }
    return this.around.next;
  }
}

/** How a line begins; undefined for one without content. */
export function lineStart(line: string): LineStart | undefined {
  const column = /^ */.exec(line)?.[0].length ?? 0;
  const content = line.slice(column);
  if (content.trim() === "" || content.startsWith("#")) return undefined;
  return { column, isItem: /^-(?:\s|$)/.test(content) };
}
