/** Fixes that have to do with comments that silence a problem. */
import type { ProblemCode } from "../../core/problem";
import { ignoreComment, isInText, isSilenceable } from "../ignores";
import { lineEnd } from "../lines";
import type { Fix, Fixer, Scene } from "./scene";

/** A comment above the problem's line, whose reason somebody has to write; JSON has no comments. */
export function silenced(scene: Scene, code: ProblemCode): Fix | undefined {
  const { text, root, view } = scene;
  if (!isSilenceable(code) || /\.json$/i.test(view.uri)) return undefined;
  const start = text.lastIndexOf("\n", scene.span[0] - 1) + 1;
  if (isInText(root, start)) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return {
    title: `Silence ${code} here with a comment`,
    edits: [scene.edit([start, start], `${indent}${ignoreComment(code)}${end}`)],
  };
}

/** Takes the comment away, and its line when it has one of its own. */
export const withoutComment: Fixer = (scene) => {
  if (scene.suggestion !== undefined) return [];
  const { text } = scene;
  const hash = text.lastIndexOf("#", scene.span[0]);
  const start = text.lastIndexOf("\n", hash - 1) + 1;
  const isAlone = text.slice(start, hash).trim() === "";
  const end = lineEnd(text, hash);
  const next = text.indexOf("\n", end);
  const from = start + text.slice(start, hash).trimEnd().length;
  const span = isAlone ? ([start, next === -1 ? text.length : next + 1] as const) : ([from, end] as const);
  return [{ title: "Remove the comment", edits: [scene.edit(span, "")] }];
};
