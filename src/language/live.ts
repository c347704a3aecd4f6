/**
 * An open text that follows its edits: cut into parts, of which an edit reads only the one that it touches. What it finds
 * is what a fresh reading of the same text finds, whatever the edits were.
 */
import type { Position, Range } from "vscode-languageserver-types";
import type { EnforcedBy } from "../core/systems";
import { isDefinitionName } from "./definition";
import type { Elsewhere } from "./elsewhere";
import { emptyText } from "./inspect";
import { cutParts } from "./live/cut";
import { CutDefinition } from "./live/cutDefinition";
import type { Definition } from "./live/definition";
import { findingsIn, spanOf } from "./live/findings";
import { LineSums } from "./live/lines";
import { ReadPart } from "./live/part";
import { detached, keepAdvice, keptParts, type Piece, piecesOf } from "./live/pieces";
import { Gap, type LiveFinding, type Related, type Slot } from "./live/slot";
import { WholePart } from "./live/whole";
import { WholeDefinition } from "./live/wholeDefinition";
import { Lines } from "./position";
import type { Span } from "./source";
import type { Placed, View } from "./view";

export interface LiveOptions {
  /** Where the text lies; only its name is looked at. */
  uri: string;
  /** Whether every document is checked, whatever the file is called. */
  always?: boolean;
  /** The instant at which what expires is judged. */
  nowMs: number;
  /** The systems that enforce definitions; without them everything is enforced. */
  enforcedBy?: EnforcedBy;
  elsewhere?: Elsewhere;
}

/** One edit: the text that comes in place of a range; without a range in place of everything. */
export interface Edit {
  range?: Range;
  text: string;
}

export class LiveText implements View {
  readonly uri: string;
  readonly #isNamed: boolean;
  readonly #nowMs: number;
  readonly #enforcedBy: EnforcedBy | undefined;
  /** Other files that define an environment, by its name; the next findings know of them. */
  elsewhere: Elsewhere;
  #length = 0;
  #slots: Slot[] = [];
  #lines = new LineSums([]);
  #definitions: Definition[] = [];
  #counted: { owner: object; lines: Lines } | undefined;
  /** Whether lines cannot be counted part by part: a lone CR, a byte order mark, two documents on one line. */
  #isUneven = false;

  constructor(text: string, { uri, always = false, nowMs, enforcedBy, elsewhere = nowhere }: LiveOptions) {
    this.uri = uri;
    this.#isNamed = always || isDefinitionName(uri);
    this.#nowMs = nowMs;
    this.#enforcedBy = enforcedBy;
    this.elsewhere = elsewhere;
    this.#read(text);
  }

  get isOurs(): boolean {
    return this.#definitions.some((one) => one.isOurs) || (this.#isNamed && this.#definitions.length === 0);
  }

  /** Whether something in it may be a definition. */
  get isCandidate(): boolean {
    return this.#isNamed || this.#definitions.length > 0;
  }

  /** Whether much of it is still to be read, so that finding what is wrong takes a while. */
  get isHeavy(): boolean {
    return this.#definitions.reduce((sum, { unread }) => sum + unread, 0) > heavyLength;
  }

  /** In UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** Whether advice about it takes so long that typing would feel it. */
  get isLarge(): boolean {
    return this.#slots.length > mostSlots;
  }

  text(): string {
    return this.#slots.map(({ part }) => part.text).join("");
  }

  *parts(): Iterable<Placed> {
    let line = 0;
    for (const slot of this.#slots) {
      if (slot.part.kind !== "gap") yield this.#placed(slot, line);
      line += slot.part.lineCount;
    }
  }

  partAt(line: number): Placed | undefined {
    const slot = this.#slots[this.#lines.indexOf(line)];
    return slot === undefined || slot.part.kind === "gap"
      ? undefined
      : this.#placed(slot, this.#lines.before(slot.index));
  }

  value(definition: number): unknown {
    return this.#definitions[definition]?.value;
  }

  /** Follows an edit of the text. */
  edit({ range: given, text }: Edit): void {
    if (given === undefined) {
      this.#read(text);
      return;
    }
    const range = upright(given);
    if (!this.#editInPlace(range, text)) {
      const whole = this.text();
      const [start, end] = this.#isUneven ? spanByLines(new Lines(whole), range) : this.#spanOf(range);
      this.#read(whole.slice(0, start) + text + whole.slice(end));
    }
  }

  /**
   * Everything that is wrong, in the order of the text, and how many problems were not even looked for. In haste the
   * advice about a large text is that of the last time.
   */
  findings({ isHasty = false } = {}): { findings: LiveFinding[]; more: number } {
    const findings: LiveFinding[] = [];
    let more = 0;
    const names = new Set<string>();
    for (const definition of this.#definitions.filter(({ isOurs }) => isOurs)) {
      if (!isHasty || !this.isLarge) definition.advise(this.#rivals(definition, names));
      if (definition.environment !== undefined) names.add(definition.environment);
      const slots = [...definition.troubled()].sort((a, b) => a.index - b.index);
      for (const slot of slots) findings.push(...findingsIn(slot, definition.own(slot)));
      more += definition.more;
    }
    if (this.#isNamed && this.#definitions.every(({ isEmpty }) => isEmpty)) {
      for (const { code, span, message } of emptyText.findings)
        findings.push({ slot: this.first, code, span, message });
    }
    return { findings, more };
  }

  /** Where else the environment of a definition is defined; of those in this text only what comes before is known. */
  #rivals({ environment }: Definition, before: ReadonlySet<string>): readonly string[] {
    if (environment === undefined) return none;
    const elsewhere = this.elsewhere.get(environment) ?? none;
    return before.has(environment) ? ["this file", ...elsewhere] : elsewhere;
  }

  /** The names of the environments that it defines, each once. */
  get environments(): string[] {
    const names = this.#definitions.flatMap(({ isOurs, environment }) => (isOurs ? (environment ?? []) : []));
    return [...new Set(names)];
  }

  /** The slot at the beginning of the text. */
  get first(): Slot {
    return this.#slots[0] as Slot;
  }

  /** The span and slot of a related place. */
  relatedRange({ slot, at }: Related): Range {
    const span = typeof at === "string" ? spanOf(slot.part, at, "value") : at;
    return this.rangeOf(slot, span);
  }

  /** The range of a finding, within one line. */
  rangeOf(slot: Slot, span: Span): Range {
    if (this.#isUneven) {
      const start = this.#startOf(slot);
      return this.#linesIn(this.#slots, () => this.text()).firstLine([start + span[0], start + span[1]]);
    }
    const { start, end } = this.#linesIn(slot.part, () => slot.part.text).firstLine(span);
    const line = this.#lines.before(slot.index);
    return { start: { ...start, line: start.line + line }, end: { ...end, line: end.line + line } };
  }

  /** The lines of a text, remembered for the next finding in it; an edit puts something new in the place of its owner. */
  #linesIn(owner: object, text: () => string): Lines {
    if (this.#counted?.owner !== owner) this.#counted = { owner, lines: new Lines(text()) };
    return this.#counted.lines;
  }

  #placed(slot: Slot, line: number): Placed {
    return new PlacedSlot(slot.part, line, slot, this.#definitions[slot.definition]);
  }

  /** Reads only the part that the edit lies in; false when the edit changes where the text is cut. */
  #editInPlace(range: Range, text: string): boolean {
    if (this.#isUneven) return false;
    const index = this.#lines.indexOf(range.start.line);
    const slot = this.#slots[index];
    if (slot === undefined || this.#lines.indexOf(range.end.line) !== index) return false;
    const { part, definition } = slot;
    if (part.kind !== "entry" && part.kind !== "key") return false;
    const [start, end] = spanIn(part.text, this.#lines.before(index), range);
    const edited = part.text.slice(0, start) + text + part.text.slice(end);
    const next = this.#slots[index + 1]?.part;
    const headsList = part.kind === "key" && next?.kind === "entry";
    const isWhole = next === undefined || edited.endsWith("\n");
    if (headsList || !isWhole || hasLoneCr(edited) || !isCutLike(part, edited)) return false;
    const read = new ReadPart(edited, part);
    const owner = this.#definitions[definition];
    if (read.isOdd || !(owner instanceof CutDefinition)) return false;
    this.#length += edited.length - part.text.length;
    this.#lines.add(index, read.lineCount - part.lineCount);
    owner.replace(slot, read);
    return true;
  }

  /** Reads a whole text, and keeps what is known of the parts at both ends that are the same as before. */
  #read(text: string): void {
    this.#length = text.length;
    const pieces = piecesOf(text, this.#isNamed);
    const kept = keptParts(this.#slots, pieces, text);
    this.#isUneven =
      text.startsWith("\uFEFF") ||
      hasLoneCr(text) ||
      pieces.some(({ start }) => start > 0 && text[start - 1] !== "\n");
    const isFirst = this.#slots.length === 0;
    const before = this.#slots;
    this.#slots = pieces.map((piece, index) => ({
      part:
        kept.get(index) ??
        this.#partOf(
          piece,
          isFirst ? text.slice(piece.start, piece.end) : detached(text.slice(piece.start, piece.end)),
        ),
      index,
      definition: piece.definition,
      others: none,
      advice: none,
    }));
    keepAdvice(before, this.#slots);
    this.#define();
  }

  #partOf({ kind, section, column }: Piece, text: string): Slot["part"] {
    if (kind === "gap") return new Gap(text);
    return kind === "whole" ? this.#whole(text) : new ReadPart(text, { kind, section, column });
  }

  #whole(text: string): WholePart {
    return new WholePart(text, this.#isNamed, this.#nowMs, this.#enforcedBy);
  }

  /** Puts the definitions together; one with a part that cannot be read alone becomes a single part. */
  #define(): void {
    const odd = new Set<number>();
    for (const { part, definition } of this.#slots) if (isOdd(part)) odd.add(definition);
    if (odd.size > 0) this.#slots = this.#merged(odd);
    this.#lines = new LineSums(this.#slots.map(({ part }) => part.lineCount));
    const slotsOf = new Map<number, Slot[]>();
    for (const slot of this.#slots) {
      if (slot.part.kind === "gap") continue;
      const slots = slotsOf.get(slot.definition);
      if (slots === undefined) slotsOf.set(slot.definition, [slot]);
      else slots.push(slot);
    }
    this.#definitions = [...slotsOf.values()].map((slots) => {
      const [first] = slots;
      return first?.part.kind === "whole"
        ? new WholeDefinition(first, first.part)
        : new CutDefinition(slots, this.#isNamed, this.#nowMs, this.#enforcedBy);
    });
  }

  /** The slots with those of some definitions put together. */
  #merged(definitions: ReadonlySet<number>): Slot[] {
    const groups: { slot: Slot; texts: string[] }[] = [];
    for (const slot of this.#slots) {
      const last = groups.at(-1);
      const isWhole = definitions.has(slot.definition) && slot.part.kind !== "gap";
      const goesOn = isWhole && last?.texts.length !== 0 && last?.slot.definition === slot.definition;
      if (goesOn) last.texts.push(slot.part.text);
      else groups.push({ slot, texts: isWhole ? [slot.part.text] : [] });
    }
    return groups.map(({ slot, texts }, index) => ({
      ...slot,
      index,
      part: texts.length === 0 ? slot.part : this.#whole(texts.join("")),
    }));
  }

  #spanOf({ start, end }: Range): Span {
    return [this.#offsetOf(start), this.#offsetOf(end)];
  }

  #offsetOf(position: Position): number {
    const slot = this.#slots[this.#lines.indexOf(position.line)];
    if (slot === undefined) return 0;
    return (
      this.#startOf(slot) +
      spanIn(slot.part.text, this.#lines.before(slot.index), { start: position, end: position })[0]
    );
  }

  #startOf({ index }: Slot): number {
    let start = 0;
    for (let at = 0; at < index; at++) start += this.#slots[at]?.part.text.length ?? 0;
    return start;
  }
}

const none: readonly never[] = [];
const nowhere: Elsewhere = new Map();

/** A slot where it stands; most of those who look for parts never ask for the path. */
class PlacedSlot implements Placed {
  constructor(
    readonly part: Placed["part"],
    readonly line: number,
    private readonly slot: Slot,
    private readonly owner: Definition | undefined,
  ) {}

  get definition(): number {
    return this.slot.definition;
  }

  get path(): string {
    return this.owner?.pathOf(this.slot) ?? "";
  }
}

/** Reading so much with the full reader takes about as long as a keystroke may. */
const heavyLength = 20_000;

/** Advice about so many parts takes less time than anybody notices. */
const mostSlots = 200;

/** A carriage return alone ends a line to editors, not to YAML. */
function hasLoneCr(text: string): boolean {
  return text.includes("\r") && /\r(?!\n)/.test(text);
}

function isOdd(part: Slot["part"]): boolean {
  return part.kind !== "gap" && part.kind !== "whole" && part.isOdd;
}

/** Whether an edited part would be cut out of the text as before. */
function isCutLike({ kind, section, column }: ReadPart, text: string): boolean {
  const found = cutParts(text, [0, text.length], 0, kind === "entry" ? { section, column } : undefined);
  const [cut, ...more] = found?.cuts ?? [];
  return (
    cut !== undefined &&
    more.length === 0 &&
    found?.endsInComment === false &&
    cut.kind === kind &&
    cut.section === section &&
    cut.column === column
  );
}

/** The range with its start before its end, and without what no editor means. */
function upright({ start, end }: Range): Range {
  const [from, to] = [start, end].map(({ line, character }) => ({
    line: Math.max(0, line),
    character: Math.max(0, character),
  })) as [Position, Position];
  const isTurned = to.line < from.line || (to.line === from.line && to.character < from.character);
  return isTurned ? { start: to, end: from } : { start: from, end: to };
}

/** The offsets of a range in a text that begins on the line; what lies beyond the end of a line means its end. */
function spanIn(text: string, firstLine: number, { start, end }: Range): Span {
  return [offsetIn(text, firstLine, start), offsetIn(text, firstLine, end)];
}

function offsetIn(text: string, firstLine: number, { line, character }: Position): number {
  let start = 0;
  for (let left = line - firstLine; left > 0; left--) {
    const next = text.indexOf("\n", start);
    if (next === -1) return text.length;
    start = next + 1;
  }
  let end = text.indexOf("\n", start);
  if (end === -1) end = text.length;
  else if (end > start && text[end - 1] === "\r") end--;
  return Math.min(start + character, end);
}

/** The same by lines of every kind. */
function spanByLines(lines: Lines, { start, end }: Range): Span {
  return [lines.offset(start), lines.offset(end)];
}
