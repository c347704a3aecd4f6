/**
 * What makes a line recognizable when it has moved: the fingerprint that GitHub's upload of a log would compute for it, so that
 * an alert stays the same one however its log arrives.
 */

/** So many characters from the start of a line count, blanks aside, whichever lines they stand on. */
const reach = 100;
/** Stands for the end of the text. */
const end = "\uFFFF";

/** The fingerprint of every line: a hash, and how many lines up to this one have had it. */
export function lineFingerprints(text: string): string[] {
  const kept = text.replace(/\r\n?/g, "\n").replace(/[ \t]/g, "") + end;
  const seen = new Map<string, number>();
  const starts = [0, ...[...kept.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return starts.map((start) => {
    const hash = hashOf(kept.slice(start, start + reach));
    const times = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, times);
    return `${hash}:${times}`;
  });
}

/** The characters as the digits of a number to the base 37, filled up with zeros, of which 64 bits are kept. */
function hashOf(text: string): string {
  let hash = 0n;
  for (let at = 0; at < reach; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    hash = BigInt.asUintN(64, hash * 37n + BigInt(code));
  }
  return hash.toString(16);
}
