/**
 * Names of keys. Definitions have the same few again and again, so each is made once, kept, and found again without
 * making a string; and because they come in the same order, the next one can be guessed.
 */
import { colon } from "./code";
import { stands } from "./word";

/** Longer ones are left to `yaml`. */
const maxLength = 256;
/** A power of two. */
const slots = 1024;
/** A name whose slot is taken is kept in one of those behind it. */
const tries = 4;
const kept = new Array<string>(slots + tries).fill("");
/** For each slot, where the name is kept that came after it the last time. */
const following = new Int16Array(slots + tries);
let last = 0;

/** The name of a plain key at [start, end); undefined when `yaml` must have a look at it. */
export function plainName(text: string, start: number, end: number): string | undefined {
  const slot = find(text, start, end);
  if (slot === -1) return undefined;
  following[last] = slot;
  last = slot;
  return kept[slot];
}

/** The same for the text of a quoted key. */
export function quotedName(text: string): string | undefined {
  return kept[find(text, 0, text.length)];
}

/** The name that came next the last time, if it stands here again as a plain key. */
export function guessedName(text: string, start: number, end: number): string | undefined {
  const slot = following[last] ?? 0;
  const name = kept[slot] ?? "";
  const colonAt = start + name.length;
  if (colonAt >= end || text.charCodeAt(colonAt) !== colon || !stands(name, text, start)) return undefined;
  last = slot;
  return name;
}

/** The slot of the name at [start, end); -1 for one that cannot be kept. */
function find(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start);
  const middle = text.charCodeAt(start + ((length * 5) >> 3));
  const final = text.charCodeAt(end - 1);
  const slot = (length * 11 + first * 17 + middle * 383 + final * 7) & (slots - 1);
  for (let at = slot; at < slot + tries; at++) {
    const name = kept[at] ?? "";
    if (name.length === length && stands(name, text, start)) return at;
  }
  return length > maxLength ? -1 : keep(text.slice(start, end), slot);
}

function keep(name: string, slot: number): number {
  // Whole numbers do not keep their place among the keys of an object.
  if (!ordinary.test(name) || /^\d+$/.test(name)) return -1;
  const free = kept.slice(slot, slot + tries).indexOf("");
  const place = slot + (free === -1 ? tries - 1 : free);
  // The engine compares strings that are keys of objects by their address; this gives that one string.
  kept[place] = Object.keys({ [name]: null })[0] ?? name;
  return place;
}

/** What can stand without quotes, so that a name which stood in quotes is guessed rightly without them. */
const ordinary = /^[\p{L}\p{N}_.](?:[\p{L}\p{M}\p{N}_./ -]*[\p{L}\p{M}\p{N}_./-])?$/u;
