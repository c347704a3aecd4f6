/** A definition prepared once for questions about any instant: windows with their calendars, overrides with their pointers. */
import { type Calendar, compileCalendar } from "./calendar";
import { parseDuration, durationMs } from "./duration";
import type { MaintenanceDefinition, Override, Target, Window } from "./generated/types";

export interface CompiledWindow {
  id: string;
  kind: Window["kind"];
  title?: string;
  target: Target;
  /** Patterns the window is limited to; undefined is every operation. */
  operations?: readonly string[];
  calendar: Calendar;
  announceMs: number;
  /** JSON Pointer into the definition. */
  rule: string;
  answer?: string;
  /** Roles that a blackout lets through. */
  letThrough: readonly string[];
  /** How long before its start what it would block no longer starts. */
  cutoffMs: number;
}

export interface Policy {
  definition: MaintenanceDefinition;
  windows: readonly CompiledWindow[];
  overrides: readonly { override: Override; rule: string }[];
}

/** How far from an instant anything is looked for: 3,660 days. */
export const horizonMs = 3_660 * 86_400_000;

/** Prepares a definition that has no errors. */
export function compile(definition: MaintenanceDefinition): Policy {
  const zone = definition.timeZone;
  const schedules = new Map(
    Object.entries(definition.schedules ?? {}).map(([id, schedule]) => [
      id,
      compileCalendar(schedule, zone, new Map()),
    ]),
  );
  return {
    definition,
    windows: (definition.windows ?? []).map((window, index) => compileWindow(window, index, zone, schedules)),
    overrides: (definition.overrides ?? []).map((override, index) => ({
      override,
      rule: `/overrides/${index}`,
    })),
  };
}

function compileWindow(
  window: Window,
  index: number,
  zone: string | undefined,
  schedules: ReadonlyMap<string, Calendar>,
): CompiledWindow {
  return {
    id: window.id,
    kind: window.kind,
    title: window.title,
    target: window.target ?? {},
    operations: window.operations,
    calendar: compileCalendar(window, zone, schedules),
    announceMs: lengthMs(window.announce),
    rule: `/windows/${index}`,
    answer: window.answer,
    letThrough: window.letThrough ?? [],
    cutoffMs: lengthMs(window.cutoff),
  };
}

function lengthMs(text: string | undefined): number {
  const length = text === undefined ? undefined : parseDuration(text);
  return length === undefined ? 0 : durationMs(length);
}
