/** A difference in words: a section for each kind of thing, a line for each change, plus, minus or tilde in front. */
import type { Override, Role, Window } from "../../core/generated/types";
import type { Occurrence } from "../../core/occurrence";
import { targetText } from "../../core/target";
import type { colorsFor } from "../colors";
import { shownTime } from "../time";
import { listed } from "../../core/words";
import { oneLine } from "../words";
import type { Change } from "./compare";
import type { Answer, DecisionChange } from "./decisions";
import type { Difference, WindowChange } from "./difference";

type Colors = ReturnType<typeof colorsFor>;

/** The whole difference; times are shown in the zone. */
export function differenceText(difference: Difference, zone: string, colors: Colors): string {
  const { roles, decisions, windows, overrides, agents, other } = difference;
  const during = (state: "on" | "off"): string[] =>
    decisions.filter(({ maintenance }) => maintenance === state).map(decisionLine);
  const sections: [string, string[]][] = [
    ["Roles and rights", roles.map(roleLine)],
    ["Operations while maintenance is on", during("on")],
    ["Operations while maintenance is off", during("off")],
    ["Windows", windows.flatMap((one) => windowLines(one, zone))],
    ["Overrides", overrides.map(overrideLine)],
    ["Agents", [...agents.added.map((name) => `+ ${name}`), ...agents.removed.map((name) => `- ${name}`)]],
    ["Changed besides", other.map((key) => `~ ${key}`)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(
      ([title, lines]) =>
        `${colors.bold(title)}\n${lines.map((line) => painted(oneLine(line), colors)).join("")}`,
    )
    .join("\n");
}

function painted(line: string, colors: Colors): string {
  const paint = { "+": colors.green, "-": colors.red, "~": colors.yellow }[line.charAt(0)];
  return `  ${paint === undefined ? line : paint(line)}\n`;
}

function roleLine(change: Change<Role>): string {
  if (change.change === "removed") return `- ${change.id}`;
  if (change.change === "added") return `+ ${change.id}: ${roleText(change.after)}`;
  const { id, before, after, fields } = change;
  const words = fields.map((field) => {
    if (field === "may") return listChange("may", before.may, after.may);
    if (field === "bypass") return listChange("bypass", before.bypass, after.bypass);
    if (field === "admitted") return after.admitted === true ? "is now admitted" : "is no longer admitted";
    return `${field} changed`;
  });
  return `~ ${id}: ${words.join("; ")}`;
}

function roleText({ admitted = false, bypass = [], may = [] }: Role): string {
  return [
    admitted ? "admitted" : "not admitted",
    ...(bypass.length > 0 ? [`bypass ${listed(bypass)}`] : []),
    ...(may.length > 0 ? [`may ${listed(may)}`] : []),
  ].join("; ");
}

function listChange(name: string, before: readonly string[] = [], after: readonly string[] = []): string {
  const gained = after.filter((one) => !before.includes(one)).map((one) => `+${one}`);
  const lost = before.filter((one) => !after.includes(one)).map((one) => `-${one}`);
  return gained.length + lost.length === 0
    ? `${name} is written differently`
    : `${name} ${[...gained, ...lost].join(" ")}`;
}

function decisionLine({ operation, roles, before, after }: DecisionChange): string {
  const who = listed(roles.map((role) => (role === "" ? "somebody without a role" : role)));
  return `~ ${operation} for ${who}: ${answerText(before)} -> ${answerText(after)}`;
}

function answerText({ decision, code, answer }: Answer): string {
  return `${decision} ${code}${answer === undefined ? "" : ` ("${answer}")`}`;
}

const signs = { added: "+", removed: "-", changed: "~" } as const;

function windowLines(change: WindowChange, zone: string): string[] {
  const { kind, target = {} }: Window = change.change === "removed" ? change.before : change.after;
  const fields =
    change.change !== "changed"
      ? ""
      : change.fields.length === 0
        ? ": opens at other times, because of the time zone or a schedule"
        : `: ${listed(change.fields)} changed`;
  const lines = [`${signs[change.change]} ${change.id}, ${kind} of ${targetText(target)}${fields}`];
  const [before, after] = [timesText(change.nextBefore, zone), timesText(change.nextAfter, zone)];
  if (change.change === "changed" && before === after) return [...lines, `    next: ${after}`];
  if (change.change !== "added") lines.push(`    next before: ${before}`);
  if (change.change !== "removed") lines.push(`    next after: ${after}`);
  return lines;
}

function timesText(occurrences: readonly Occurrence[], zone: string): string {
  if (occurrences.length === 0) return "none in the next ten years";
  return occurrences
    .map(({ startMs, endMs }) => `${shownTime(startMs, zone)} to ${shownTime(endMs, zone)}`)
    .join(", ");
}

function overrideLine(change: Change<Override>): string {
  const override = change.change === "removed" ? change.before : change.after;
  const { effect, target = {}, roles = [], operations = [], reason, expires } = override;
  const fields = change.change === "changed" ? ` [${listed(change.fields)} changed]` : "";
  const words = [
    `${effect} in ${targetText(target)}`,
    ...(roles.length > 0 ? [`roles ${listed(roles)}`] : []),
    ...(operations.length > 0 ? [`operations ${listed(operations)}`] : []),
    expires === undefined ? "no end" : `until ${expires}`,
  ];
  return `${signs[change.change]} ${change.id}: ${words.join("; ")} ("${reason}")${fields}`;
}
