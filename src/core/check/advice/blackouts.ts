/** Maintenance that is planned for a time at which a blackout lets nobody work. */
import { localText } from "../../civil";
import { outward, targetKey } from "../../target";
import type { Target } from "../../generated/types";
import type { Occurrence } from "../../occurrence";
import { horizonMs } from "../../policy";
import { type Problem, problem } from "../../problem";
import { isTimeZone, toLocalMinute } from "../../zone";
import type { Place } from "../place";
import { quoted } from "../wording";
import type { Advised } from "./advised";
import { meet } from "./patterns";

/** How many blackouts are looked at, how many occurrences of each, and how many are compared altogether. */
const mostBlackouts = 500;
const mostOccurrences = 5;
const mostCompared = 5_000;

interface Blackout {
  window: Place;
  occurrences: readonly Occurrence[];
}

export function* windowsInBlackouts(advised: Advised): Iterable<Problem> {
  const windows = advised.sound("windows");
  const near = new Blackouts(
    windows.filter((window) => window.textOf("kind") === "blackout").slice(0, mostBlackouts),
    advised,
  );
  if (near.isEmpty) return;
  const budget = { left: mostCompared };
  for (const window of windows) {
    if (window.textOf("kind") !== "maintenance") continue;
    for (const { window: blackout, occurrences } of near.around(targetOf(window))) {
      if (!speakOfTheSame(window, blackout)) continue;
      const found = firstMeeting(advised, window, occurrences, budget);
      if (budget.left <= 0) return;
      if (found === undefined) continue;
      yield overlap(advised, window, blackout, found);
      break;
    }
  }
}

/** The blackouts that are near in time, by what they are about. */
class Blackouts {
  readonly #at = new Map<string, Blackout[]>();
  readonly #below = new Map<string, Blackout[]>();

  constructor(windows: readonly Place[], advised: Advised) {
    for (const window of windows) {
      const blackout = { window, occurrences: occurrencesOf(window, advised) };
      if (blackout.occurrences.length === 0) continue;
      const [own, ...around] = outward(targetOf(window)).map(targetKey);
      add(this.#at, own ?? "", blackout);
      for (const key of around) add(this.#below, key, blackout);
    }
  }

  get isEmpty(): boolean {
    return this.#at.size === 0;
  }

  /** Those that have something in common with a target: around it, at it, below it. */
  *around(target: Target): Iterable<Blackout> {
    for (const key of outward(target).map(targetKey)) yield* this.#at.get(key) ?? [];
    yield* this.#below.get(targetKey(target)) ?? [];
  }
}

function add(map: Map<string, Blackout[]>, key: string, blackout: Blackout): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [blackout]);
  else known.push(blackout);
}

function targetOf(window: Place): Target {
  return window.get("target").value ?? {};
}

function occurrencesOf(window: Place, advised: Advised): Occurrence[] {
  const { nowMs } = advised;
  return [...advised.openingsOf(window).from(nowMs, nowMs + horizonMs, mostOccurrences)];
}

function speakOfTheSame(one: Place, other: Place): boolean {
  const [some, others] = [one, other].map((window) => window.get("operations").items);
  if (some === undefined || others === undefined || some.length === 0 || others.length === 0) return true;
  return some.some(({ text = "" }) => others.some((entry) => meet(text, entry.text ?? "")));
}

/** When the window is first open in one of the blackout's occurrences. */
function firstMeeting(
  advised: Advised,
  window: Place,
  occurrences: readonly Occurrence[],
  budget: { left: number },
): number | undefined {
  const openings = advised.openingsOf(window);
  for (const { startMs, endMs } of occurrences) {
    if (budget.left-- <= 0) return undefined;
    const fromMs = Math.max(startMs, advised.nowMs);
    for (const one of openings.from(fromMs, endMs - 1, mostOccurrences)) return Math.max(fromMs, one.startMs);
  }
  return undefined;
}

function overlap(advised: Advised, window: Place, blackout: Place, ms: number): Problem {
  const zone = advised.zoneOf(window) ?? "";
  const time = isTimeZone(zone) ? ` (${localText(toLocalMinute(ms, zone))})` : "";
  const id = quoted(blackout.textOf("id"));
  return problem("window-in-blackout", {
    path: window.get("id").path,
    at: "value",
    message: `This window is open during the blackout ${id}${time}, which goes before it: only the roles that the blackout lets through get in. Exclude a schedule with the times of the blackout, or move one of the two.`,
    related: [{ path: blackout.get("id").path, message: "The blackout." }],
  });
}
