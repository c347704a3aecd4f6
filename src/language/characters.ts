/** Characters that cannot stand in a definition, and the lines of the preface that change how it is read. */
import type { Finding } from "./finding";
import type { Span } from "./source";

/** C0 controls but tab and line ends, DEL, C1 controls, the Unicode line separators, lone surrogates; and a lone CR. */
const forbidden =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029\uFEFF]|\r(?!\n)|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** A text full of them is not a text. */
const maxReported = 20;

const names: Record<string, string> = {
  "\u0000": "NUL",
  "\r": "carriage return without a line feed",
  "\u007F": "DEL",
  "\u0085": "next line",
  "\u2028": "line separator",
  "\u2029": "paragraph separator",
};

/** The characters in the span that YAML forbids or that readers treat differently. */
export function characterFindings(text: string, [start, end]: Span): Finding[] {
  const found: Finding[] = [];
  // Of the rest of the text nothing is looked at: it may have many documents.
  for (const { 0: char, index } of text.slice(start, end).matchAll(forbidden)) {
    if (found.length === maxReported) break;
    // A file with the line ends of old systems has one at every line, which is one mistake.
    if (char === "\r" && found.some(({ span }) => text[span[0]] === "\r")) continue;
    found.push(describe(char, start + index));
  }
  return found;
}

function describe(char: string, at: number): Finding {
  const span: Span = [at, at + char.length];
  if (char === "\uFEFF") {
    return {
      code: "byte-order-mark",
      span,
      message:
        "A byte order mark (U+FEFF, invisible) stands in the middle of the text and would be part of the word. Delete it.",
      suggestion: "",
    };
  }
  const point = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const name = names[char] === undefined ? point : `${point}, ${names[char]}`;
  return {
    code: "control-character",
    span,
    message: `An invisible character (${name}) stands here, which YAML does not allow. Delete it, or write it as an escape in double quotes.`,
    suggestion: "",
  };
}

/** Lines that begin with % before a document, but `%YAML 1.2`, which says what holds anyway. */
export function directiveFindings(text: string, [start, end]: Span): Finding[] {
  const found: Finding[] = [];
  for (let at = start; at < end;) {
    const next = text.indexOf("\n", at);
    const stop = next === -1 ? end : Math.min(next, end);
    const line = text.slice(at, stop).trimEnd();
    if (!/^(?:[ \t]*(?:#.*)?|%.*)$/.test(line)) break;
    if (line.startsWith("%") && !/^%YAML[ \t]+1\.2(?:[ \t]|$)/.test(line)) {
      found.push({
        code: "directive",
        span: [at, at + line.length],
        message:
          "This line begins with % and is an instruction to the YAML reader, which not every reader follows. Definitions are YAML 1.2 and need none: remove it.",
      });
    }
    at = stop + 1;
  }
  return found;
}
