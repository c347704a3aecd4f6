/** A recurrence written in its other form. */
import type { Recurring } from "../../core/generated/types";
import { keyed } from "../actions/keyed";
import { removal } from "../actions/remove";
import type { Fix, Scene } from "../actions/scene";
import { zoneOf } from "../hover/around";
import { timesOf } from "../hover/timesOf";
import type { Entry, SourceNode } from "../source";
import { asRecurring, asRrule, type Times } from "./convert";
import { aroundOf, type Held, heldIn, type Workplace } from "./workplace";

export function otherForm(workplace: Workplace): (Fix | undefined)[] {
  const held = heldIn(workplace, ["windows", "schedules"]);
  const around = aroundOf(workplace);
  const zone = held && zoneOf(held.node.value, around);
  if (held === undefined || zone === undefined || timesOf(held.node.value, zone, around) === undefined)
    return [];
  if (held.key === "recurring") return [toRule(workplace, held, zone)];
  return ["rrule", "start", "duration"].includes(held.key ?? "") ? [toRecurring(workplace, held)] : [];
}

function toRule({ scene, nowMs }: Workplace, { node }: Held, zone: string): Fix | undefined {
  const entry = node.entries?.get("recurring");
  const recurring = entry?.node.value as Recurring;
  const rule = asRrule(recurring, zone, nowMs);
  if (entry === undefined || rule === undefined || hasComment(scene, entry)) return undefined;
  const since = recurring.startDate === undefined ? `, from ${rule.start?.slice(0, 10) ?? ""} on` : "";
  return {
    title: `Write it as a recurrence rule${since}`,
    edits: [scene.edit(extent(scene, entry), keyed(scene, entry.key[0], rule))],
  };
}

function toRecurring({ scene }: Workplace, { node }: Held): Fix | undefined {
  const [rule, start, duration] = ["rrule", "start", "duration"].map((key) => node.entries?.get(key));
  if (rule === undefined || start === undefined || duration === undefined) return undefined;
  const recurring = asRecurring(node.value as Times);
  if (recurring === undefined || [rule, start, duration].some((entry) => hasComment(scene, entry)))
    return undefined;
  const gone = [start, duration].map((entry) => removal(scene, entry.key[0], "")?.edits);
  if (gone.some((edits) => edits === undefined)) return undefined;
  const written = scene.edit(extent(scene, rule), keyed(scene, rule.key[0], recurring));
  return { title: "Write it as recurring", edits: [written, ...gone.flatMap((edits) => edits ?? [])] };
}

/** From the key to the end of what it holds. */
function extent({ text }: Scene, { key, node }: Entry): [number, number] {
  return [key[0], node.span[0] + text.slice(...node.span).trimEnd().length];
}

/** Whether a comment would get lost. */
function hasComment(scene: Scene, entry: Entry): boolean {
  const isScalar = ({ entries, items }: SourceNode): boolean => entries === undefined && items === undefined;
  const [start, end] = extent(scene, entry);
  const rest = scene.text.slice(end, lineEndOf(scene.text, end));
  return (!isScalar(entry.node) && /(?:^|\s)#/m.test(scene.text.slice(start, end))) || /^\s*#/.test(rest);
}

function lineEndOf(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}
