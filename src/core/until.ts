/**
 * Until when something is sure to stay as it is at an instant. It may stay longer: these are the instants at which to
 * look again, and what cannot change the answer to a question is not among them.
 */
import { type Finding, maintenanceAt } from "./maintenance";
import { type Place, type PlaceLevel, type Sort, nextMsOn } from "./place";
import type { Rules } from "./rules";
import { depth } from "./target";
import { type Elsewhen, type Question, type Verdict, inside, mayFinish } from "./verdict";

/** Until when the verdict's code stays; its window may change before. */
export function codeUntilMs(place: Place, question: Question, { code, window }: Verdict, ms: number): number {
  const { startMs, endMs } = window?.occurrence ?? { startMs: Infinity, endMs: Infinity };
  if (code === "BLACKOUT") return endMs;
  const levels = place.levelsAt(ms);
  const blackoutMs = nextBeginMs(levels, "blackout", question, ms);
  if (code === "ALWAYS_ALLOWED") return blackoutMs;
  if (code === "BLACKOUT_BYPASS") return Math.min(blackoutMs, endMs);
  if (code === "CUTOFF") return Math.min(blackoutMs, startMs);
  return Math.min(
    blackoutMs,
    nextBeginMs(levels, "cutoff", question, ms),
    place.togglesUntil(ms, ms),
    maintenanceUntilMs(levels, maintenanceAt(levels, question.operation), question, ms),
    code === "BYPASS" ? admitsUntilMs(question, ms) : Infinity,
  );
}

/** Until when the target stays in maintenance, or out of it, as long as its toggles stay as they are. */
export function maintenanceUntilMs(
  levels: readonly PlaceLevel[],
  finding: Finding,
  { operation }: Question,
  ms: number,
): number {
  const followed = followedIn(finding);
  let untilMs = followed.untilMs;
  for (const level of levels) {
    // Only what is nearer than what is followed can take its place.
    if (level.place.depth <= followed.depth) break;
    untilMs = Math.min(untilMs, nextMsOn(level, "maintenance", operation, ms));
  }
  return untilMs;
}

function followedIn(finding: Finding): { depth: number; untilMs: number } {
  switch (finding.source) {
    case "toggle":
      // Nothing but another toggle takes the place of a forced one.
      return { depth: finding.toggle.forced ? Infinity : depth(finding.toggle.target), untilMs: Infinity };
    case "override":
      return { depth: depth(finding.override.target ?? {}), untilMs: finding.expiresMs };
    case "window":
      return { depth: depth(finding.window.target), untilMs: finding.occurrence.endMs };
    case "nothing":
      return { depth: -1, untilMs: Infinity };
  }
}

/** Until when something that is denied stays denied, whatever it is that denies it then. */
export function deniedUntilMs(
  rules: Rules,
  place: Place,
  question: Question,
  ms: number,
  elsewhen: Elsewhen,
): number {
  const { operation, startedMs, roles } = question;
  if (rules.alwaysAllowed.find(operation) !== undefined) return ms;
  if (roles.some(({ id }) => place.letThrough.has(id))) return ms;
  // An override that admits can only expire: what maintenance denies now it denies for ever.
  if (inside(rules, ms, question).decision === "allow") return ms;
  const onlyInside = rules.onlyDuringMaintenance.find(operation) !== undefined;
  const finishes = startedMs !== undefined && mayFinish(rules, operation);
  if (onlyInside && !finishes) return Infinity;
  const levels = place.levelsAt(ms);
  const finding = maintenanceAt(levels, operation);
  if (!finding.on || (finishes && elsewhen.beganBefore(startedMs, ms))) return ms;
  return Math.min(place.togglesUntil(ms, ms), maintenanceUntilMs(levels, finding, question, ms));
}

function nextBeginMs(levels: readonly PlaceLevel[], sort: Sort, { operation }: Question, ms: number): number {
  let soonest = Infinity;
  for (const level of levels) soonest = Math.min(soonest, nextMsOn(level, sort, operation, ms));
  return soonest;
}

function admitsUntilMs({ roles, keys }: Question, ms: number): number {
  const admits = roles.flatMap((role) => keys.flatMap((key) => role.admits.get(key) ?? []));
  return Math.min(...admits.map(({ expiresMs }) => (expiresMs > ms ? expiresMs : Infinity)));
}
