/**
 * Fixes for text that is not YAML. Each tries a few ways that could be meant and offers the first after which the part
 * reads better, so that a fix never breaks more than it mends.
 */
import { nodeAt as schemaAt } from "../../core/check/schema-words";
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

/** Closes the bracket, or all of its line, at the end of its line or of one below. */
export const closeBracket: Fixer = (scene) => {
  const hidden = hiddenInComment(scene);
  if (hidden !== undefined) return [mended(scene, "Put the text in quotes", [[hidden]])];
  const close = scene.written.startsWith("{") ? " }" : "]";
  const line = scene.text.lastIndexOf("\n", scene.span[0]) + 1;
  const open = closersOf(scene.text.slice(line, lineEnd(scene.text, line)));
  const below = contentLines(scene.text, [scene.span[0], scene.text.length]).slice(0, maxLines);
  const ways = below.flatMap(({ start }) =>
    [close, open].flatMap((one) => insertions(scene, Math.max(start, scene.span[1]), one)),
  );
  return [mended(scene, "Add what closes it", ways, false)];
};

/** A bracket that is not closed within so many lines is not worth guessing about. */
const maxLines = 20;

/** What closes everything that a line leaves open. */
function closersOf(line: string): string {
  const open: string[] = [];
  for (const [char] of line.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (char === "[" || char === "{") open.unshift(char === "[" ? "]" : " }");
    else if (char === "]" || char === "}") open.shift();
  }
  return open.join("");
}

/** A text of which a # made a comment, together with the brackets that should close after it. */
function hiddenInComment({ text, span }: Scene): Change | undefined {
  const line = text.slice(span[0], lineEnd(text, span[0]));
  const [, before, cut] =
    /^(.*?(?:: +|[[,] *))([^\s"'[\]{},:#][^"'[\]{},:#]*? #.*?) *[\]}, ]+$/.exec(line) ?? [];
  if (before === undefined || cut === undefined) return undefined;
  const start = span[0] + before.length;
  return { span: [start, start + cut.length], text: JSON.stringify(cut) };
}

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
  const isKey = scene.around().some(({ path }) => Object.hasOwn(schemaAt(path)?.properties ?? {}, word));
  return [mended(scene, "Add the colon", [[{ span: [start, start + gap.length], text: written }]], isKey)];
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
  const values = [
    rest,
    rest.replace(/\s+#.*$/, ""),
    rest.replace(/[\s,\]}]+$/, ""),
    rest.replace(/[,\]}].*$/, ""),
  ];
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
    mended(scene, "Put the whole value in quotes", quotings(scene, value), false),
    mended(
      scene,
      `Remove ${short(scene.written)}`,
      [[{ span: [text.slice(0, span[0]).trimEnd().length, span[1]], text: "" }]],
      false,
    ),
  ];
};

/** A text that goes on after its `#`, or the space that makes a comment of it. */
export const quoteOrSpace: Fixer = (scene) => {
  const { text, span } = scene;
  const hash = text.indexOf("#", span[0]) + 1;
  return [
    {
      title: "Put the text in quotes",
      edits: [
        scene.edit(
          [span[0], lineEnd(text, span[0])],
          JSON.stringify(text.slice(span[0], lineEnd(text, span[0]))),
        ),
      ],
    },
    { title: "Make it a comment", edits: [scene.edit([hash, hash], " ")] },
  ];
};

/** Two backslashes. */
export const doubleBackslash: Fixer = (scene) => [
  {
    title: "Write two backslashes",
    edits: [scene.edit([scene.span[0], scene.span[0]], "\\")],
    isPreferred: true,
  },
];

/** Quotes around a star that is meant as all operations, and is read as an alias without a name. */
export const quoteStar: Fixer = (scene) => {
  const line = scene.text.lastIndexOf("\n", scene.span[0] - 1) + 1;
  const stars = [
    ...scene.text.slice(line, lineEnd(scene.text, line)).matchAll(/(?<=[\s[,])\*(?=[\s,\]}]|$)/g),
  ];
  const changes = stars.map(({ index }): Change => ({ span: [line + index, line + index + 1], text: '"*"' }));
  return changes.length === 0 ? [] : [mended(scene, 'Write "*"', [changes])];
};

/** The value without its tag. */
export const withoutTag: Fixer = (scene) => {
  const space = /^[ \t]*/.exec(scene.text.slice(scene.span[1]))?.[0].length ?? 0;
  return [
    { title: `Remove ${scene.written}`, edits: [scene.edit([scene.span[0], scene.span[1] + space], "")] },
  ];
};

/** The second of two equal keys; which of them counts, or whether a dash is missing before it, is not in the text. */
export const withoutSecond: Fixer = (scene) => [
  removal(scene, scene.span[0], `Remove this ${scene.written}`),
];

/** The line with everything to its end. */
export const withoutLine: Fixer = (scene) => {
  const stop = scene.text.indexOf("\n", scene.span[0]) + 1 || scene.text.length;
  return [{ title: "Remove the line", edits: [scene.edit([scene.span[0], stop], "")], isPreferred: true }];
};

/** Spaces in place of tabs, two each, on this line and on those with tabs around it. */
export const spaces: Fixer = (scene) => {
  const { text, span } = scene;
  const edits = [];
  const above = /(?:^|\n)((?:[ ]*\t.*\n)*)$/.exec(text.slice(0, text.lastIndexOf("\n", span[0] - 1) + 1));
  const first = text.lastIndexOf("\n", span[0] - 1) + 1 - (above?.[1]?.length ?? 0);
  for (let line = first; line < text.length;) {
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
  const blocks = [
    below.slice(0, deeper === -1 ? undefined : deeper),
    below.slice(0, until === -1 ? undefined : until),
    [line],
  ];
  const ways = nearest.flatMap((column) => blocks.map((block) => shifted(block, column - line.indent)));
  return [mended(scene, "Put it in the right column", ways, false)];
};

/** The columns in which something of the kind begins on a line. */
function columnsOf(line: Line, isDash: boolean): number[] {
  const inner = line.dash ? line.inner() : undefined;
  return [
    ...(line.dash === isDash ? [line.indent] : []),
    ...(inner === undefined ? [] : columnsOf(inner, isDash)),
  ];
}

function shifted(lines: readonly Line[], by: number): Change[] {
  return lines.map(({ start, indent }) => ({
    span: [start - indent, start],
    text: " ".repeat(Math.max(0, indent + by)),
  }));
}

/** The first way after which the part has fewer things that cannot be read. */
function mended(
  scene: Scene,
  title: string,
  ways: readonly (readonly Change[])[],
  isPreferred = true,
): Fix | undefined {
  const before = unreadable(scene.text);
  const way = ways.find((changes) => unreadable(changed(scene.text, changes)) < before);
  if (way === undefined) return undefined;
  return { title, edits: way.map(({ span, text }) => scene.edit(span, text)), isPreferred };
}

function unreadable(text: string): number {
  return readDocument(text, [0, text.length]).findings.length;
}

function changed(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.span[0] - a.span[0])
    .reduce((sofar, { span, text: one }) => sofar.slice(0, span[0]) + one + sofar.slice(span[1]), text);
}
