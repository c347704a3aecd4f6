/** Fixes for a value that stands where a list is expected. */
import { nodeAt as schemaAt } from "../../core/check/schema-words";
import type { SourceNode } from "../source";
import { type Fix, type Fixer, isFlow, type Scene } from "./scene";
import { scalar } from "./write";

/** Makes a list of one value, or of lines whose dashes have no space after them. */
export const asList: Fixer = (scene) => {
  if (scene.suggestion !== undefined) return [];
  const wanted = scene.around().find(({ path, node }) => isNoList(path, node));
  return [wanted && listOf(scene, wanted.node)];
};

function isNoList(path: string, { items, value }: SourceNode): boolean {
  return value !== null && items === undefined && [schemaAt(path)?.type].flat().includes("array");
}

function listOf(scene: Scene, node: SourceNode): Fix | undefined {
  const { text } = scene;
  const [start, end] = node.span;
  const written = text.slice(start, end).trimEnd();
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const isAlone = text.slice(line, start).trim() === "";
  if (isAlone && node.plain !== undefined && /^-\S/.test(written)) {
    const spaced = written.replace(/^([ \t]*)-(?=\S)/gm, "$1- ");
    return {
      title: "Put a space after the dash",
      edits: [scene.edit([start, start + written.length], spaced)],
      isPreferred: true,
    };
  }
  if (isFlow(node, text) || node.entries === undefined) {
    const one = node.plain === undefined ? written : scalar(node.plain.replace(/^-/, ""));
    return {
      title: "Make it a list",
      edits: [scene.edit([start, start + written.length], `[${one}]`)],
      isPreferred: true,
    };
  }
  if (!isAlone) return undefined;
  const below = [...written.matchAll(/\n(?=[ \t]*\S)/g)].map(({ index }) => start + index + 1);
  const edits = [scene.edit([start, start], "- "), ...below.map((at) => scene.edit([at, at], "  "))];
  return { title: "Make it a list", edits, isPreferred: true };
}
