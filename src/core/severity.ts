/** How grave each kind of problem is to somebody: as its code says, or as they have set it. */
import { nearest, quoted } from "./check/wording";
import { isProblemCode, type ProblemCode, problemCodes, problemInfo, type Severity } from "./problem";

/** `off` shows nothing; a hint is the quietest that an editor can show. */
export type Level = "off" | "hint" | Severity;

/** How grave a problem is that is shown. */
export type Shown = Exclude<Level, "off">;

export const levels: readonly Level[] = ["off", "hint", "info", "warning", "error"];

/** What somebody has set, by code; every other code keeps its own severity. */
export type Levels = ReadonlyMap<ProblemCode, Level>;

/** Whether a problem of this code may be silenced or shown as something else: all but errors, which make a definition invalid. */
export function isAdjustable(code: ProblemCode): boolean {
  return problemInfo(code).severity !== "error";
}

/** The codes that can be set, sorted. */
export function adjustableCodes(): ProblemCode[] {
  return (Object.keys(problemCodes) as ProblemCode[]).filter(isAdjustable).sort();
}

export function levelOf(code: ProblemCode, set: Levels | undefined): Level {
  return set?.get(code) ?? problemInfo(code).severity;
}

/** The level of a problem that is shown, whatever else it may be set to. */
export function shownLevel(code: ProblemCode, set: Levels | undefined): Shown {
  const level = levelOf(code, set);
  return level === "off" ? problemInfo(code).severity : level;
}

/** What a setting says, an object of code -> level, and each of its entries that says nothing, in words. */
export function readLevels(setting: unknown): { levels: Levels; mistakes: string[] } {
  const found = new Map<ProblemCode, Level>();
  const mistakes: string[] = [];
  if (setting === undefined || setting === null) return { levels: found, mistakes };
  if (typeof setting !== "object" || Array.isArray(setting))
    return {
      levels: found,
      mistakes: ["An object is wanted here, with a level for each code of a problem."],
    };
  for (const [code, level] of Object.entries(setting)) {
    const mistake = mistakeIn(code, level);
    if (mistake === undefined) found.set(code as ProblemCode, level as Level);
    else mistakes.push(mistake);
  }
  return { levels: found, mistakes };
}

function mistakeIn(code: string, level: unknown): string | undefined {
  if (!isProblemCode(code)) {
    const guess = nearest(code, Object.keys(problemCodes));
    return `There is no problem code ${quoted(code)}. ${guess === undefined ? "docs/problems.md lists all of them." : `Did you mean ${quoted(guess)}?`}`;
  }
  if (!levels.includes(level as Level))
    return `${quoted(level)} is no level for ${quoted(code)}. Possible are: ${levels.join(", ")}.`;
  if (!isAdjustable(code) && level !== "error")
    return `${quoted(code)} is an error that makes a definition invalid, so it cannot be set to ${quoted(level)}.`;
  return undefined;
}
