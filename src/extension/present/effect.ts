/** What an action would take away and bring back, worked out from the state that is shown: the numbers in every confirmation. */
import type { Action, SavedToggles, Status, Target, Toggle } from "../../core/generated/types";
import { covers, sameTarget, targetText } from "../../core/target";
import { counted, plain } from "./plain";
import { type Here, clockTime } from "./when";

export interface Effect {
  /** Toggles that go, each in words. */
  toggles: string[];
  /** Saved states that go, each in words. */
  saved: string[];
  /** Toggles that come back, each in words. */
  restored: string[];
}

/** The same rules as the endpoint's: enable loses nothing, disable brings back, the forced ones throw away. */
export function effectOf(action: Action, target: Target, status: Status, here: Here): Effect {
  const toggles = status.toggles.filter((toggle) => covers(target, toggle.target));
  // Every enable leaves an entry; one that holds nothing is nothing to lose.
  const saved = status.saved.filter((entry) => covers(target, entry.target) && everyToggle(entry).length > 0);
  const own = saved.find((entry) => sameTarget(entry.target, target));
  const words = (list: readonly Toggle[]) => list.map((toggle) => toggleText(toggle, here));
  switch (action) {
    case "enable":
      return { toggles: [], saved: [], restored: [] };
    case "disable":
      return {
        toggles: words(toggles.filter((toggle) => !sameTarget(toggle.target, target))),
        saved: saved.filter((entry) => entry !== own).map(savedText),
        restored: words(own?.toggles ?? []),
      };
    case "force-enable":
      return { toggles: words(toggles), saved: [], restored: [] };
    case "force-disable":
      return { toggles: words(toggles), saved: saved.map(savedText), restored: [] };
  }
}

/** `client acme, site hq, agent db-7 on since 09:12 by anna (INC-42)`. */
export function toggleText({ target, mode, forced, since, by, reason }: Toggle, here: Here): string {
  const why = reason.trim() === "" ? "" : ` (${plain(reason, 80)})`;
  return `${plain(targetText(target), 120)} ${mode}${forced ? ", forced," : ""} since ${clockTime(since, here)} by ${plain(by, 60)}${why}`;
}

function savedText(entry: SavedToggles): string {
  const held = everyToggle(entry).map((toggle) => `${plain(targetText(toggle.target), 120)} ${toggle.mode}`);
  return `saved when ${plain(targetText(entry.target), 120)} was enabled: ${held.join(", ")}`;
}

function everyToggle({ toggles, saved }: SavedToggles): Toggle[] {
  return [...toggles, ...saved.flatMap(everyToggle)];
}

/** What is lost, counted: `2 toggles and 1 saved state`, or undefined when there is nothing to lose. */
export function lossText({ toggles, saved }: Effect): string | undefined {
  const parts = [
    ...(toggles.length === 0 ? [] : [counted(toggles.length, "toggle")]),
    ...(saved.length === 0 ? [] : [counted(saved.length, "saved state")]),
  ];
  return parts.length === 0 ? undefined : parts.join(" and ");
}
