/**
 * What a case turns around: a zone and an instant at which something happens there, and times near it. Everything in a case
 * is taken from one grid around its focus, so that windows touch, overlap and meet clock changes often.
 */
import { Temporal } from "temporal-polyfill";
import { localText, minutesPerDay } from "../../core/civil";
import { instantText, toLocalMinute } from "../../core/zone";
import type { Random } from "./random";

/**
 * Zones with the years in which a case may lie. What comes eleven years later is asked about, too, and lies behind us for
 * good: releases of the zone data differ about the future, and each implementation has its own.
 */
const zones: Record<string, readonly [from: number, to: number]> = {
  "Europe/Berlin": [1981, 2013],
  "America/New_York": [1970, 2013],
  "Australia/Lord_Howe": [1988, 2013],
  "America/Sao_Paulo": [1990, 2013],
  "Pacific/Apia": [2009, 2013],
  "Africa/Casablanca": [2009, 2013],
  "Asia/Kathmandu": [1984, 1988],
  "Asia/Beirut": [1993, 2013],
  "America/St_Johns": [1987, 2013],
  "Pacific/Chatham": [1990, 2013],
  "Europe/Dublin": [1990, 2013],
  "Antarctica/Troll": [2006, 2013],
  "Africa/Monrovia": [1971, 1973],
  UTC: [1970, 2013],
};
export const zoneNames = Object.keys(zones);

/** Distances in minutes that make things meet, touch and just miss each other. */
const near = [0, 0, 0, 1, 15, 30, 30, 45, 60, 60, 90, 120, 150, 180, 240, 360, 720, 1410];

export class Focus {
  /** The wall-clock minute at the focus, in the offset that was in force just before. */
  readonly localMinute: number;

  constructor(
    private readonly random: Random,
    readonly zone: string,
    readonly ms: number,
  ) {
    this.localMinute = toLocalMinute(ms - 60_000, zone) + 1;
  }

  /** The case's own zone mostly, else any. */
  anyZone(): string {
    return this.random.chance(0.6) ? this.zone : this.random.pick(zoneNames);
  }

  /** A local minute near the focus: within the clock change, within a day, or some days away. */
  minute(): number {
    return this.localMinute + this.#distance();
  }

  /** The same as text, `2026-10-25T02:30`. */
  local(): string {
    return localText(this.minute());
  }

  /** A day number near the focus. */
  day(): number {
    return Math.floor(this.minute() / minutesPerDay);
  }

  /** A day long before, on which a rule may have begun. */
  dayBefore(): number {
    const { random } = this;
    const back = random.pick([0, 0, 1, 6, 7, 14, 28, 31, 60, 365, 366, 730, 1_461, 3_653]);
    return this.day() - (back === 0 ? 0 : back + random.integer(0, 3));
  }

  /** An instant near the focus in milliseconds: on the grid, a millisecond beside it, or anywhere. */
  nearMs(): number {
    const { random } = this;
    if (random.chance(0.1)) return this.ms + random.integer(-40 * 86_400_000, 40 * 86_400_000);
    return this.ms + this.#distance() * 60_000 + random.pick([0, 0, 0, 0, -1, 1]);
  }

  /** An instant as text: mostly as implementations write them, sometimes as people do. */
  instant(ms = this.nearMs()): string {
    const { random } = this;
    const text = instantText(ms);
    if (random.chance(0.8)) return text;
    const offset = random.pick([
      [120, "+02:00"],
      [-210, "-03:30"],
      [0, "+00:00"],
      [845, "+14:05"],
    ] as const);
    const fraction = random.pick(["", "000", "999999"]);
    return `${instantText(ms + offset[0] * 60_000).slice(0, -1)}${fraction}${offset[1]}`;
  }

  #distance(): number {
    const { random } = this;
    const days = random.chance(0.5) ? 0 : random.pick([1, 1, 2, 3, 7, 14, 30, 365]) * minutesPerDay;
    return random.pick([-1, 1]) * days + random.pick([-1, 1]) * random.pick(near);
  }
}

/** A focus of the chosen kind: a clock change of the zone, the border of a month or year, or anything. */
export function newFocus(random: Random): Focus {
  const zone = random.pick(zoneNames);
  const [from, to] = zones[zone] ?? [2000, 2020];
  const year = random.integer(from, to);
  return new Focus(random, zone, focusMs(random, zone, year));
}

function focusMs(random: Random, zone: string, year: number): number {
  const kind = random.weighted({ change: 6, border: 2, any: 2 });
  if (kind === "change") {
    const changes = changesIn(zone, year);
    if (changes.length > 0) return random.pick(changes);
  }
  const day =
    kind === "border" ? random.pick(borders) : `${String(random.integer(1, 12)).padStart(2, "0")}-17`;
  const local = Temporal.PlainDate.from(`${year}-${day}`).toZonedDateTime(zone);
  return local.add({ hours: random.integer(0, 23) }).epochMilliseconds;
}

const borders = ["01-01", "12-31", "02-28", "03-01", "01-31", "05-31", "08-31", "11-30"];

function changesIn(zone: string, year: number): number[] {
  const found: number[] = [];
  let at = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[${zone}]`).getTimeZoneTransition("next");
  while (at !== null && at.year === year) {
    found.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition("next");
  }
  return found;
}
