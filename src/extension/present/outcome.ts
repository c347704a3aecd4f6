/** What is reported after an action: what is so now, as read back from the endpoint, not what was asked for. */
import type { Action, HistoryEntry, Status, Target } from "../../core/generated/types";
import { depth, sameTarget, targetText } from "../../core/target";
import type { Outcome } from "../../providers/provider";
import { isMoving } from "./phase";
import { counted, plain } from "./plain";
import { type Here, clockTime, fromNow } from "./when";

/** One sentence, for one notification. */
export function outcomeText(
  outcome: Outcome,
  now: Status,
  asked: { action: Action; target: Target },
  here: Here,
): string {
  const name = plain(now.environment.title ?? now.environment.name, 60);
  return `${name}: ${sentence(outcome, now, asked, here)}`;
}

function sentence(
  { status, entry, changed }: Outcome,
  now: Status,
  asked: { action: Action; target: Target },
  here: Here,
): string {
  const place = plain(targetText(asked.target), 120);
  if (entry.outcome === "requested") {
    return `${asked.action} of ${place} now waits for approval by a second person. Nothing has changed yet.`;
  }
  if (now.revision > status.revision) {
    return `${asked.action} of ${place} was carried out, but the state has changed again since: ${brief(now, here)}.`;
  }
  if (isMoving(now.phase)) return `${moving(now, place, here)}.`;
  if (now.phase === "failed")
    return `${asked.action} of ${place} failed: ${plain(now.failure?.message ?? "no reason was given")}`;
  if (!changed) return `nothing to change, ${place} already was so (${brief(now, here)}).`;
  return `${settled(now, asked, place, here)}.`;
}

function moving(now: Status, place: string, here: Here): string {
  const { pending, inFlight, services } = now;
  const restarting = services.filter((service) => service.pending).map(({ id }) => plain(id, 40));
  if (now.phase === "draining") {
    const limit = pending?.deadline === undefined ? "" : `, at the latest ${fromNow(pending.deadline, here)}`;
    return `maintenance of ${place} is set and draining: ${counted(inFlight.length, "operation")} still running${limit}`;
  }
  const what = now.phase === "restarting" ? "a service is restarting" : `${now.phase} maintenance (${place})`;
  return restarting.length === 0
    ? `${what}, not done yet`
    : `${what}, not done yet: waits for ${restarting.join(", ")} to restart`;
}

function settled(
  now: Status,
  { action, target }: { action: Action; target: Target },
  place: string,
  here: Here,
): string {
  const toggle = now.toggles.find((one) => sameTarget(one.target, target));
  const agents = now.counts === undefined ? "" : `, ${agentsText(now)}`;
  const forced = toggle?.forced === true ? ", forced" : "";
  const subject = depth(target) === 0 ? "maintenance" : `maintenance of ${place}`;
  if (action === "enable" || action === "force-enable") {
    return toggle?.mode === "on"
      ? `${subject} is on since ${clockTime(toggle.since, here)}${forced}${agents}`
      : `${subject} was switched on, but ${brief(now, here)}`;
  }
  if (depth(target) === 0 && now.phase !== "off" && now.phase !== "scheduled") {
    return `${subject} was switched off; ${brief(now, here)}`;
  }
  const until =
    toggle?.mode === "off" && toggle.until !== undefined ? ` until ${clockTime(toggle.until, here)}` : "";
  const still =
    now.counts === undefined || now.counts.inMaintenance === 0 ? "" : `${agents} still in maintenance`;
  return `${subject} is off${until}${forced}${still}`;
}

/** The state in half a sentence. */
export function brief(now: Status, here: Here): string {
  const { phase, current } = now;
  const since = current?.since === undefined ? "" : ` since ${clockTime(current.since, here)}`;
  const by = current?.by === undefined ? "" : ` by ${plain(current.by, 60)}`;
  switch (phase) {
    case "on":
      return `maintenance is on${since}${by}`;
    case "off":
    case "scheduled":
      return "maintenance is off";
    case "partial":
      return `a part is in maintenance${now.counts === undefined ? "" : ` (${agentsText(now)})`}`;
    case "blackout":
      return `a blackout is in force${since}`;
    case "entering":
    case "draining":
    case "leaving":
    case "restarting":
    case "failed":
    case "unknown":
      return `the phase is ${phase}${since}${by}`;
  }
}

/** Who changed what, after this window had read the state. */
export function changeText(entry: HistoryEntry | undefined, now: Status, here: Here): string {
  if (entry === undefined) return `The state has changed meanwhile: ${brief(now, here)}.`;
  const why = entry.reason === undefined || entry.reason === "" ? "" : ` (${plain(entry.reason, 120)})`;
  return `The state has changed meanwhile: ${plain(entry.by, 60)} did ${plain(entry.action, 40)} of ${plain(targetText(entry.target), 120)} ${fromNow(entry.at, here)}${why}. Now ${brief(now, here)}.`;
}

function agentsText({ counts }: Status): string {
  if (counts === undefined) return "";
  return counts.inMaintenance === counts.agents
    ? counted(counts.agents, "agent")
    : `${counts.inMaintenance} of ${counted(counts.agents, "agent")}`;
}
