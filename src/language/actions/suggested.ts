/** Fixes that write what the check proposes, or take away what it says is too much. */
import { nodeAt as schemaAt } from "../../core/check/schema-words";
import { itemStart, keyRemoval, removal } from "./remove";
import { type Fix, type Fixer, isFlow, type Scene } from "./scene";
import { likeBefore } from "./write";

/** Writes the suggestion exactly as it is; an empty one deletes. */
export const asSuggested: Fixer = (scene) => [replaced(scene, scene.suggestion)];

/** Writes the suggested name in place of the one that is there, unless it stands beside it already. */
export const named: Fixer = (scene) => {
  const { suggestion } = scene;
  const beside = scene.around()[1]?.node;
  if (suggestion === undefined || beside?.entries?.has(suggestion) === true) return [];
  if (beside?.items?.some(({ value }) => value === suggestion) === true) return [];
  return [replaced(scene, likeBefore(suggestion, scene.written))];
};

/** The same, but for something that a person has to decide. */
export const perhapsNamed: Fixer = (scene) =>
  named(scene).map((fix) => fix && { ...fix, isPreferred: false });

function replaced(scene: Scene, text: string | undefined): Fix | undefined {
  if (text === undefined) return undefined;
  const title =
    text === "" ? "Delete the invisible character" : `Replace ${short(scene.written)} by ${short(text)}`;
  return { title, edits: [scene.edit(scene.span, text)], isPreferred: true };
}

/** Writes the suggestion where a person has to decide: a number as it is, a text in the quotes that were there. */
export const perhapsSuggested: Fixer = (scene) => {
  const { suggestion, written } = scene;
  if (suggestion === undefined) return [];
  const text = /^-?\d+$/.test(suggestion) ? suggestion : likeBefore(suggestion, written);
  const fix = replaced(scene, text);
  return [fix && { ...fix, isPreferred: false }];
};

/** Every word that is possible, when none of them is near. */
export const oneOfTheWords: Fixer = (scene) => {
  if (scene.suggestion !== undefined) return [];
  const words = schemaAt(scene.around()[0]?.path ?? "")?.enum ?? [];
  return words.map((word) => ({
    title: `Replace ${short(scene.written)} by ${short(word)}`,
    edits: [scene.edit(scene.span, likeBefore(word, scene.written))],
  }));
};

/** Takes the key with its value away. */
export const withoutKey: Fixer = (scene) => [keyRemoval(scene)];

/** Takes the second of two equal items away. */
export const withoutItem: Fixer = (scene) => {
  const held = scene.around().findIndex(({ node }) => node.items !== undefined);
  const item = scene.around()[held - 1]?.node;
  if (item === undefined) return [];
  const fix = removal(scene, itemStart(scene, item.span[0]), "Remove the second entry");
  return [fix && { ...fix, isPreferred: item.entries === undefined }];
};

/** Takes the entry away from the list of blocked operations. */
export const unblocked: Fixer = (scene) => {
  const around = scene.around();
  const held = around.findIndex(({ node }) => node.items !== undefined);
  const [item, list] = [around[held - 1]?.node, around[held]?.node];
  // A list that is not in brackets must not be left empty.
  if (item === undefined || list === undefined || (list.items?.length === 1 && !isFlow(list, scene.text)))
    return [];
  return [removal(scene, itemStart(scene, item.span[0]), `Remove ${short(scene.written)} from blocked`)];
};

/** A text as a title can hold it. */
export function short(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}
