/** Fixes that add a key, exchange two values, or change one key for others, each in the form of the mapping around it. */
import { minutesPerDay, parseTime } from "../../core/civil";
import { nodeAt as schemaAt } from "../../core/check/schema-words";
import { durationText } from "../clock";
import { lineEnd } from "../lines";
import type { SourceNode } from "../source";
import { freeName, parentOfAgent, someRole } from "./names";
import { endOf, type Fix, type Fixer, isFlow, type Scene } from "./scene";
import { short } from "./suggested";
import { flow, likeBefore, scalar } from "./write";

/** Keys of which one group is needed, as the schema says in its words about them. */
const alternatives = [
  [["once"], ["recurring"], ["rrule", "start", "duration"]],
  [["endTime"], ["duration"]],
];

/** A rule needs both of them. */
const beside = ["start", "duration"];

/** Adds what is missing, with the example that the schema has for it. */
export const withKey: Fixer = (scene) => {
  const name = scene.suggestion;
  if (name === undefined) return withOneOf(scene);
  const owner = scene
    .around()
    .find(({ node, path }) => node.entries?.has(name) === false && knows(path, name));
  if (owner !== undefined) {
    const others = beside.includes(name)
      ? beside.filter((one) => owner.node.entries?.has(one) === false)
      : [];
    return [withExamples(scene, owner, others.length === 0 ? [name] : others)];
  }
  const value = exampleOf(scene, `/${name}`, name);
  if (!knows("", name) || value === undefined) return [];
  const start = scene.text.search(/^[^\s#-]/m);
  const edits = [scene.edit([start, start], `${name}: ${flow(value)}\n`)];
  return [{ title: `Add ${name}`, edits, isPreferred: isCertain(`/${name}`) }];
};

function withOneOf(scene: Scene): (Fix | undefined)[] {
  for (const owner of scene.around()) {
    const groups = alternatives.find((some) => some.flat().every((key) => knows(owner.path, key)));
    if (groups !== undefined && owner.node.entries !== undefined)
      return groups.map((keys) => withExamples(scene, owner, keys));
  }
  return [];
}

function withExamples(
  scene: Scene,
  { node, path }: { node: SourceNode; path: string },
  names: readonly string[],
): Fix | undefined {
  const keys = names.map((name) => [name, exampleOf(scene, `${path}/${name}`, name)] as const);
  if (keys.some(([, value]) => value === undefined)) return undefined;
  return added(
    scene,
    node,
    Object.fromEntries(keys),
    names.every((name) => isCertain(`${path}/${name}`)),
  );
}

/** Whether only one value is possible, so that nothing is invented. */
function isCertain(path: string): boolean {
  return schemaAt(path)?.enum?.length === 1;
}

/** Adds the client or the site of a target: that of the inventory when there is only one. */
export const withParent: Fixer = (scene) => {
  const name = scene.suggestion ?? "";
  const target = scene.around().find(({ node }) => node.entries !== undefined);
  if (target === undefined) return [];
  const known = parentOfAgent(scene, target.node.value, name);
  const value = known ?? schemaAt(`${target.path}/${name}`)?.examples?.[0];
  return value === undefined ? [] : [added(scene, target.node, { [name]: value }, known !== undefined)];
};

function knows(path: string, name: string): boolean {
  return Object.hasOwn(schemaAt(path)?.properties ?? {}, name);
}

function exampleOf(scene: Scene, path: string, name: string): unknown {
  const schema = schemaAt(path);
  const example = schema?.examples?.[0] ?? schema?.enum?.[0];
  // Other lists of roles than those that there are would only be the next problem.
  if (["roles", "approvers"].includes(name)) return someRole(scene);
  return name === "id" && typeof example === "string" ? freeName(scene, example) : example;
}

/** Adds keys after the first one that is there. */
export function added(
  scene: Scene,
  mapping: SourceNode,
  keys: Record<string, unknown>,
  isPreferred: boolean,
): Fix | undefined {
  const { text } = scene;
  const title = `Add ${Object.keys(keys).join(" and ")}`;
  const first = mapping.entries?.values().next().value;
  if (first === undefined) {
    if (!isFlow(mapping, text)) return undefined;
    return { title, edits: [scene.edit(mapping.span, flow(keys))], isPreferred };
  }
  const before = text.slice(text.lastIndexOf("\n", first.key[0] - 1) + 1, first.key[0]);
  const isJson = text.charAt(first.key[0]) === '"';
  const written = Object.entries(keys).map(([key, value]) =>
    isJson ? `${JSON.stringify(key)}: ${JSON.stringify(value)}` : `${scalar(key)}: ${flow(value)}`,
  );
  const end = Math.max(endOf(first.node, text), first.key[1]);
  if (isFlow(mapping, text)) {
    const gap = before.trim() === "" ? `,\n${before}` : ", ";
    return { title, edits: [scene.edit([end, end], written.map((one) => gap + one).join(""))], isPreferred };
  }
  const at = lineEnd(text, end);
  const indent = `\n${" ".repeat(before.length)}`;
  return { title, edits: [scene.edit([at, at], written.map((one) => indent + one).join(""))], isPreferred };
}

/** Exchanges start and end. */
export const exchanged: Fixer = (scene) => {
  const { entries } = scene.around().find(({ node }) => node.entries !== undefined)?.node ?? {};
  const [start, end] = [entries?.get("start")?.node.span, entries?.get("end")?.node.span];
  if (start === undefined || end === undefined) return [];
  const edits = [scene.edit(start, scene.text.slice(...end)), scene.edit(end, scene.text.slice(...start))];
  return [{ title: "Exchange start and end", edits }];
};

/** Start and end at one time of day: a whole day. */
export const wholeDay: Fixer = (scene) => {
  const entry = scene.around()[1]?.node.entries?.get("endTime");
  if (entry === undefined) return [];
  const isJson = scene.text.charAt(entry.key[0]) === '"';
  const written = isJson ? '"duration": "P1D"' : "duration: P1D";
  return [
    { title: "Let it last a whole day", edits: [scene.edit([entry.key[0], entry.node.span[1]], written)] },
  ];
};

/** Exact hours in place of an end that a clock change moves. */
export const exactHours: Fixer = (scene) => {
  const { entries } = scene.around()[1]?.node ?? {};
  const entry = entries?.get("endTime");
  const times = [entries?.get("startTime"), entry].map((one) => parseTime(String(one?.node.value)));
  const [from, to] = times;
  if (entry === undefined || from === undefined || to === undefined) return [];
  const minutes = to > from ? to - from : to - from + minutesPerDay;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const duration = `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
  const isJson = scene.text.charAt(entry.key[0]) === '"';
  const written = isJson ? `"duration": "${duration}"` : `duration: ${duration}`;
  const edits = [scene.edit([entry.key[0], entry.node.span[1]], written)];
  return [{ title: `Let it always last ${durationText({ days: 0, minutes })}`, edits }];
};

/** Another id, the first that is free. */
export const anotherId: Fixer = (scene) => {
  const id = scene.around()[0]?.node.value;
  if (typeof id !== "string") return [];
  const free = freeName(scene, id);
  const edits = [scene.edit(scene.span, likeBefore(free, scene.written))];
  return [{ title: `Replace ${short(id)} by ${free}`, edits }];
};

/** An id made of the words that stand there. */
export const asId: Fixer = (scene) => {
  const { node, path } = scene.around()[0] ?? {};
  const isId = /^an id of lower-case/.test(schemaAt(path ?? "")?.expected ?? "");
  if (!isId || typeof node?.value !== "string") return [];
  const id = node.value
    .normalize("NFD")
    .toLowerCase()
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (id === "") return [];
  const edits = [scene.edit(scene.span, likeBefore(id, scene.written))];
  return [{ title: `Replace ${short(scene.written)} by ${id}`, edits }];
};

/** One of the words that are possible, which are all in lower case. */
export const inLowerCase: Fixer = (scene) => {
  const { node, path = "" } = scene.around()[0] ?? {};
  const word = typeof node?.value === "string" ? node.value.toLowerCase() : "";
  const words = /^one of (.*)$/.exec(schemaAt(path)?.expected ?? "")?.[1]?.split(", ") ?? [];
  if (!words.includes(word)) return [];
  const edits = [scene.edit(scene.span, likeBefore(word, scene.written))];
  return [{ title: `Replace ${short(scene.written)} by ${word}`, edits, isPreferred: true }];
};

/** A colon after a word that is a key of the mapping that is expected. */
export const asKey: Fixer = (scene) => {
  const { node, path = "" } = scene.around()[0] ?? {};
  const [, word = "", value = ""] = /^([A-Za-z]+) +(.+)$/.exec(node?.plain ?? "") ?? [];
  if (!knows(path, word)) return [];
  const edits = [scene.edit(scene.span, `${word}: ${value}`)];
  return [{ title: "Add the colon", edits, isPreferred: true }];
};

/** The rule that means the same as a cron expression; how long it lasts is a guess where nothing says it. */
export const asRule: Fixer = (scene) => {
  const window = scene.around().find(({ node }) => node.entries?.has("cron") === true)?.node;
  const cron = window?.entries?.get("cron");
  if (window === undefined || cron === undefined || scene.suggestion === undefined) return [];
  const [, minute = "0", hour = "0"] = /^\s*(\d+)\s+(\d+)/.exec(String(cron.node.value)) ?? [];
  const guessed = {
    start: `2027-01-01T${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`,
    duration: "PT1H",
  };
  const missing = Object.entries(guessed).filter(([key]) => window.entries?.has(key) !== true);
  const more = missing.length === 0 ? undefined : added(scene, window, Object.fromEntries(missing), false);
  const edits = [
    scene.edit(cron.key, likeBefore("rrule", scene.written)),
    scene.edit(cron.node.span, quotedLike(scene.suggestion, scene.written, scene)),
    ...(more?.edits ?? []),
  ];
  return [{ title: "Write it as a recurrence rule", edits, isPreferred: missing.length === 0 }];
};

/** A rule has commas, which end a text between brackets. */
function quotedLike(rule: string, key: string, scene: Scene): string {
  return key.startsWith('"') || scene.isInFlow(scene.span[0]) ? JSON.stringify(rule) : rule;
}
