/** Keys with their values in place of others, in the form of the mapping around them. */
import { quotedIfNeeded } from "../complete/write";
import type { Scene } from "./scene";
import { flow, scalar } from "./write";

/** A line of a definition is seldom longer. */
const lineLength = 110;

/** The keys as they stand at the offset, where the first of them begins. */
export function keyed(scene: Scene, at: number, keys: object): string {
  const { text } = scene;
  const given = Object.entries(keys).filter(([, value]) => value !== undefined) as [string, unknown][];
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const isJson = text.charAt(at) === '"';
  const isFlow = scene.isInFlow(at);
  const gap = before.trim() === "" || !isFlow ? `\n${before.replace(/[^ ]/g, " ")}` : " ";
  const onOneLine = ([key, value]: [string, unknown]): string =>
    isJson
      ? `${JSON.stringify(key)}: ${JSON.stringify(value)}`
      : `${scalar(key)}: ${typeof value === "string" ? quotedIfNeeded(value, isFlow) : flow(value)}`;
  if (isFlow) return given.map(onOneLine).join(`,${gap}`);
  return given
    .map(([key, value]) => {
      const line = onOneLine([key, value]);
      const isShort =
        before.length + line.length <= lineLength || typeof value !== "object" || value === null;
      return isShort ? line : `${scalar(key)}:${inLines(value, `${gap}  `)}`;
    })
    .join(gap);
}

function inLines(value: object, gap: string): string {
  return Object.entries(value)
    .map(([key, one]) => `${gap}${scalar(key)}: ${flow(one)}`)
    .join("");
}
