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
}

/** The list that a text to be cut continues; its dashes stand in the column. */
export interface Within {
  section: string;
  column: number;
}

/**
 * The cuts of a text; undefined when it has to be read as a whole. `endsInComment` says that comments stand at
 * the end that may belong to what follows.
 */
export function cutParts(
  text: string,
  [start, end]: Span,
  within?: Within,
): { cuts: Cut[]; endsInComment: boolean } | undefined {
  const cuts: Cut[] = [];
  let section = within?.section ?? "";
  let column = within?.column ?? -1;
  /** A key that may be followed by a list of entries. */
  let opened: Cut | undefined;
  /** Where comment lines begin that stand directly above the next line, and the column of the farthest. */
  let comments = -1;
  let commentColumn = 0;
  const keys = new Set<string>();

  const begin = (at: number, cut: Omit<Cut, "start" | "end">): Cut => {
    const from =
      comments !== -1 && commentColumn <= Math.max(0, cut.kind === "entry" ? cut.column : 0) ? comments : at;
    const last = cuts.at(-1);
    if (last !== undefined) last.end = from;
    else if (from > start) cuts.push({ start, end: from, kind: "preface", section: "", column: -1 });
    const next = { start: from, end, ...cut };
    cuts.push(next);
    return next;
  };

  for (let line = start; line < end;) {
    const stop = lineEndAt(text, line, end);
    let at = line;
    while (at < stop && text.charCodeAt(at) === SPACE) at++;
    const code = at < stop ? text.charCodeAt(at) : LF;
    const indent = at - line;
    if (code === LF || (code === CR && at + 1 >= stop - 1)) comments = -1;
    else if (code === HASH) {
      commentColumn = comments === -1 ? indent : Math.max(commentColumn, indent);
      if (comments === -1) comments = line;
    } else {
      const isDash = code === DASH && isBlankAt(text, at + 1, end);
      if (isDash && opened !== undefined) {
        column = opened.column = indent;
        opened = undefined;
      }
      if (isDash && indent === column) begin(line, { kind: "entry", section, column });
      else if (indent > 0 || code === TAB || isDash) {
        // A dash to the left of its list, and anything before the first key, is not for us to place.
        if (cuts.length === 0 || (isDash && indent === 0)) return undefined;
        opened = undefined;
      } else if (cuts.length === 0 && isStart(text, line, stop)) {
        // The line `---` belongs to the preface.
      } else {
        const key = keyAt(text, line, stop);
        if (key === undefined) return undefined;
        opened = undefined;
        column = -1;
        if (key === "") {
          if (cuts.length === 0) return undefined;
          section = "";
          begin(line, { kind: "stray", section, column });
        } else {
          if (keys.has(key.name)) return undefined;
          keys.add(key.name);
          section = key.name;
          const cut = begin(line, { kind: "key", section, column });
          if (key.opens && isListSection(section)) opened = cut;
        }
      }
      comments = -1;
    }
    line = stop;
  }
  return cuts.length === 0
    ? undefined
    : { cuts, endsInComment: comments !== -1 && commentColumn <= Math.max(0, column) };
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

/** The offset behind the line break of the line. */
function lineEndAt(text: string, from: number, end: number): number {
  const next = text.indexOf("\n", from);
  return next === -1 || next >= end ? end : next + 1;
}

function isBlankAt(text: string, at: number, end: number): boolean {
  if (at >= end) return true;
  const code = text.charCodeAt(at);
  return code === SPACE || code === LF || code === CR || code === TAB;
}

function isStart(text: string, line: number, stop: number): boolean {
  return text.startsWith("---", line) && /^---[ \t]*(?:#.*)?$/.test(text.slice(line, stop).trimEnd());
}

/** A plain key at the start of a line, and whether nothing stands after it. Anything that only could be a key is undefined. */
function keyAt(text: string, line: number, stop: number): { name: string; opens: boolean } | "" | undefined {
  const content = text.slice(line, stop).trimEnd();
  const plain = /^([A-Za-z_][^#:"'&*!|>%@`{}[\],\t]*?) *:(?:[ \t]+(.*))?$/.exec(content);
  if (plain !== null)
    return { name: plain[1] ?? "", opens: plain[2] === undefined || plain[2].startsWith("#") };
  return /^[A-Za-z_][\w -]*$/.test(content) ? "" : undefined;
}
