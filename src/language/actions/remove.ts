/** Where a key with its value, or an item of a list, begins and ends, together with the comma or the lines that go with it. */
import { lineEnd } from "../lines";
import type { Span } from "../source";
import { type Fix, isFlow, type Scene } from "./scene";

/** Removes what begins at the offset: a key, or the item of a list. */
export function removal(scene: Scene, start: number, title: string): Fix | undefined {
  const { text } = scene;
  const span = scene.isInFlow(start) ? flowSpan(text, start) : blockSpan(text, start);
  return span === undefined ? undefined : { title, edits: [scene.edit(span, "")] };
}

/**
 * Removes the key at the problem; when its mapping has no other, the key that holds the mapping, because a key with
 * nothing after it says less than none.
 */
export function keyRemoval(scene: Scene): Fix | undefined {
  const around = scene.around();
  const names = scene.path.split("/").slice(1).reverse();
  let key = scene.placed.part.key;
  for (const [index, name] of names.entries()) {
    const mapping = around[index + 1]?.node;
    const entry = mapping?.entries?.get(name.replaceAll("~1", "/").replaceAll("~0", "~"));
    if (mapping?.entries === undefined || entry === undefined) return undefined;
    key = entry.key;
    if (mapping.entries.size > 1 || isFlow(mapping, scene.text)) break;
    if (index === names.length - 1) key = scene.placed.part.key;
  }
  return key && removal(scene, key[0], `Remove ${scene.text.slice(...key)}`);
}

/** Between brackets: up to the comma, or from the comma before when it is the last. */
function flowSpan(text: string, start: number): Span | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    const isOpening = /[\s,:[{]/.test(text.charAt(at - 1));
    if (/["']/.test(char) && isOpening) {
      at += quotedLength(text.slice(at)) - 1;
    } else if (/[[{]/.test(char)) depth++;
    else if (/[\]}]/.test(char) && depth-- === 0) {
      const end = start + text.slice(start, at).trimEnd().length;
      const before = /,\s*$/.exec(text.slice(0, start));
      return [before?.index ?? start, end];
    } else if (char === "," && depth === 0) {
      return [start, at + 1 + (/^\s*/.exec(text.slice(at + 1))?.[0].length ?? 0)];
    }
  }
  return undefined;
}

function quotedLength(text: string): number {
  return /^(?:"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*')/.exec(text)?.[0].length ?? 1;
}

/** Whole lines; of the first key after a dash everything up to the next key. */
function blockSpan(text: string, start: number): Span | undefined {
  const dash = /-[ \t]+$/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
  const isItem = text.charAt(start) === "-";
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const column = start - line;
  const isAlone = text.slice(line, start).trim() === "";
  let end = Math.min(text.length, lineEnd(text, start));
  end = nextLine(text, end);
  let next = end;
  while (next < text.length) {
    const stop = nextLine(text, next);
    const content = text.slice(next, stop);
    const indent = content.search(/\S/);
    const belongs =
      indent > column || (!isItem && isAlone && indent === column && /^-\s/.test(content.slice(indent)));
    if (belongs) end = stop;
    else if (indent !== -1) break;
    next = stop;
  }
  if (isAlone) return [line, end];
  const hasSibling = next < text.length && text.slice(next).search(/\S/) === column;
  return dash !== null && hasSibling ? [start, next + column] : undefined;
}

function nextLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at + 1;
}

/** The dash of the item whose content begins at the offset; the offset itself between brackets. */
export function itemStart(scene: Scene, content: number): number {
  const before = /-[ \t]+$/.exec(scene.text.slice(0, content));
  return scene.isInFlow(content) || before === null ? content : before.index;
}
