/** Reads when something will probably be over, as people type it: `2h`, `1h30m`, `22:30`, `2026-12-24 08:00`, or an ISO instant. */
import { type Here, both, zoneName } from "./when";

export type EndCheck = { ok: true; at: string; understood: string } | { ok: false; problem: string };

const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;
const ALLOWED =
  "Write a duration (90m, 2h, 1h30m, 3d), a time (22:30), or a date and time (2026-12-24 08:00).";

/** Local times are those of this machine, whose zone is named in what was understood. */
export function readEnd(text: string, here: Here): EndCheck {
  const trimmed = text.trim();
  const endMs = fromDuration(trimmed, here) ?? fromClock(trimmed, here) ?? fromDate(trimmed);
  if (endMs === undefined || Number.isNaN(endMs))
    return { ok: false, problem: `This is not understood. ${ALLOWED}` };
  if (endMs <= here.nowMs) return { ok: false, problem: `This is already past: ${both(endMs, here)}.` };
  if (endMs - here.nowMs > LONGEST_MS)
    return { ok: false, problem: "This is more than a year away. Choose a nearer end." };
  return {
    ok: true,
    at: new Date(endMs).toISOString(),
    understood: `${both(endMs, here)}, time zone ${zoneName(here)}`,
  };
}

const UNITS: Record<string, number> = { d: DAY_MS, h: 3_600_000, m: 60_000 };

function fromDuration(text: string, { nowMs }: Here): number | undefined {
  const match = /^(?:(\d{1,3})d)?\s*(?:(\d{1,4})h)?\s*(?:(\d{1,5})m(?:in)?)?$/i.exec(text);
  if (match === null || text === "") return undefined;
  const [, ...amounts] = match;
  const totalMs = ["d", "h", "m"].reduce(
    (sum, unit, index) => sum + Number(amounts[index] ?? 0) * (UNITS[unit] ?? 0),
    0,
  );
  return nowMs + totalMs;
}

/** The next time the clock shows this: today, or else tomorrow. */
function fromClock(text: string, { nowMs }: Here): number | undefined {
  const match = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text);
  if (match === null) return undefined;
  const date = new Date(nowMs);
  date.setHours(Number(match[1]), Number(match[2]), 0, 0);
  if (date.getTime() <= nowMs) date.setDate(date.getDate() + 1);
  return date.getTime();
}

function fromDate(text: string): number | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)$/i.exec(text);
  if (match === null) return undefined;
  const [, date = "", time = "", offset = ""] = match;
  const ms = Date.parse(`${date}T${time}${offset.toUpperCase()}`);
  // JavaScript turns 31 November into 1 December; a person meant something else.
  const days = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(days.getTime()) || days.toISOString().slice(0, 10) !== date ? undefined : ms;
}
