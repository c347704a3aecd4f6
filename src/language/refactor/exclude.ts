/**
 * A maintenance window that leaves out what would begin during a blackout, where nobody could work: the blackout's times
 * become a schedule, and the window excludes it.
 */
import { isRecord } from "../../core/check/place";
import { horizonMs } from "../../core/policy";
import { covers } from "../../core/target";
import { added } from "../actions/keys";
import { type Fix, endOf, isFlow, type Scene } from "../actions/scene";
import { addEntries } from "../actions/sections";
import { short } from "../actions/suggested";
import { scalar } from "../actions/write";
import { type Around, entriesOf, textsIn, zoneOf } from "../hover/around";
import { targetOf } from "../hover/override";
import { type Times, timesOf } from "../hover/timesOf";
import { lineEnd } from "../lines";
import type { SourceNode } from "../source";
import { scheduleOf } from "./schedules";
import { aroundOf, heldIn, type Workplace } from "./workplace";

/** So many openings of the window are looked at. */
const mostOpenings = 1_000;

type Mapping = Readonly<Record<string, unknown>>;

export function excludedBlackouts(workplace: Workplace): (Fix | undefined)[] {
  const held = heldIn(workplace, ["windows"]);
  const window = held?.node.value as Mapping | undefined;
  if (held === undefined || window?.kind !== "maintenance" || !isHead(held.key)) return [];
  const around = aroundOf(workplace);
  const own = calendarOf(window, around);
  if (own === undefined) return [];
  return [...entriesOf(around, "windows")]
    .filter(
      (one) =>
        one.kind === "blackout" && isWhole(one) && covers(targetOf(one.target), targetOf(window.target)),
    )
    .filter((one) => meets(own, calendarOf(one, around), workplace.nowMs))
    .map((one) => excluding(workplace, held.node, one));
}

function isHead(key: string | undefined): boolean {
  return key === undefined || ["id", "kind", "title", "exclude"].includes(key);
}

/** Whether the blackout stops everything, and at all times that it names: a schedule cannot exclude anything itself. */
function isWhole({ operations, exclude, id }: Mapping): boolean {
  return operations === undefined && exclude === undefined && typeof id === "string";
}

function calendarOf(window: unknown, around: Around): Times["calendar"] | undefined {
  const zone = isRecord(window) ? zoneOf(window, around) : undefined;
  return zone === undefined ? undefined : timesOf(window, zone, around)?.calendar;
}

/** Whether an opening of the window begins during the blackout, now or later. */
function meets(window: Times["calendar"], blackout: Times["calendar"] | undefined, nowMs: number): boolean {
  if (blackout === undefined) return false;
  let fromMs = nowMs;
  for (let left = mostOpenings; left > 0; left--) {
    const next = window.nextAfter(fromMs, nowMs + horizonMs);
    if (next === undefined) return false;
    if (blackout.openAt(next.startMs).length > 0) return true;
    fromMs = next.startMs;
  }
  return false;
}

function excluding(workplace: Workplace, node: SourceNode, blackout: Mapping): Fix | undefined {
  const { scene } = workplace;
  const { name, times, isThere } = scheduleOf(workplace, blackout);
  const title = `Leave out what would begin during ${short(String(blackout.id))}`;
  const listed = withExclude(scene, node, name);
  const schedule = isThere ? { edits: [] } : addEntries(scene, "schedules", { [name]: times }, title);
  return listed && schedule && { title, edits: [...listed.edits, ...schedule.edits] };
}

/** The window with one more name in its exclude. */
function withExclude(scene: Scene, node: SourceNode, name: string): Pick<Fix, "edits"> | undefined {
  const list = node.entries?.get("exclude")?.node;
  if (list === undefined) return added(scene, node, { exclude: [name] }, false);
  if (textsIn(list.value).includes(name)) return undefined;
  const last = list.items?.at(-1);
  if (last === undefined) return undefined;
  const { text } = scene;
  const end = endOf(last, text);
  const isJson = text.charAt(last.span[0]) === '"';
  const written = isJson ? JSON.stringify(name) : scalar(name);
  if (isFlow(list, text)) return { edits: [scene.edit([end, end], `, ${written}`)] };
  const at = lineEnd(text, end);
  const dash = text.slice(text.lastIndexOf("\n", last.span[0] - 1) + 1, last.span[0]);
  return { edits: [scene.edit([at, at], `\n${dash}${written}`)] };
}
