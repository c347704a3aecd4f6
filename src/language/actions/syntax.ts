/**
 * Fixes for text that is not YAML. Each tries a few ways that could be meant and offers the first after which the part
 * reads better, so that a fix never breaks more than it mends.
 */
import { contentLines, type Line, lineEnd } from "../lines";
import { readDocument } from "../read";
import type { Span } from "../source";
import type { Fix, Fixer, Scene } from "./scene";
import { removal } from "./remove";
import { short } from "./suggested";

interface Change {
  span: Span;
  text: string;
}

/** Closes the quote at the end of the text. */
export const closeQuote: Fixer = (scene) => {
  const quote = scene.text.charAt(scene.span[0]);
  return [mended(scene, `Add the closing ${quote}`, insertions(scene, scene.span[0], quote))];
};

/** Closes the bracket, or all of them, at the end of its line or of one below. */
export const closeBracket: Fixer = (scene) => {
  const close = scene.written.startsWith("{") ? " }" : "]";
  const below = contentLines(scene.text, [scene.span[0], scene.text.length]);
  const ways = below.flatMap(({ start }) => insertions(scene, Math.max(start, scene.span[1]), close));
  return [mended(scene, `Add the closing ${close.trim()}`, ways.slice(0, 40))];
};

/** A text at the end of a line, before its comment, or before the brackets and commas at its end. */
function insertions({ text }: Scene, from: number, inserted: string): Change[][] {
  const end = lineEnd(text, from);
  const rest = text.slice(from, end);
  const ends = [/$/, /\s+#.*$/, /[\s,\]}]+$/].map((pattern) => rest.search(pattern)).filter((at) => at > 0);
  return ends.map((at) => [{ span: [from + at, from + at], text: inserted }]);
}

/** The colon after the first word of the line, and the space after a colon. */
export const addColon: Fixer = (scene) => {
  const [, word = "", gap = "", rest = ""] =
    /^(?:- +)?([A-Za-z][\w-]*)(\s*:|\s+|$)(.*)/.exec(scene.written) ?? [];
  if (word === "") return [];
  const start = scene.span[0] + scene.written.indexOf(word) + word.length;
  const written = rest === "" ? ":" : ": ";
  return [mended(scene, "Add the colon", [[{ span: [start, start + gap.length], text: written }]])];
};

/** The comma after the item before. */
export const addComma: Fixer = (scene) => {
  const before = scene.text.slice(0, scene.span[0]).trimEnd().length;
  return [mended(scene, "Add the comma", [[{ span: [before, before], text: "," }]])];
};

/** Quotes around the value, up to a comment. */
export const quoteValue: Fixer = (scene) => [
  mended(scene, "Put the text in quotes", quotings(scene, scene.span[0])),
];

function quotings({ text }: Scene, start: number): Change[][] {
  const rest = text.slice(start, lineEnd(text, start));
  const values = [rest, rest.replace(/\s+#.*$/, ""), rest.replace(/[\s,\]}]+$/, ""), rest.replace(/[,\]}].*$/, "")];
  return values
    .filter((value) => value !== "")
    .map((value) => [{ span: [start, start + value.length], text: JSON.stringify(value) }]);
}

/** The whole value in quotes, or nothing but what stands before. */
export const quoteOrCut: Fixer = (scene) => {
  const { text, span } = scene;
  const line = text.lastIndexOf("\n", span[0] - 1) + 1;
  const value = line + (/^\s*(?:- +)*(?:[\w-]+:[ \t]+)?/.exec(text.slice(line))?.[0].length ?? 0);
  const isItem = text.startsWith("- ", span[0]);
  const list = `[${scene.written.slice(2)}]`;
  return [
    isItem ? mended(scene, `Write ${short(list)}`, [[{ span, text: list }]]) : undefined,
    mended(scene, "Put the whole value in quotes", quotings(scene, value)),
    mended(scene, `Remove ${short(scene.written)}`, [
      [{ span: [text.slice(0, span[0]).trimEnd().length, span[1]], text: "" }],
    ]),
  ];
};

/** A text that goes on after its `#`, or the space that makes a comment of it. */
export const quoteOrSpace: Fixer = (scene) => {
  const { text, span } = scene;
  const hash = text.indexOf("#", span[0]) + 1;
  return [
    {
      title: "Put the text in quotes",
      edits: [scene.edit([span[0], lineEnd(text, span[0])], JSON.stringify(text.slice(span[0], lineEnd(text, span[0]))))],
    },
    { title: "Make it a comment", edits: [scene.edit([hash, hash], " ")] },
  ];
};

/** Two backslashes. */
export const doubleBackslash: Fixer = (scene) => [
  { title: "Write two backslashes", edits: [scene.edit([scene.span[0], scene.span[0]], "\\")], isPreferred: true },
];

/** The value without its tag. */
export const withoutTag: Fixer = (scene) => {
  const space = /^[ \t]*/.exec(scene.text.slice(scene.span[1]))?.[0].length ?? 0;
  return [
    { title: `Remove ${scene.written}`, edits: [scene.edit([scene.span[0], scene.span[1] + space], "")] },
  ];
};

/** One of two equal keys; which of them counts nobody else can say, unless they say the same. */
export const oneOfTwoKeys: Fixer = (scene) => {
  const second = removal(scene, scene.span[0], `Remove this ${scene.written}`);
  const name = scene.written;
  const from = scene.text.slice(0, scene.span[0]);
  const first = from.lastIndexOf(name);
  const of = (start: number): string => scene.text.slice(start, lineEnd(scene.text, start));
  const isEqual = first !== -1 && of(first) === of(scene.span[0]) && !scene.isInFlow(first);
  const isOne = isEqual && !/:\s*$/.test(of(first));
  return [second && { ...second, isPreferred: isOne }];
};

/** The line with everything to its end. */
export const withoutLine: Fixer = (scene) => {
  const stop = scene.text.indexOf("\n", scene.span[0]) + 1 || scene.text.length;
  return [{ title: "Remove the line", edits: [scene.edit([scene.span[0], stop], "")], isPreferred: true }];
};

/** Spaces in place of tabs, two each, on this line and on those with tabs around it. */
export const spaces: Fixer = (scene) => {
  const { text, span } = scene;
  const edits = [];
  for (let line = text.lastIndexOf("\n", span[0] - 1) + 1; line < text.length;) {
    const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? "";
    if (!indent.includes("\t")) break;
    edits.push(scene.edit([line, line + indent.length], indent.replaceAll("\t", "  ")));
    line = text.indexOf("\n", line) + 1 || text.length;
  }
  return [{ title: "Replace tabs by spaces", edits, isPreferred: true }];
};

/** Ordinary spaces in place of those that only look like them. */
export const ordinarySpaces: Fixer = (scene) => {
  const found = /^[\u00A0\u2000-\u200B\u202F\u205F\u3000]+/.exec(scene.text.slice(scene.span[0]))?.[0] ?? "";
  const span: Span = [scene.span[0], scene.span[0] + found.length];
  const edits = [scene.edit(span, " ".repeat(found.length))];
  return [{ title: "Replace by ordinary spaces", edits, isPreferred: true }];
};

/** The line, with what belongs to it, in the nearest column where something begins. */
export const realign: Fixer = (scene) => {
  const lines = contentLines(scene.text, [0, scene.text.length]);
  const at = lines.findIndex(({ end }) => end > scene.span[0]);
  const line = lines[at];
  if (line === undefined) return [];
  const columns = new Set(lines.slice(0, at).flatMap((one) => columnsOf(one, line.dash)));
  const nearest = [...columns].sort((a, b) => Math.abs(a - line.indent) - Math.abs(b - line.indent));
  const below = lines.slice(at);
  const until = below.findIndex(({ indent }) => indent < line.indent);
  const deeper = below.findIndex(({ indent }, index) => index > 0 && indent <= line.indent);
  const blocks = [below.slice(0, deeper === -1 ? undefined : deeper), below.slice(0, until === -1 ? undefined : until)];
  const ways = nearest.flatMap((column) => blocks.map((block) => shifted(block, column - line.indent)));
  return [mended(scene, "Put it in the right column", ways)];
};

/** The columns in which something of the kind begins on a line. */
function columnsOf(line: Line, isDash: boolean): number[] {
  const inner = line.dash ? line.inner() : undefined;
  return [...(line.dash === isDash ? [line.indent] : []), ...(inner === undefined ? [] : columnsOf(inner, isDash))];
}

function shifted(lines: readonly Line[], by: number): Change[] {
  return lines.map(({ start, indent }) => ({ span: [start - indent, start], text: " ".repeat(Math.max(0, indent + by)) }));
}

/** The first way after which the part has fewer things that cannot be read. */
function mended(scene: Scene, title: string, ways: readonly Change[][]): Fix | undefined {
  const before = unreadable(scene.text);
  const way = ways.find((changes) => unreadable(changed(scene.text, changes)) < before);
  if (way === undefined) return undefined;
  return { title, edits: way.map(({ span, text }) => scene.edit(span, text)), isPreferred: true };
}

function unreadable(text: string): number {
  return readDocument(text, [0, text.length]).findings.length;
}

function changed(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.span[0] - a.span[0])
    .reduce((sofar, { span, text: one }) => sofar.slice(0, span[0]) + one + sofar.slice(span[1]), text);
}
