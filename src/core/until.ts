/**
 * Until when something is sure to stay as it is at an instant. It may stay longer: these are the instants at which to
 * look again, and what cannot change the answer to a question is not among them.
 */
import { maintenanceAt, speaksOf } from "./maintenance";
import { type Place, type PlaceLevel, nextMsOn, nextStartMs } from "./place";
import type { CompiledWindow } from "./policy";
import type { Rules } from "./rules";
import { type Elsewhen, type Question, type Verdict, inside, letsThrough, mayFinish } from "./verdict";

/** Until when the verdict's code stays, looked for up to a limit; its window may change before. */
export function codeUntilMs(
  rules: Rules,
  place: Place,
  question: Question,
  { code, window }: Verdict,
  ms: number,
  limitMs: number,
): number {
  const levels = place.levelsAt(ms);
  const { startMs, endMs } = window?.occurrence ?? { startMs: Infinity, endMs: Infinity };
  if (code === "BLACKOUT") return unbrokenUntilMs(place, levels, "closed blackout", question, endMs, limitMs);
  if (code === "BLACKOUT_BYPASS") {
    const openMs = unbrokenUntilMs(place, levels, "blackout", question, endMs, limitMs);
    return Math.min(openMs, nextClosedMs(levels, question, ms));
  }
  const blackoutMs = nextBeginMs(levels, "blackout", question, ms);
  if (code === "ALWAYS_ALLOWED") return blackoutMs;
  if (code === "CUTOFF") return Math.min(blackoutMs, startMs);
  const { on } = maintenanceAt(levels, question.operation);
  const findingMs = Math.min(
    place.togglesUntil(ms, ms),
    maintenanceUntilMs(place, levels, on, question, ms, limitMs),
  );
  const admitsMs = code === "BYPASS" ? admitsUntilMs(question, ms) : Infinity;
  if (!levels.some((level) => level.place.cutting.length > 0))
    return Math.min(blackoutMs, findingMs, admitsMs);
  // An opening denies in a blackout, or where the target is in maintenance then and that denies.
  const isDenied = inside(rules, ms, question).decision === "deny";
  const deniedMs = isDenied ? ms : admitsUntilMs(question, ms);
  const openingMs = Math.min(blackoutMs, Math.max(on ? ms : findingMs, deniedMs));
  return Math.min(blackoutMs, findingMs, admitsMs, nextCutoffMs(levels, question, openingMs, ms));
}

/** Until when the target stays in maintenance, or out of it, as long as its toggles stay as they are. */
export function maintenanceUntilMs(
  place: Place,
  levels: readonly PlaceLevel[],
  on: boolean,
  question: Question,
  ms: number,
  limitMs: number,
): number {
  if (levels.some(({ toggle }) => toggle?.forced === true)) return Infinity;
  // Windows count only where they are nearer than all overrides and toggles, and can only say that it is on.
  const barrier = levels.findIndex(({ override, toggle }) => override !== undefined || toggle !== undefined);
  const nearer = barrier === -1 ? levels : levels.slice(0, barrier);
  const behind = levels[barrier];
  const behindMs = behind?.override?.expiresMs ?? Infinity;
  if (!on) return Math.min(behindMs, nextBeginMs(nearer, "maintenance", question, ms));
  const isOnBehind = behind !== undefined && maintenanceAt([behind], question.operation).on;
  if (isOnBehind) return behindMs;
  return unbrokenUntilMs(place, nearer, "maintenance", question, ms, limitMs);
}

/** Until when something that is denied stays denied, whatever it is that denies it then. */
export function deniedUntilMs(
  rules: Rules,
  place: Place,
  question: Question,
  ms: number,
  limitMs: number,
  elsewhen: Elsewhen,
): number {
  const { operation, startedMs, roles } = question;
  if (roles.some(({ id }) => place.letThrough.has(id))) return ms;
  const finishes = startedMs !== undefined && mayFinish(rules, operation);
  // Overrides that admit can only expire: what maintenance denies now it denies from now on.
  const insideDenies = inside(rules, ms, question).decision === "deny";
  const outsideDenies = rules.onlyDuringMaintenance.find(operation) !== undefined;
  if (insideDenies && outsideDenies && !finishes) return Infinity;
  const levels = place.levelsAt(ms);
  const { on } = maintenanceAt(levels, operation);
  const denies = on ? insideDenies && !(finishes && elsewhen.beganBefore(startedMs, ms)) : outsideDenies;
  if (!denies) return ms;
  return Math.min(place.togglesUntil(ms, ms), maintenanceUntilMs(place, levels, on, question, ms, limitMs));
}

type Kind = CompiledWindow["kind"];

/** So many times what is open is looked up, since it may be known, before windows are looked at one by one. */
const looks = 3;

/** Windows of a kind; closed blackouts are those that do not let the request through. */
type Sort = Kind | "closed blackout";

/** Until when windows of a sort are open on some of the levels, one after another without a gap. */
function unbrokenUntilMs(
  place: Place,
  levels: readonly PlaceLevel[],
  sort: Sort,
  question: Question,
  openMs: number,
  limitMs: number,
): number {
  const asked = [sort, levels.length, question.operation, ...question.roles.map(({ id }) => id)].join(" ");
  const known = place.unbroken.get(asked);
  const isKnown = known !== undefined && known.fromMs <= openMs && openMs < known.toMs;
  if (isKnown && known.toMs > limitMs) return known.toMs;
  const kind = sort === "maintenance" ? sort : "blackout";
  const counts = (window: CompiledWindow): boolean =>
    window.kind === kind &&
    speaksOf(window, question.operation) &&
    (sort !== "closed blackout" || !letsThrough(window, question));
  let untilMs = isKnown ? known.toMs : openMs;
  for (let look = 0; look < looks; look += 1) {
    const then = place.levelsAt(untilMs).slice(0, levels.length);
    const open = then.flatMap(({ windows, blackouts }) => (kind === "maintenance" ? windows : blackouts));
    const ends = open.filter(({ window }) => counts(window)).map(({ occurrence }) => occurrence.endMs);
    if (ends.length === 0 || untilMs > limitMs) return untilMs;
    untilMs = Math.max(...ends);
  }
  const windows = levels.flatMap((level) => level.place.windows.filter(counts));
  const toMs = coveredUntilMs(windows, untilMs, limitMs);
  if (place.unbroken.size > mostKept) place.unbroken.clear();
  place.unbroken.set(asked, { fromMs: isKnown ? known.fromMs : openMs, toMs });
  return toMs;
}

const mostKept = 1_000;

/** The same for these windows. Any that is open will do, so that of many windows few are looked at. */
function coveredUntilMs(windows: readonly CompiledWindow[], fromMs: number, limitMs: number): number {
  let untilMs = fromMs;
  let index = 0;
  for (let missed = 0; missed < windows.length && untilMs <= limitMs;) {
    const ends = windows[index]?.calendar.openAt(untilMs).map(({ endMs }) => endMs) ?? [];
    if (ends.length > 0) untilMs = Math.max(...ends);
    missed = ends.length > 0 ? 0 : missed + 1;
    if (missed > 0) index = (index + 1) % windows.length;
  }
  return untilMs;
}

function nextBeginMs(levels: readonly PlaceLevel[], kind: Kind, { operation }: Question, ms: number): number {
  let soonest = Infinity;
  for (const level of levels) soonest = Math.min(soonest, nextMsOn(level, kind, operation, ms));
  return soonest;
}

/** When the next blackout begins that does not let the request through. */
function nextClosedMs(levels: readonly PlaceLevel[], question: Question, ms: number): number {
  let soonest = Infinity;
  for (const { place } of levels) {
    for (const window of place.windows) {
      const { kind } = window;
      if (kind !== "blackout" || !speaksOf(window, question.operation) || letsThrough(window, question))
        continue;
      soonest = Math.min(soonest, nextStartMs(window, ms));
    }
  }
  return soonest;
}

/** When the next cutoff interval begins of an occurrence that begins at some instant or later. */
function nextCutoffMs(
  levels: readonly PlaceLevel[],
  { operation }: Question,
  openingMs: number,
  ms: number,
): number {
  let soonest = Infinity;
  if (openingMs === Infinity) return soonest;
  for (const { place } of levels) {
    for (const window of place.cutting) {
      if (!speaksOf(window, operation)) continue;
      const { cutoffMs } = window;
      soonest = Math.min(soonest, nextStartMs(window, Math.max(ms + cutoffMs, openingMs - 1)) - cutoffMs);
    }
  }
  return soonest;
}

/** The next expiry of an override that admits one of the roles. */
function admitsUntilMs({ roles, keys }: Question, ms: number): number {
  let soonest = Infinity;
  for (const { admits } of roles) {
    for (const key of keys) {
      for (const { expiresMs } of admits.get(key) ?? [])
        if (expiresMs > ms) soonest = Math.min(soonest, expiresMs);
    }
  }
  return soonest;
}
