/** A place in the sequence of parts that make up a text. */
import type { Problem } from "../../core/problem";
import type { Finding } from "../finding";
import type { SourceNode, Span } from "../source";
import type { Part } from "../view";
import { countLines } from "./lines";
import type { ReadPart } from "./part";
import type { WholePart } from "./whole";

export interface Slot {
  part: ReadPart | WholePart | Gap;
  /** Its number in the text. */
  index: number;
  /** The number of the definition that it belongs to; a gap has that of the definition before it. */
  definition: number;
  /** The mistakes of shape in it, and what others have to do with it; paths begin at the part. */
  others: readonly SlotProblem[];
  /** Advice about it; paths begin at the part. After an edit it may be that of a moment ago. */
  advice: readonly SlotProblem[];
  /** What was found in it the last time, and what that was found from. */
  found?: {
    part: Part;
    others: readonly SlotProblem[];
    advice: readonly SlotProblem[];
    own: readonly Problem[];
    findings: readonly LiveFinding[];
  };
}

/** A finding with its place: the slot from whose text the span counts. */
export interface LiveFinding extends Omit<Finding, "related"> {
  slot: Slot;
  related?: Related[];
}

/** A place in the text of any slot: of a document path from its part, or a span. */
export interface Related {
  slot: Slot;
  at: string | Span;
  message: string;
}

/** A problem of one part that may name places in others. */
export interface SlotProblem extends Omit<Problem, "related"> {
  related?: Related[];
}

const nothing: SourceNode = { span: [0, 0], value: null, size: 1 };

/** Text that belongs to no definition: a byte order mark, what stands behind the last document. */
export class Gap implements Part {
  readonly section = "";
  readonly isEntry = false;
  readonly kind = "gap";
  readonly root = nothing;
  readonly value = null;
  readonly names = [];

  readonly lineCount: number;

  constructor(readonly text: string) {
    this.lineCount = countLines(text);
  }
}
