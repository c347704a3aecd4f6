/** One definition of an open text, whichever way it is read. */
import type { Problem } from "../../core/problem";
import type { Slot } from "./slot";

/** What the text around it needs to know of a definition. */
export interface Definition {
  readonly slots: readonly Slot[];
  /** The JSON value, as far as it can be read. */
  readonly value: unknown;
  /** Whether the document is to be checked. */
  readonly isOurs: boolean;
  /** The name of the environment, where there is one. */
  readonly environment: string | undefined;
  /** Whether there is nothing in it. */
  readonly isEmpty: boolean;
  /** How many characters of it are still to be read. */
  readonly unread: number;
  /** How many problems are too many to be listed. */
  readonly more: number;
  /** The path of a part's value. */
  pathOf(slot: Slot): string;
  /**
   * Brings the advice up to date; until then it is that of the last time.
   * @param rivals where other definitions of the same environment are, in words
   */
  advise(rivals: readonly string[]): void;
  /** The parts that something is wrong with, or may be. */
  troubled(): Iterable<Slot>;
  /** What cannot be in a part by itself. */
  own(slot: Slot): readonly Problem[];
}
