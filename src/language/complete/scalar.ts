/** Scalars and keys at an offset of a line: where they end, what they say, and whether their quotes are closed. */
import type { Quote, Scalar } from "./outline";

const closed: Record<Exclude<Quote, "">, RegExp> = {
  '"': /^"(?:[^"\\]|\\.)*"/,
  "'": /^'(?:[^']|'')*'/,
};

/** Where a scalar without quotes ends: at a comment, inside brackets also at what divides their entries. */
const plainEnd = {
  line: /[ \t]#|$/,
  item: /[ \t]#|[,[\]{}]|$/,
  key: /[ \t]#|[,[\]{}]|:(?=[\s,[\]{}]|$)|$/,
};

/** The scalar at an offset; `stop` is the end of its line. Unclosed quotes reach to the end of the line. */
export function scalarAt(
  text: string,
  start: number,
  stop: number,
  where: keyof typeof plainEnd = "line",
): Scalar {
  const line = text.slice(start, stop);
  const quote = line[0] === '"' || line[0] === "'" ? line[0] : "";
  if (quote === "") {
    const plain = line.slice(0, plainEnd[where].exec(line)?.index).trimEnd();
    return { kind: "scalar", span: [start, start + plain.length], text: plain, quote, isClosed: true };
  }
  const whole = closed[quote].exec(line)?.[0];
  const written = whole ?? line.trimEnd();
  return {
    kind: "scalar",
    span: [start, start + written.length],
    text: unescaped(written.slice(1, whole === undefined ? undefined : -1), quote),
    quote,
    isClosed: whole !== undefined,
  };
}

function unescaped(inner: string, quote: Quote): string {
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(.)/g, "$1");
}

/** The key at an offset of a line, with the offset of its colon; undefined when there is none. */
export function keyAt(text: string, start: number, stop: number): { key: Scalar; colon: number } | undefined {
  const line = text.slice(start, stop);
  const found = /^(?:[^\s"'#&*!|>%@`[\]{},?:-]|-[^\s#])[^#]*?(?=[ \t]*:(?:[ \t]|$))/.exec(line)?.[0];
  const key: Scalar =
    found === undefined
      ? scalarAt(text, start, stop, "key")
      : { kind: "scalar", span: [start, start + found.length], text: found, quote: "", isClosed: true };
  if (found === undefined && (key.quote === "" || !key.isClosed)) return undefined;
  const colon = key.span[1] + (/^[ \t]*/.exec(text.slice(key.span[1], stop))?.[0].length ?? 0);
  return text[colon] === ":" && colon < stop ? { key, colon } : undefined;
}
