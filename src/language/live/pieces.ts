/** A whole text as a sequence of pieces, each for one slot; together they are the text, without a gap. */
import { namesUs } from "../definition";
import { hasContent, splitDocuments } from "../split";
import { type Cut, cutParts } from "./cut";
import type { Related, Slot } from "./slot";

export interface Piece extends Omit<Cut, "kind"> {
  kind: Cut["kind"] | "whole" | "gap";
}

/** The pieces of a text; a document that is nobody's definition is a gap. */
export function piecesOf(text: string, isNamed: boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let definition = -1;
  const add = (start: number, end: number, kind: Piece["kind"]): void => {
    if (start < end) pieces.push({ start, end, kind, section: "", column: -1, definition });
  };
  const documents = isNamed || namesUs(text) ? splitDocuments(text) : [];
  for (const [start, end] of documents) {
    if (!hasContent(text, [start, end]) || (!isNamed && !namesUs(text.slice(start, end)))) continue;
    add(at, start, "gap");
    definition++;
    const parts = cutParts(text, [start, end], definition);
    if (parts === undefined) add(start, end, "whole");
    else for (const cut of parts.cuts) pieces.push(cut);
    at = end;
  }
  add(at, text.length, "gap");
  if (pieces.length === 0)
    pieces.push({ start: 0, end: 0, kind: "gap", section: "", column: -1, definition });
  return pieces;
}

/** The parts at both ends that are the same in the old slots and the new pieces, by the number of the piece. */
export function keptParts(
  slots: readonly Slot[],
  pieces: readonly Piece[],
  text: string,
): Map<number, Slot["part"]> {
  const kept = new Map<number, Slot["part"]>();
  const keep = (slot: Slot | undefined, index: number): boolean => {
    const piece = pieces[index];
    if (slot === undefined || piece === undefined || kept.has(index) || !isSame(slot.part, piece, text))
      return false;
    kept.set(index, slot.part);
    return true;
  };
  let front = 0;
  while (keep(slots[front], front)) front++;
  let back = 1;
  while (slots.length - back >= front && keep(slots[slots.length - back], pieces.length - back)) back++;
  return kept;
}

/** Gives the advice about parts that stay as they were to the slots that hold them now. */
export function keepAdvice(before: readonly Slot[], slots: readonly Slot[]): void {
  const advised = new Map(before.filter(({ advice }) => advice.length > 0).map((slot) => [slot.part, slot]));
  if (advised.size === 0) return;
  const now = new Map(slots.map((slot) => [slot.part, slot]));
  const moved = (related: readonly Related[] | undefined): Related[] | undefined =>
    related?.flatMap((one) => {
      const slot = now.get(one.slot.part);
      return slot === undefined ? [] : [{ ...one, slot }];
    });
  for (const slot of slots) {
    const { advice = [] } = advised.get(slot.part) ?? {};
    slot.advice = advice.map(({ related, ...one }) => ({ ...one, related: moved(related) }));
  }
}

function isSame(part: Slot["part"], { start, end, kind, section, column }: Piece, text: string): boolean {
  if (part.kind !== kind || part.section !== section || part.text.length !== end - start) return false;
  const isPlaced = part.kind === "gap" || part.kind === "whole" || part.column === column;
  return isPlaced && text.startsWith(part.text, start);
}

/** A copy that does not keep alive the whole text that it was cut from. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
