/** What of an answer two implementations must agree on: all but texts for people, zone releases and the order of sets. */
import type { MaintenanceDefinition } from "../../core/generated/types";
import type { Json, JsonObject } from "../conformance/cases";
import { type Answer, type Question, readEvents } from "../conformance/run";
import { isWithin, parent } from "../../core/check/place";

/** Members that no requirement gives a value, and texts for people. */
const open: Record<string, readonly string[]> = {
  evaluate: ["warnings", "tzdata"],
  agents: ["rule", "reason"],
  ics: ["DTSTAMP"],
  command: ["definition", "message", "detail"],
  status: ["definition", "message", "title", "counts", "at", "rule"],
};

/** The answer in a form in which equal answers are equal texts. */
export function normal(question: Question, answer: Answer): string {
  const { result, error } = question.op === "ics" ? readEvents(answer) : answer;
  if (error !== undefined) return `error ${error.code}`;
  const members = { ...(result as JsonObject) };
  if (question.op === "check")
    members.problems = comparable(question, members.problems as unknown as Listed[]);
  return JSON.stringify(sorted(members, open[question.op] ?? []));
}

/** A problem as it is answered. */
type Listed = JsonObject & { code: string; path: string };

/** The rows of "Mistakes of shape": those of one key or value, and those of several keys of one object. */
const single = new Set([
  ...["wrong-type", "unknown-version", "unknown-value", "too-long", "empty-value", "malformed-value"],
  ...["out-of-range", "duplicate-item", "cron", "unknown-property"],
]);
const between = new Set(["conflicting-property", "target-gap", "missing-time-zone", "missing-property"]);

/**
 * Where the shape is wrong, what only follows from that is a matter of taste (MM-DEF-005): then only mistakes of shape are
 * compared, and those between keys only where all keys are known. Nor is a guess that is free to a validator (MM-DEF-036).
 */
function comparable({ definition }: Question, all: readonly Listed[]): Listed[] {
  const shape = all.filter(({ code }) => single.has(code) || between.has(code));
  if (shape.length === 0) return all.filter((one) => !isGuess(one, definition as MaintenanceDefinition));
  const strange = all.filter(({ code }) => code === "unknown-property" || code === "cron");
  const objects = strange.map(({ path }) => parent(path));
  return shape.filter(
    ({ code, path }) => single.has(code) || !objects.some((object) => isWithin(path, object)),
  );
}

function isGuess({ code, path }: Listed, { operations, windows }: MaintenanceDefinition): boolean {
  const [, list, index] = path.split("/");
  const isFree = list === "windows" && windows?.[Number(index)]?.kind === "blackout";
  return code === "unknown-operation" && (isFree || operations?.unlisted === "deny");
}

/** Keys in one order, entries of sets as well, and nothing that is left open. */
function sorted(value: Json, left: readonly string[], name = ""): Json {
  if (Array.isArray(value)) {
    const list = value.map((item) => sorted(item, left));
    return sets.has(name) ? list.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
  }
  if (name === "reason") return reason(value);
  if (typeof value !== "object" || value === null) return value;
  // How an entry of the history names the service that restarts is left open.
  const isRestart = value.action === "restart" || value.action === "restarted";
  const entries = Object.entries(value).filter(
    ([key]) => !left.includes(key) && !(isRestart && key === "reason"),
  );
  return Object.fromEntries(
    entries
      .map(([key, member]): [string, Json] => [key, sorted(member, left, key)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const sets = new Set(["toggles", "saved", "problems"]);

/** A reason that was given is compared; one that an implementation words itself is not. */
function reason(value: Json): Json {
  return typeof value === "string" && /^r\d$|^because$/.test(value) ? value : "…";
}
