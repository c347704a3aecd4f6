/** White space at the ends of lines, blank lines, and the end of the text. */
import type { TextEdit } from "vscode-languageserver-types";

/** So many blank lines may stand one after the other. */
const maxBlank = 2;

/** The edits for the lines in `own`, which tells of each whether white space in it may be part of a text. */
export function spaces(
  lines: readonly string[],
  lineEnd: string,
  own: ReadonlyMap<number, boolean>,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const lastContent = lines.findLastIndex((line) => line.trim() !== "");
  let blank = 0;
  lines.forEach((line, index) => {
    const content = line.replace(/\r$/, "");
    const isLast = index === lines.length - 1;
    const isFree = own.get(index) === false;
    blank = content.trim() === "" && isFree ? blank + 1 : 0;
    const isTooMuch = blank > maxBlank || (blank > 0 && (index === blank - 1 || index > lastContent));
    if (isTooMuch && !isLast) edits.push(edit(index, 0, index + 1, 0));
    else if (isFree) {
      const end = content.replace(/[ \t]+$/, "").length;
      if (end < content.length) edits.push(edit(index, end, index, content.length));
    }
  });
  const last = lines.length - 1;
  const length = lines[last]?.length ?? 0;
  const endsInContent = lines[last]?.trim() !== "" && own.get(last) === false;
  return endsInContent ? [...edits, edit(last, length, last, length, lineEnd)] : edits;
}

function edit(fromLine: number, from: number, toLine: number, to: number, newText = ""): TextEdit {
  const range = { start: { line: fromLine, character: from }, end: { line: toLine, character: to } };
  return { range, newText };
}
