/** Text of others as it goes into a terminal. */

/** The text on one line, with nothing in it that a terminal would obey. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
