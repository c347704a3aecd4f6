/** A problem with its place in the text. */
import type { Problem, ProblemCode } from "../core/problem";
import type { Span } from "./source";

export interface Finding {
  code: ProblemCode;
  span: Span;
  message: string;
  related?: { span: Span; message: string }[];
  /** Where it is in the document, when it was found there. */
  path?: string;
  /** Whether it is the key or the value there that is wrong. */
  at?: Problem["at"];
  /** What to write instead of the text at `span`. */
  suggestion?: string;
}
