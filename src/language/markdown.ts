/** Text of a definition inside Markdown: nothing in it becomes a link, an image, an emphasis or HTML. */

/** Text as it is to be read; line breaks become spaces. */
export function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>#|~$&@]/g, "\\$&")
    .replace(/^(\d*)([-+.)])/, "$1\\$2")
    .replace(/(?:\b(?:https?|ftp):|\bwww\.)/gi, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`);
}

/** A name or value in a code span. */
export function code(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line || " "}${fence}` : `${fence} ${line} ${fence}`;
}

/** Lines of YAML. */
export function yamlBlock(text: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}yaml\n${text}\n${fence}`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
