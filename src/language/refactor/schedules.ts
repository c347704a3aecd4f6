/** The times of a window as a schedule, which other windows can exclude. */
import { freeName } from "../actions/names";
import type { Fix } from "../actions/scene";
import { addEntries } from "../actions/sections";
import { short } from "../actions/suggested";
import { mappingOf } from "../hover/around";
import { aroundOf, heldIn, type Workplace } from "./workplace";

const timeKeys = ["timeZone", "once", "recurring", "rrule", "start", "duration"] as const;

type Mapping = Readonly<Record<string, unknown>>;

export function copiedToSchedules(workplace: Workplace): (Fix | undefined)[] {
  const held = heldIn(workplace, ["windows"]);
  if (held === undefined || !["once", "recurring", "rrule"].includes(held.key ?? "")) return [];
  const window = held.node.value as Mapping;
  const schedule = scheduleOf(workplace, window);
  if (typeof window.id !== "string" || schedule.isThere) return [];
  const { name, times } = schedule;
  const title = `Copy these times to schedules as ${short(name)}`;
  return [addEntries(workplace.scene, "schedules", { [name]: times }, title)];
}

export interface ScheduleOf {
  name: string;
  times: Mapping;
  /** Whether the definition has it already. */
  isThere: boolean;
}

/** The schedule that has the same times as a window, or one that could be added. */
export function scheduleOf(workplace: Workplace, window: Mapping): ScheduleOf {
  const times = timesIn(window);
  const told = JSON.stringify(times);
  const schedules = Object.entries(mappingOf(aroundOf(workplace), "schedules"));
  const same = schedules.find(([, schedule]) => JSON.stringify(timesIn(schedule as Mapping)) === told);
  const id = typeof window.id === "string" ? window.id : "times";
  // Windows and schedules have names of their own, so that both may be called the same.
  const isTaken = schedules.some(([name]) => name === id);
  const name = same?.[0] ?? (isTaken ? freeName(workplace.scene, id) : id);
  return { name, times, isThere: same !== undefined };
}

function timesIn(value: Mapping): Mapping {
  return Object.fromEntries(timeKeys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])));
}
