/**
 * Comments that silence a problem where it stands: `# maintenance-mode-ignore CODE: reason`, at the end of the problem's
 * line or on a line of its own directly above it. Of several above each other each silences one code.
 */
import { nearest, quoted } from "../core/check/wording";
import { isProblemCode, type ProblemCode, problemCodes } from "../core/problem";
import { isAdjustable } from "../core/severity";
import type { Finding } from "./finding";
import type { SourceNode, Span } from "./source";

const word = "maintenance-mode-ignore";

/** What stands in place of the reason until somebody writes one. */
export const placeholder = "reason";

/** The comment that silences a code. */
export function ignoreComment(code: ProblemCode): string {
  return `# ${word} ${code}: ${placeholder}`;
}

/** Whether a text may have such comments; nearly none has. */
export function hasIgnores(text: string): boolean {
  return text.includes(word);
}

/** What is about the whole text, or about such comments themselves. */
const never: ReadonlySet<string> = new Set([
  ...[
    "more-problems",
    "byte-order-mark",
    "ignore-without-reason",
    "unused-ignore",
    "unknown-ignore",
    "ignored-error",
  ],
]);

/** Whether a comment may silence problems of this code. */
export function isSilenceable(code: ProblemCode): boolean {
  return isAdjustable(code) && !never.has(code);
}

type Said = Pick<Finding, "code" | "span" | "message" | "suggestion">;

/** The findings that no comment silences, and what is to be said about the comments. */
export function silence<T extends { code: ProblemCode; span: Span }>(
  text: string,
  root: SourceNode,
  findings: readonly T[],
): { left: T[]; said: Said[] } {
  const silenced = new Set<T>();
  const said: Said[] = [];
  for (const comment of commentsIn(text, root)) {
    const met = findings.filter(({ code, span }) => code === comment.code && isIn(span[0], comment.line));
    const about = aboutCode(comment) ?? (met.length === 0 ? unused(comment) : aboutReason(comment));
    if (about !== undefined) said.push(about);
    if (isProblemCode(comment.code) && isSilenceable(comment.code)) for (const one of met) silenced.add(one);
  }
  return { left: findings.filter((one) => !silenced.has(one)), said };
}

interface Comment {
  span: Span;
  code: string;
  codeSpan: Span;
  reason: string;
  /** The line whose problems it silences; empty when there is none. */
  line: Span;
}

function* commentsIn(text: string, root: SourceNode): Iterable<Comment> {
  const comments = new RegExp(`#[ \\t]*${word}(?![\\w-])[ \\t]*([\\w-]*)[ \\t]*:?[ \\t]*([^\\r\\n]*)`, "g");
  for (const found of text.matchAll(comments)) {
    const { index: start } = found;
    const [whole, code = "", reason = ""] = found;
    if (!isComment(text, root, start)) continue;
    const end = start + whole.trimEnd().length;
    const codeStart = start + whole.indexOf(code, whole.indexOf(word) + word.length);
    const codeSpan: Span = code === "" ? [start, end] : [codeStart, codeStart + code.length];
    yield { span: [start, end], code, codeSpan, reason: reason.trim(), line: lineFor(text, start) };
  }
}

/** Whether a # begins a comment: after a blank, and not within a text in quotes or a block. */
function isComment(text: string, root: SourceNode, at: number): boolean {
  return /^$|\s/.test(text.charAt(at - 1)) && !isInText(root, at);
}

/** Whether the offset lies within a scalar, so that a # there is none. */
export function isInText({ span: [start, end], entries, items }: SourceNode, at: number): boolean {
  if (at <= start || at >= end) return false;
  if (entries === undefined && items === undefined) return true;
  for (const { node } of entries?.values() ?? []) if (isInText(node, at)) return true;
  return items?.some((item) => isInText(item, at)) ?? false;
}

/** The line that a comment is about: its own, or the next with content where it has none before it. */
function lineFor(text: string, comment: number): Span {
  const start = text.lastIndexOf("\n", comment - 1) + 1;
  const indent = comment - start;
  if (text.slice(start, comment).trim() !== "") return [start, comment];
  for (let line = nextLine(text, comment); line < text.length; line = nextLine(text, line)) {
    const content = text.slice(line, nextLine(text, line));
    const column = content.search(/\S/);
    if (column === -1) break;
    // One that stands farther to the right belongs to what is above it.
    if (!content.startsWith("#", column)) return column < indent ? [0, 0] : [line, line + content.length];
  }
  return [0, 0];
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at + 1;
}

function isIn(offset: number, [start, end]: Span): boolean {
  return start <= offset && offset < end;
}

function aboutCode({ code, codeSpan }: Comment): Said | undefined {
  if (code === "") {
    const message = `Write the code of the problem that this silences, and a reason: ${quoted(`# ${word} CODE: reason`)}.`;
    return { code: "unknown-ignore", span: codeSpan, message };
  }
  if (!isProblemCode(code)) {
    const suggestion = nearest(code, Object.keys(problemCodes));
    const hint =
      suggestion === undefined
        ? "docs/problems.md lists all of them."
        : `Did you mean ${quoted(suggestion)}?`;
    const message = `There is no problem code ${quoted(code)}, so this silences nothing. ${hint}`;
    return {
      code: "unknown-ignore",
      span: codeSpan,
      message,
      ...(suggestion !== undefined && { suggestion }),
    };
  }
  if (isSilenceable(code)) return undefined;
  const why = isAdjustable(code) ? "cannot be silenced" : "is an error and cannot be silenced";
  const message = `${quoted(code)} ${why}: mend it and remove this comment. Warnings and advice can be silenced.`;
  return { code: "ignored-error", span: codeSpan, message };
}

function unused({ code, span }: Comment): Said {
  const message = `There is no ${quoted(code)} here to be silenced. Remove this comment, or put it at the end of the problem's line or directly above it.`;
  return { code: "unused-ignore", span, message };
}

function aboutReason({ reason, span }: Comment): Said | undefined {
  if (reason !== "" && reason !== placeholder) return undefined;
  const message = "Say after a colon why this is as it should be, so that the next person knows.";
  return { code: "ignore-without-reason", span, message };
}
