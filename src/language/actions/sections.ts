/** Fixes that add an entry to a top-level section, which they create when there is none, or take one away. */
import type { TextEdit } from "vscode-languageserver-types";
import { nodeAt as schemaAt } from "../../core/check/schema-words";
import { lineEnd } from "../lines";
import type { SourceNode } from "../source";
import { type Placed, rangeIn } from "../view";
import { itemStart, removal } from "./remove";
import { endOf, type Fix, type Fixer, isFlow, type Scene } from "./scene";
import { flow, item, scalar } from "./write";

/** Somebody who can end maintenance: without one a definition with roles locks everybody out. */
const administrator = { id: "administrator", admitted: true, may: ["enable", "disable"] };

export const addRole: Fixer = (scene) => {
  const id = missing(scene);
  if (id === undefined) return [];
  const isNew = placesOf(scene, "roles").length === 0;
  const entries =
    isNew && id !== administrator.id ? [administrator, { id }] : [isNew ? administrator : { id }];
  return [addEntries(scene, "roles", entries, `Add ${id} to roles`)];
};

export const addService: Fixer = (scene) => {
  const id = missing(scene);
  return id === undefined ? [] : [addEntries(scene, "services", [{ id }], `Add ${id} to services`)];
};

export const addSchedule: Fixer = (scene) => {
  const id = missing(scene);
  const example = schemaAt("/schedules/x")?.examples?.[0];
  return id === undefined || example === undefined
    ? []
    : [addEntries(scene, "schedules", { [id]: example }, `Add ${id} to schedules`)];
};

/** A role that can end maintenance. */
export const addAdministrator: Fixer = (scene) => {
  const value = scene.view.value(scene.placed.definition) as { roles?: { id?: unknown }[] };
  const isThere = value.roles?.some(({ id }) => id === administrator.id) === true;
  return isThere ? [] : [addEntries(scene, "roles", [administrator], "Add an administrator to roles")];
};

/** The name that is used and does not exist; with one that is near, it is probably misspelt. */
function missing(scene: Scene): string | undefined {
  const value = scene.around()[0]?.node.value;
  return typeof value === "string" ? value : undefined;
}

type Added = Record<string, unknown> | Record<string, unknown>[];

/** Adds entries to a top-level list or mapping, which is made when there is none. */
export function addEntries(scene: Scene, section: string, entries: Added, title: string): Fix | undefined {
  const places = placesOf(scene, section);
  const edit = places.length === 0 ? newSection(scene, section, entries) : more(places, section, entries);
  return edit && { title, edits: [edit] };
}

/** The parts that hold something of a section, or the part that holds all. */
function placesOf({ view, placed }: Scene, section: string): Placed[] {
  const found: Placed[] = [];
  for (const one of view.parts()) {
    if (one.definition !== placed.definition) continue;
    const { part } = one;
    if (part.section === section || (part.section === "" && part.root.entries?.has(section) === true))
      found.push(one);
  }
  return found;
}

function newSection(scene: Scene, section: string, entries: Added): TextEdit | undefined {
  let last: Placed | undefined;
  for (const one of scene.view.parts()) if (one.definition === scene.placed.definition) last = one;
  if (last === undefined) return undefined;
  const { text, root } = last.part;
  if (last.part.section === "" && isFlow(root, text)) return intoFlow(last, root, { [section]: entries });
  const end = text.replace(/\n\.\.\.(?:\s[^]*)?$/, "").trimEnd().length;
  return insert(last, end, `\n${section}:${inBlock(entries, "  ")}`);
}

/** After what is there already. */
function more(places: Placed[], section: string, entries: Added): TextEdit | undefined {
  const last = places.at(-1) as Placed;
  const { text, root, isEntry } = last.part;
  if (isEntry) {
    const indent = /^( *)-/m.exec(text)?.[1] ?? "  ";
    return insert(last, lineEnd(text, endOf(root, text)), inBlock(entries, indent));
  }
  const node = last.part.section === "" ? root.entries?.get(section)?.node : root;
  if (node === undefined || Array.isArray(entries) !== (node.items !== undefined)) return undefined;
  if (isFlow(node, text)) return intoFlow(last, node, entries);
  const first = node.items?.[0]?.span[0] ?? node.entries?.values().next().value?.key[0];
  if (first === undefined) return undefined;
  const line = text.slice(text.lastIndexOf("\n", first - 1) + 1, first);
  return insert(last, lineEnd(text, endOf(node, text)), inBlock(entries, line.replace(/\S.*$/, "")));
}

function inBlock(entries: Added, indent: string): string {
  if (Array.isArray(entries)) return entries.map((one) => `\n${item(one, indent)}`).join("");
  return Object.entries(entries)
    .map(([key, value]) => `\n${indent}${scalar(key)}: ${flow(value)}`)
    .join("");
}

function intoFlow(placed: Placed, node: SourceNode, entries: Added): TextEdit {
  const { text } = placed.part;
  const isJson = text.trimStart().startsWith("{");
  const write = isJson ? (value: unknown): string => JSON.stringify(value) : flow;
  const written = Array.isArray(entries)
    ? entries.map(write)
    : Object.entries(entries).map(
        ([key, value]) => `${isJson ? JSON.stringify(key) : scalar(key)}: ${write(value)}`,
      );
  const children = node.items ?? [...(node.entries?.values() ?? [])].map((entry) => entry.node);
  const last = children.at(-1);
  const at = last === undefined ? node.span[0] + 1 : endOf(last, text);
  return insert(placed, at, (last === undefined ? "" : ", ") + written.join(", "));
}

function insert(placed: Placed, at: number, newText: string): TextEdit {
  return { range: rangeIn(placed, [at, at]), newText };
}

export const withoutOverride: Fixer = (scene) => withoutEntry(scene, "overrides", "Remove the override");
export const withoutWindow: Fixer = (scene) => withoutEntry(scene, "windows", "Remove the window");
export const withoutRole: Fixer = (scene) => withoutEntry(scene, "roles", "Remove the role");

/** Takes the entry of a section away, and the section when it was the only one. */
function withoutEntry(scene: Scene, section: string, title: string): (Fix | undefined)[] {
  const places = placesOf(scene, section);
  if (scene.placed.part.isEntry) {
    const gone = places.length === 2 ? places : [scene.placed];
    const edits = gone.map((one) => ({ range: rangeIn(one, [0, one.part.text.length]), newText: "" }));
    return [{ title, edits }];
  }
  const around = scene.around();
  const held = around.findIndex(({ node }) => node.items !== undefined);
  const [item_, list] = [around[held - 1]?.node, around[held]?.node];
  if (item_ === undefined || list === undefined) return [];
  const key = scene.root.entries?.get(section)?.key ?? scene.placed.part.key;
  const isOnly = list.items?.length === 1 && key !== undefined;
  return [removal(scene, isOnly ? key[0] : itemStart(scene, item_.span[0]), title)];
}
