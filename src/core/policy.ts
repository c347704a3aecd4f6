/** A definition prepared once for questions about any instant: windows with their calendars, overrides with their pointers. */
import { Branch } from "./branch";
import { type Calendar, compileCalendar } from "./calendar";
import { parseDuration, durationMs } from "./duration";
import type { MaintenanceDefinition, Override, Target, Window } from "./generated/types";
import { type RuledOverride, type Rules, compileRules } from "./rules";
import { names } from "./target";
import { parseInstant } from "./zone";

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

/** What a definition says of one target itself. */
export interface Sayings {
  windows: CompiledWindow[];
  overrides: RuledOverride[];
}

export interface Policy {
  definition: MaintenanceDefinition;
  windows: readonly CompiledWindow[];
  overrides: readonly RuledOverride[];
  /** What is blocked and to whom. */
  rules: Rules;
  /** The windows and overrides by their targets. */
  places: Branch<Sayings>;
}

/** How far from an instant anything is looked for: 3,660 days. */
export const horizonMs = 3_660 * 86_400_000;

/**
 * Prepares a definition that has no errors: patterns, targets and windows are indexed once, so that a question is
 * a few look-ups however many of them there are. See `Evaluator` for how to ask.
 */
export function compile(definition: MaintenanceDefinition): Policy {
  const zone = definition.timeZone;
  const schedules = new Map(
    Object.entries(definition.schedules ?? {}).map(([id, schedule]) => [
      id,
      compileCalendar(schedule, zone, new Map()),
    ]),
  );
  const calendars = new SharedCalendars(zone, schedules);
  const windows = (definition.windows ?? []).map((one, index) => compileWindow(one, index, calendars));
  const overrides = (definition.overrides ?? []).map(ruled);
  const places = new Branch(nothing());
  for (const window of windows) places.grow(names(window.target), nothing).own.windows.push(window);
  for (const one of overrides) places.grow(names(one.override.target ?? {}), nothing).own.overrides.push(one);
  return { definition, windows, overrides, rules: compileRules(definition, overrides), places };
}

function nothing(): Sayings {
  return { windows: [], overrides: [] };
}

function compileWindow(window: Window, index: number, calendars: SharedCalendars): CompiledWindow {
  return {
    id: window.id,
    kind: window.kind,
    title: window.title,
    target: window.target ?? {},
    operations: window.operations,
    calendar: calendars.of(window),
    announceMs: lengthMs(window.announce),
    rule: `/windows/${index}`,
    answer: window.answer,
    letThrough: window.letThrough ?? nobody,
    cutoffMs: lengthMs(window.cutoff),
  };
}

/** Where there are very many windows, many of them have the same times: these share a calendar, and what it remembers. */
class SharedCalendars {
  readonly #calendars = new Map<string, Calendar>();

  constructor(
    private readonly zone: string | undefined,
    private readonly schedules: ReadonlyMap<string, Calendar>,
  ) {}

  of(window: Window): Calendar {
    const { timeZone, once, recurring, rrule, start, duration, exclude } = window;
    const key = JSON.stringify([timeZone, once, recurring, rrule, start, duration, exclude]);
    let calendar = this.#calendars.get(key);
    if (calendar === undefined) {
      calendar = compileCalendar(window, this.zone, this.schedules);
      this.#calendars.set(key, calendar);
    }
    return calendar;
  }
}

const nobody: readonly string[] = [];

function lengthMs(text: string | undefined): number {
  const length = text === undefined ? undefined : parseDuration(text);
  return length === undefined ? 0 : durationMs(length);
}

function ruled(override: Override, index: number): RuledOverride {
  const expiresMs = override.expires === undefined ? undefined : parseInstant(override.expires);
  return { override, rule: `/overrides/${index}`, expiresMs: expiresMs ?? Infinity };
}
