/**
 * Where a document can be cut into parts that are read alone: at its top-level keys, and at the dashes of the lists whose
 * entries stand by themselves. It goes by columns only, and gives up where columns do not tell.
 */
import { isListSection } from "../../core/check/entries";
import type { Span } from "../source";

export interface Cut {
  start: number;
  end: number;
  /** `preface`: comments and `---` before the first key. `stray`: a line in column 0 that is no key. */
  kind: "preface" | "key" | "entry" | "stray";
  /** The top-level key that it is, or whose list it lies in; empty for a preface and a stray line. */
  section: string;
  /** Of an entry the column of its dash; of a key whose list is cut the column of the dashes; else -1. */
  column: number;
  /** The number of the definition among those of the text. */
  definition: number;
}

/** The list that a text to be cut continues; its dashes stand in the column. */
export interface Within {
  section: string;
  column: number;
}

/** The cuts of a text, and whether comments stand at its end that may belong to what follows. */
export interface Cuts {
  cuts: Cut[];
  endsInComment: boolean;
}

/** Cuts text[start, end), which begins with a line; undefined when it has to be read as a whole. */
export function cutParts(
  text: string,
  [start, end]: Span,
  definition = 0,
  within?: Within,
): Cuts | undefined {
  const cutter = new Cutter(text, start, end, definition, within);
  for (let line = start; line < end;) {
    const next = text.indexOf("\n", line);
    const stop = next === -1 || next >= end ? end : next + 1;
    if (!cutter.take(line, stop)) return undefined;
    line = stop;
  }
  return cutter.cuts.length === 0 ? undefined : cutter;
}

class Cutter implements Cuts {
  readonly cuts: Cut[] = [];
  readonly #keys = new Set<string>();
  #section: string;
  /** The column of the dashes of the list that is being cut. */
  #column: number;
  /** A key that may be followed by a list of entries. */
  #opened: Cut | undefined;
  /** Where comment lines begin that stand directly above the next line, and the column of the farthest; -1 when there are none. */
  #comments = -1;
  #commentColumn = 0;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    private readonly definition: number,
    within: Within | undefined,
  ) {
    this.#section = within?.section ?? "";
    this.#column = within?.column ?? -1;
  }

  get endsInComment(): boolean {
    return this.#comments !== -1 && this.#commentColumn <= Math.max(0, this.#column);
  }

  /** Takes the next line; false when columns do not tell what it belongs to. */
  take(line: number, stop: number): boolean {
    let at = line;
    while (at < stop && this.text.charCodeAt(at) === SPACE) at++;
    const code = at < stop ? this.text.charCodeAt(at) : LF;
    if (code === HASH) {
      this.#commentColumn = this.#comments === -1 ? at - line : Math.max(this.#commentColumn, at - line);
      if (this.#comments === -1) this.#comments = line;
      return true;
    }
    const isBlank = code === LF || (code === CR && at + 1 >= stop - 1);
    const isPlaced = isBlank || this.#takeContent(line, stop, at, code);
    this.#comments = -1;
    return isPlaced;
  }

  #takeContent(line: number, stop: number, at: number, code: number): boolean {
    const indent = at - line;
    const isDash = code === DASH && isBlankAt(this.text, at + 1, this.end);
    if (isDash && this.#opened !== undefined) this.#column = this.#opened.column = indent;
    this.#opened = undefined;
    if (isDash && indent === this.#column) {
      this.#begin(line, "entry");
      return true;
    }
    // What is indented belongs to the part above it; a dash to the left of its list is not for us to place.
    if (indent > 0 || code === TAB) return this.cuts.length > 0;
    if (isDash) return false;
    return (this.cuts.length === 0 && isStart(this.text, line, stop)) || this.#takeKey(line, stop);
  }

  #takeKey(line: number, stop: number): boolean {
    const content = this.text.slice(line, stop).trimEnd();
    const [, name, value] = /^([A-Za-z_][^#:"'&*!|>%@`{}[\],\t]*?) *:(?:[ \t]+(.*))?$/.exec(content) ?? [];
    this.#column = -1;
    this.#section = name ?? "";
    if (name === undefined) {
      // A word without a colon; anything else could be a key of another form.
      if (this.cuts.length === 0 || !/^[A-Za-z_][\w -]*$/.test(content)) return false;
      this.#begin(line, "stray");
      return true;
    }
    if (this.#keys.has(name)) return false;
    this.#keys.add(name);
    const cut = this.#begin(line, "key");
    if (isListSection(name) && (value === undefined || value.startsWith("#"))) this.#opened = cut;
    return true;
  }

  /** Begins a part at a line, or at the comments directly above it. */
  #begin(line: number, kind: Cut["kind"]): Cut {
    const { cuts, start, end, definition } = this;
    const isCommented = this.#comments !== -1 && this.#commentColumn <= Math.max(0, this.#column);
    const from = isCommented ? this.#comments : line;
    const last = cuts.at(-1);
    if (last !== undefined) last.end = from;
    else if (from > start)
      cuts.push({ start, end: from, kind: "preface", section: "", column: -1, definition });
    const cut = { start: from, end, kind, section: this.#section, column: this.#column, definition };
    cuts.push(cut);
    return cut;
  }
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

function isBlankAt(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  return code === SPACE || code === LF || code === CR || code === TAB;
}

function isStart(text: string, line: number, stop: number): boolean {
  return text.startsWith("---", line) && /^---[ \t]*(?:#.*)?$/.test(text.slice(line, stop).trimEnd());
}
