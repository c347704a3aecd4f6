/**
 * The door to advice: what is possible in a definition and probably not meant. It says nothing about an entry in which
 * something is wrong already, and it is no part of the check that decides whether a definition is valid.
 */
import { validateDefinition } from "../generated/validate";
import { type Problem, type ProblemCode, problemCodes } from "../problem";
import type { EnforcedBy } from "../systems";
import { uselessAdmits } from "./advice/admits";
import { Advised } from "./advice/advised";
import { windowsInBlackouts } from "./advice/blackouts";
import { excludedWindows } from "./advice/excluded";
import { undoneBlocks } from "./advice/operations";
import { rivalOverrides } from "./advice/overrides";
import { uselessRoles } from "./advice/roles";
import { unenforced } from "./advice/unenforced";
import { windowAdvice } from "./advice/window";
import { depthProblem } from "./depth";
import { Place } from "./place";

/** Rules about several parts of a definition, one line each. */
const rules: readonly ((advised: Advised) => Iterable<Problem>)[] = [
  excludedWindows,
  windowsInBlackouts,
  rivalOverrides,
  uselessAdmits,
  undoneBlocks,
  uselessRoles,
  unenforced,
];

/** What the check said before the advice. */
type Found = Pick<Problem, "path"> & { code: string };

/**
 * Advice about any JSON value that was checked as a definition.
 * @param found what the check found
 * @param broken paths that could not be read from the text
 * @param nowMs the instant at which what is past is judged, in milliseconds since 1970 UTC
 * @param enforcedBy the systems that enforce definitions; without them everything is enforced
 */
export function adviseDefinition(
  value: unknown,
  found: readonly Found[],
  broken: readonly string[],
  nowMs: number,
  enforcedBy?: EnforcedBy,
): Problem[] {
  if (depthProblem(value) !== undefined || found.some(({ code }) => code === "unknown-version")) return [];
  // Not every mistake of shape is told, but rules rely on the right shape.
  const shape = validateDefinition(value) ? [] : (validateDefinition.errors ?? []);
  const faulty = [
    ...broken,
    ...shape.map(({ instancePath }) => instancePath),
    ...found.filter(({ code }) => isFault(code)).map(({ path }) => path),
  ];
  const advised = new Advised(new Place(value, ""), nowMs, faulty, enforcedBy);
  return [...adviceOfWindows(advised), ...adviceBetween(advised)];
}

/** Whether there is advice about a definition in which nothing is wrong. */
export function hasAdvice(value: unknown, nowMs: number, enforcedBy?: EnforcedBy): boolean {
  const advised = new Advised(new Place(value, ""), nowMs, [], enforcedBy);
  return adviceOfWindows(advised).length > 0 || adviceBetween(advised).length > 0;
}

/** Advice about each window by itself. */
export function adviceOfWindows(advised: Advised): Problem[] {
  const zone = advised.root.get("timeZone").value;
  return advised.sound("windows").flatMap((window) => [...windowAdvice(window, zone, advised.nowMs)]);
}

/** Advice about one window in which nothing is wrong; paths begin at the window. It never names other places. */
export function adviceOfWindow(window: unknown, zone: unknown, nowMs: number): Omit<Problem, "related">[] {
  return [...windowAdvice(new Place(window, ""), zone, nowMs)];
}

/** Advice about parts that have to do with each other. */
export function adviceBetween(advised: Advised): Problem[] {
  return rules.flatMap((rule) => [...rule(advised)]);
}

/** Problems that say already that something has no effect. */
const idle: readonly string[] = ["unknown-operation", "expired-override", "no-occurrence"];

/** Whether nothing more is to be said about an entry with this problem. */
export function isFault(code: string): boolean {
  return idle.includes(code) || problemCodes[code as ProblemCode].severity === "error";
}
