/** Words of other systems made harmless: on one line, of bounded length, without icons, links, markup or hidden characters. */

const USUAL_LENGTH = 300;

/** For labels, inputs and notifications: no control or direction characters, and no `$(icon)`. */
export function plain(text: string, longest = USUAL_LENGTH): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .replaceAll("$(", "$ (");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** For a hover: every ASCII punctuation mark is escaped, so nothing is left to be a link, an image, HTML or emphasis. */
export function markdown(text: string, longest = USUAL_LENGTH): string {
  return plain(text, longest).replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** `1 agent`, `3 agents`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first few of a list in words, and how many more there are. */
export function listed(items: readonly string[], most: number): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join("; ")}; and ${more} more` : items.join("; ");
}
