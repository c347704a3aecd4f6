/** The door for hovers: what a key, a value or a name of a definition means, and what follows from it. */
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { nodeAt as schemaNodeAt } from "../core/check/schema-words";
import { isRecord, steps } from "../core/check/place";
import type { Target } from "../core/generated/types";
import { describe } from "./describe";
import { type Around, entryAt, isLike, mappingOf } from "./hover/around";
import { type Hit, hitAt } from "./hover/hit";
import { occurrencesText } from "./hover/occurrences";
import { operationText } from "./hover/operation";
import { agentsText, overrideText, targetOf } from "./hover/override";
import { roleText } from "./hover/role";
import { scheduleText } from "./hover/schedule";
import { dateReading, durationReading, instantReading, localReading, zoneReading } from "./hover/times";
import { type NameKind, nameAt } from "./names";
import { type View, offsetIn, rangeIn } from "./view";

export interface HoverOptions {
  nowMs: number;
  /** The IANA time zone of the reader; without it times are shown in the definition's alone. */
  viewerZone?: string;
}

/** What is known about the place; undefined where nothing is, or where nobody knows what stands there. */
export function hover(
  view: View,
  position: Position,
  { nowMs, viewerZone }: HoverOptions,
): Hover | undefined {
  const placed = view.isOurs ? view.partAt(position.line) : undefined;
  if (placed === undefined) return undefined;
  const hit = hitAt(placed, offsetIn(placed, position));
  const schema = hit === undefined ? undefined : schemaNodeAt(hit.path);
  if (hit === undefined || schema === undefined) return undefined;
  const around = { view, placed, nowMs, viewerZone };
  const own = meaning(hit, schema.shape, around).filter((text) => text !== undefined);
  // Where a name is used, what it stands for says more than what names are like.
  const isUse = own.length > 0 && /\/\d+$/.test(hit.path);
  const general = isUse ? "" : describe(schema, hit.at === "value" ? hit.node.value : undefined);
  const value = [...own, general].filter((text) => text !== "").join("\n\n---\n\n");
  if (value === "") return undefined;
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(placed, hit.span) };
}

type Tell = (hit: Hit, around: Around) => string | undefined;

/** Paths at whose key and value something more is told. */
const byPath: readonly (readonly [pattern: string, tell: Tell])[] = [
  ...["id", "once", "recurring", "rrule"].map((key) => [`windows/*/${key}`, opening] as const),
  ...["once", "recurring", "rrule"].map((key) => [`schedules/*/${key}`, opening] as const),
  ["schedules/*", ({ path }, around) => schedule(steps(path)[1] ?? "", around)],
  ["overrides/*/id", change],
  ["overrides/*/effect", change],
];

/** Definition of the schema -> how a value of it reads. */
const byShape: Readonly<Record<string, (text: string, hit: Hit, around: Around) => string | undefined>> = {
  instant: (text, _, around) => instantReading(text, around),
  localDateTime: (text, { path }, around) => localReading(text, entryAt(around, path), around),
  localEnd: (text, { path }, around) => localReading(text, entryAt(around, path), around),
  localDate: dateReading,
  exactDuration: durationReading,
  windowDuration: durationReading,
  timeZone: (text, _, around) => zoneReading(text, around),
};

/** What follows for this definition, before what the schema says in general. */
function meaning(hit: Hit, shape: string | undefined, around: Around): (string | undefined)[] {
  const { path, at, node } = hit;
  const told = byPath.filter(([pattern]) => isLike(path, pattern)).map(([, tell]) => tell(hit, around));
  if (at === "key" || typeof node.value !== "string") return told;
  const reading = byShape[shape ?? ""]?.(node.value, hit, around);
  const name = nameAt(steps(path));
  const follows = name === undefined ? undefined : byName[name.kind]?.(node.value, hit, around);
  return [...told, reading, follows];
}

function opening({ path }: Hit, around: Around): string | undefined {
  return occurrencesText(entryAt(around, path), around);
}

function change({ path }: Hit, around: Around): string | undefined {
  return overrideText(entryAt(around, path), around);
}

function schedule(name: string, around: Around): string | undefined {
  const entry = mappingOf(around, "schedules")[name];
  if (entry === undefined) return undefined;
  return [scheduleText(name, around), occurrencesText(entry, around)]
    .filter((one) => one !== undefined)
    .join("\n\n");
}

/** Kind of name -> what it means where it is used or declared. */
const byName: Partial<Record<NameKind, (name: string, hit: Hit, around: Around) => string | undefined>> = {
  role: (name, _, around) => roleText(name, around),
  operation: (name, _, around) => operationText(name, around),
  schedule: (name, _, around) => schedule(name, around),
  client: inventory,
  site: inventory,
  agent: inventory,
};

/** The agents that a target means, as far as the name in it. */
function inventory(_: string, { path }: Hit, around: Around): string | undefined {
  const [, , key, level = ""] = steps(path);
  const entry = entryAt(around, path);
  if (key !== "target" || !isRecord(entry)) return undefined;
  return agentsText(upTo(level, targetOf(entry.target)), around);
}

/** The target as far as one of its names. */
function upTo(level: string, { client, site, agent }: Target): Target {
  return level === "client" ? { client } : level === "site" ? { client, site } : { client, site, agent };
}
