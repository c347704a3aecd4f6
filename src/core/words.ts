/** Numbers, lengths and lists as people say them. */

/** `1 error`, `2 errors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
] as const;

/** A length in its two largest units, `4 hours`, `1 day 2 hours`; a day counts 24 hours. */
export function lengthText(ms: number): string {
  if (ms < 1000) return "less than a second";
  const first = units.findIndex(([, size]) => ms >= size);
  let rest = ms;
  const parts: string[] = [];
  for (const [noun, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(plural(count, noun));
  }
  return parts.join(" ");
}
