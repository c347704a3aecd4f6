/** The lines of a text that carry content, with what their beginning tells about the structure. */
import type { Span } from "./source";

export class Line {
  /** Content without indentation and without the white space at its end. */
  readonly text: string;
  readonly end: number;

  constructor(
    /** Column of the content. */
    readonly indent: number,
    /** Offset of the content. */
    readonly start: number,
    /** Offset of the next line that has content, so that comments and blank lines belong to the line before them. */
    readonly until: number,
    content: string,
    /** Whether a tab stands in the indentation, whose column then means nothing. */
    readonly tab: boolean,
  ) {
    this.text = content.trimEnd();
    this.end = start + this.text.length;
  }

  /** Whether it is an item of a list. */
  get dash(): boolean {
    return /^-(?:[ \t]|$)/.test(this.text);
  }

  /** Whether it begins with `key:`. */
  get key(): boolean {
    return /^(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*|(?:-[^\s#]|[^\s"'#&*!|>%@`[\]{},?-])[^#]*?):(?:[ \t]|$)/.test(
      this.text,
    );
  }

  /** Whether it is `key:` and nothing more, so that its value lies on the lines below. */
  get opens(): boolean {
    return this.key && /:(?:[ \t]+#.*)?$/.test(this.text);
  }

  /** The same line without its dash; undefined when nothing stands after it. */
  inner(): Line | undefined {
    const skip = /^-[ \t]*/.exec(this.text)?.[0].length ?? 0;
    const rest = this.text.slice(skip);
    if (rest === "" || rest.startsWith("#")) return undefined;
    return new Line(this.indent + skip, this.start + skip, this.until, rest, false);
  }
}

/** The lines with content in a span; document markers and directives are none. */
export function contentLines(text: string, [start, end]: Span): Line[] {
  const found: { indent: number; start: number; content: string; tab: boolean }[] = [];
  for (let at = start; at < end;) {
    const next = text.indexOf("\n", at);
    const stop = next === -1 || next >= end ? end : next + 1;
    const line = text.slice(at, stop);
    const space = /^[ \t]*/.exec(line)?.[0] ?? "";
    const content = line.slice(space.length);
    const outside = space === "" && /^(?:---(?=\s|$)|\.\.\.(?=\s|$)|%)/.test(content);
    if (!outside && content.trim() !== "" && !content.startsWith("#")) {
      const indent = space.includes("\t") ? space.indexOf("\t") : space.length;
      found.push({ indent, start: at + space.length, content, tab: space.includes("\t") });
    }
    at = stop;
  }
  return found.map((line, index) => {
    const following = found[index + 1];
    const until = following === undefined ? end : text.lastIndexOf("\n", following.start - 1) + 1;
    return new Line(line.indent, line.start, until, line.content, line.tab);
  });
}

/** Where the line's text ends, without the white space after it. */
export function lineEnd(text: string, from: number): number {
  const next = text.indexOf("\n", from);
  let end = next === -1 ? text.length : next;
  while (end > from && " \t\r".includes(text[end - 1] ?? "")) end--;
  return end;
}
