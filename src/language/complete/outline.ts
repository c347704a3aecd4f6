/**
 * What a text that is being typed consists of, as far as columns and brackets tell: mappings, lists, scalars, and where
 * the cursor is among them. It knows less than YAML does, and goes on behind anything that is broken.
 */
import type { Span } from "../source";

export type Path = readonly string[];

export type Quote = "" | '"' | "'";

export interface Scalar {
  kind: "scalar";
  /** Quotes included. */
  span: Span;
  text: string;
  quote: Quote;
  /** Whether the closing quote is there. */
  isClosed: boolean;
}

export interface Mapping {
  kind: "mapping";
  isFlow: boolean;
  /** Of its keys; in brackets of what holds it. */
  column: number;
  slot: Slot;
  entries: { key: Scalar; slot: Slot }[];
  /** A line without a colon: a key that is half typed, or a scalar on a line of its own. */
  word?: Scalar;
}

export interface List {
  kind: "list";
  isFlow: boolean;
  /** Of its dashes; in brackets of what holds it. */
  column: number;
  slot: Slot;
  items: Slot[];
}

/** A place for one value: the document, what follows `key:`, or an item of a list. */
export interface Slot {
  path: Path;
  /** The column of what holds it, which everything inside must be right of. */
  column: number;
  holder?: Mapping | List;
  node?: Mapping | List | Scalar;
}

/** What is replaced at the cursor, and what must surround the new text. */
export interface Spot {
  /** Offsets of the text that is replaced, inside the quotes where there are some. */
  start: number;
  end: number;
  quote: Quote;
  isClosed: boolean;
  /** The text before the cursor in what is replaced. */
  typed: string;
  before: string;
  after: string;
}

/** Where the cursor is. */
export type Cursor = { spot: Spot } & (
  | { kind: "key"; mapping: Mapping; hasColon: boolean }
  | { kind: "value"; slot: Slot }
  | { kind: "item"; list: List }
);

/** A text while it is read. */
export interface Scan {
  readonly text: string;
  readonly cursor: number;
  found?: Cursor;
  isInComment?: boolean;
  /** How much farther right the first nested mapping and the first nested list begin. */
  steps: { mapping?: number; list?: number };
}

/** Whether the cursor is in the scalar: behind its closing quote it is no longer. */
export function isAt({ span: [start, end], quote, isClosed }: Scalar, cursor: number): boolean {
  return start <= cursor && (cursor < end || (cursor === end && (quote === "" || !isClosed)));
}

/** The spot of a scalar, from where the cursor is when that lies before it. */
export function spotOf({ cursor, text }: Scan, { quote, isClosed, span }: Scalar): Spot {
  const isInside = quote !== "" && cursor > span[0];
  const start = isInside ? span[0] + 1 : Math.min(cursor, span[0]);
  return {
    start,
    end: isInside && isClosed ? span[1] - 1 : span[1],
    quote: isInside ? quote : "",
    isClosed,
    typed: text.slice(start, cursor),
    before: "",
    after: "",
  };
}

/** The spot of nothing: what is typed goes where the cursor is. */
export function emptySpot({ cursor }: Scan, before = "", after = ""): Spot {
  return { start: cursor, end: cursor, quote: "", isClosed: true, typed: "", before, after };
}

/** The value in a slot, null where there is none yet. */
export function valueOf({ node }: Slot): unknown {
  if (node === undefined) return null;
  if (node.kind === "scalar") return scalarValue(node);
  if (node.kind === "list") return node.items.map(valueOf);
  if (node.entries.length === 0 && !node.isFlow)
    return node.word === undefined ? null : scalarValue(node.word);
  return Object.fromEntries(node.entries.map(({ key, slot }) => [key.text, valueOf(slot)]));
}

function scalarValue({ text, quote }: Scalar): unknown {
  if (quote !== "") return text;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  return /^[-+]?\d+$/.test(text) ? Number(text) : text;
}
