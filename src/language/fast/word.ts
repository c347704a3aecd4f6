/** Short texts. Long lists have the same again and again: one that was there lately is found again, not made again. */

/** A longer text would not be a copy: kept here, it would hold on to the whole that it is a part of. */
const maxLength = 12;
/** A power of two. */
const slots = 1024;
const lately = new Array<string>(slots).fill("");

/** The text at [start, end). */
export function textAt(text: string, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > maxLength) return text.slice(start, end);
  const last = text.charCodeAt(end - 1);
  const beforeLast = length === 1 ? 0 : text.charCodeAt(end - 2);
  const slot = (last + beforeLast * 11 + text.charCodeAt(start) * 127 + length * 301) & (slots - 1);
  const known = lately[slot] ?? "";
  if (known.length === length && stands(known, text, start)) return known;
  return (lately[slot] = text.slice(start, end));
}

/** Whether a word that is not empty stands at a place. */
export function stands(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++) {
    if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  }
  return word !== "";
}
