/** What a decision's code means, and what keeps maintenance on or off, as a person would say it. */
import type { Decision, DecisionCode } from "../../core/generated/types";
import { type Finding, maintenanceOf, momentAt } from "../../core/maintenance";
import type { Policy } from "../../core/policy";
import type { ReadRequest } from "../../core/question";
import { targetText } from "../../core/target";
import { settle, type Toggles } from "../../core/toggle";
import { parseInstant } from "../../core/zone";
import { shownTime } from "../time";

const reasons: Record<DecisionCode, (operation: string) => string> = {
  INVALID_DEFINITION: () => "There is no valid definition, so nothing can be said.",
  BLACKOUT: () => "A blackout is on; it lets none of these roles through.",
  BLACKOUT_BYPASS: () => "A blackout is on, and it lets this role through.",
  ALWAYS_ALLOWED: (operation) => `${operation} is always allowed; only a blackout stops it.`,
  CUTOFF: () => "A window is about to open that would refuse it, so it no longer begins.",
  REQUIRES_MAINTENANCE: (operation) =>
    `${operation} is possible only while maintenance is on, and it is off.`,
  OPEN: () => "Maintenance is off, and nothing else stops it.",
  IN_FLIGHT: () => "Maintenance is on, but this began before it and may end.",
  BYPASS: (operation) => `Maintenance is on, and an exception lets this role do ${operation}.`,
  OPERATION_BLOCKED: (operation) => `Maintenance is on, and ${operation} is blocked.`,
  ADMITTED: (operation) => `Maintenance is on; this role is admitted, and ${operation} is not blocked.`,
  NOT_ADMITTED: () =>
    "Maintenance is on; none of these roles is admitted, and what is not listed is refused.",
  NOT_BLOCKED: (operation) => `Maintenance is on, but ${operation} is not blocked and is open to all.`,
};

/** Why it was decided so. */
export function reasonOf({ code }: Decision, operation: string): string {
  return reasons[code](operation);
}

/** What keeps the target in maintenance, or out of it. */
export function maintenanceText(
  policy: Policy,
  toggles: Toggles,
  request: ReadRequest,
  atMs: number,
  zone: string,
): string {
  const moment = momentAt(policy, settle(policy, toggles, atMs).toggles, atMs);
  const finding = maintenanceOf(moment, request.target, request.operation);
  const state = `Maintenance is ${finding.on ? "on" : "off"} for ${targetText(request.target)}`;
  return `${state}: ${becauseOf(finding, zone)}.`;
}

function becauseOf(finding: Finding, zone: string): string {
  switch (finding.source) {
    case "toggle": {
      const { target, mode, forced, since, by, reason } = finding.toggle;
      const sinceMs = parseInstant(since);
      const when = sinceMs === undefined ? since : shownTime(sinceMs, zone);
      const why = reason === "" ? "" : ` ("${reason}")`;
      return `${by} switched ${targetText(target)} ${mode}${forced ? " by force" : ""} at ${when}${why}`;
    }
    case "override": {
      const { id, effect, target = {}, reason } = finding.override;
      return `override ${id} (${effect}) for ${targetText(target)} ("${reason}")`;
    }
    case "window": {
      const { window, occurrence } = finding;
      return `window ${window.id} of ${targetText(window.target)} is open until ${shownTime(occurrence.endMs, zone)}`;
    }
    case "nothing":
      return "no toggle, override or open window says otherwise";
  }
}
