/** What the system cannot enforce that somebody has set for the environment: it is only a word to people there. */
import type { System } from "../../generated/types";
import { type Problem, problem } from "../../problem";
import { systemOf } from "../../systems";
import type { Place } from "../place";
import { listed, quoted } from "../wording";
import type { Advised } from "./advised";
import { meet, Patterns } from "./patterns";

/** A place of the definition, and what becomes of it: words that follow the name of the system. */
type Left = [place: Place, words: string];

type Question = (root: Place, system: System) => Iterable<Left>;

/** What each part of a definition asks of a system, one line each. */
const questions: readonly Question[] = [notice, roles, operations, windows, overrides, transitions];

export function* unenforced(advised: Advised): Iterable<Problem> {
  const { root, enforcedBy } = advised;
  const system = enforcedBy && systemOf(root.get("metadata").textOf("name"), enforcedBy);
  if (system === undefined) return;
  for (const question of questions) {
    for (const [place, words] of question(root, system)) {
      if (!advised.isSound(place.path)) continue;
      yield problem("not-enforced", {
        path: place.path,
        at: typeof place.value === "object" || typeof place.value === "boolean" ? "key" : "value",
        message: `${system.title} ${words}. Take it out, or see to it by other means.`,
      });
    }
  }
}

function* notice(root: Place, system: System): Iterable<Left> {
  if (!system.notice)
    yield* written(root.get("notice"), "shows no message of ours, so nobody reads this there");
}

function* roles(root: Place, { admits, bypass }: System): Iterable<Left> {
  for (const role of root.get("roles").items) {
    const id = role.textOf("id") ?? "";
    const admitted = role.get("admitted");
    if (admitted.value === true && !admits.includes(id))
      yield [
        admitted,
        admits.length === 0
          ? "does not tell roles apart, so this changes nothing there"
          : `lets in only ${listed(admits)}, so ${quoted(id)} stays outside`,
      ];
    if (!bypass && role.listOf("bypass").length > 0)
      yield [
        role.get("bypass"),
        "lets no role of our choice past what it stops, so this changes nothing there",
      ];
  }
}

function* operations(root: Place, { answers, operations: can }: System): Iterable<Left> {
  const section = root.get("operations");
  const unlisted = section.get("unlisted");
  if (section.exists && (unlisted.value ?? "allow") !== can.unlisted) {
    const what =
      can.unlisted === "allow" ? "leaves open what is not listed" : "lets in nobody who is not admitted";
    yield [unlisted.exists ? unlisted : section, `${what}, whatever is written here`];
  }
  if (!answers) yield* written(section.get("answer"), inOwnWords);

  const stopped = new Patterns(can.blocked);
  const ended = new Patterns(can.stopsInFlight);
  const stopsAll = ended.covering("*") !== undefined;
  for (const entry of section.get("blocked").items) {
    const named = entry.text === undefined ? entry.get("id") : entry;
    if (named.text !== undefined && stopped.covering(named.text) === undefined)
      yield [named, `${stops(can.blocked)}, so this goes on`];
    if (!answers) yield* written(entry.get("answer"), inOwnWords);
    const inFlight = entry.get("inFlight");
    if (inFlight.value === "stop" && ended.covering(named.text ?? "") === undefined)
      yield [inFlight, "lets it run to its end when it began before"];
  }
  for (const entry of section.get("alwaysAllowed").items) {
    const stopper = can.blocked.find((one) => meet(one, entry.text ?? ""));
    if (stopper !== undefined) yield [entry, `stops ${quoted(stopper)} all the same`];
  }
  const kept = new Patterns(can.onlyDuringMaintenance);
  for (const entry of section.get("onlyDuringMaintenance").items) {
    if (kept.covering(entry.text ?? "") === undefined)
      yield [entry, "does not keep this for maintenance, so it is open at any time"];
  }
  const inFlight = section.get("inFlight");
  if (inFlight.value === "stop" && !stopsAll) yield [inFlight, "lets run to its end what began before"];
  if (inFlight.value === "finish" && stopsAll) yield [inFlight, "ends what is running"];
}

const inOwnWords = "refuses in its own words, so nobody reads this there";

function stops(patterns: readonly string[]): string {
  return patterns.length === 0 ? "stops no single operations" : `stops only ${listed(patterns)}`;
}

function* windows(root: Place, system: System): Iterable<Left> {
  const section = root.get("windows");
  if (system.windows.length === 0) {
    yield* written(section, "follows no windows: maintenance begins and ends there by hand");
    return;
  }
  for (const window of section.items) {
    const kind = window.get("kind");
    if (!system.windows.some((one) => one === kind.value)) {
      yield [
        kind,
        `follows only windows of the kind ${listed(system.windows)}, so this one never opens there`,
      ];
      continue;
    }
    for (const name of windowParts) {
      if (!system.windowParts.includes(name))
        yield* written(window.get(name), `knows no ${quoted(name)} of a window`);
    }
    if (!system.answers) yield* written(window.get("answer"), inOwnWords);
  }
}

const windowParts = ["target", "operations", "letThrough", "announce", "cutoff"] as const;

function* overrides(root: Place, { targets, overrides: effects, expires }: System): Iterable<Left> {
  const section = root.get("overrides");
  if (effects.length === 0) {
    yield* written(section, "knows no exceptions");
    return;
  }
  for (const override of section.items) {
    const effect = override.get("effect");
    if (!effects.some((one) => one === effect.value)) {
      yield [effect, `carries out only overrides with the effect ${listed(effects)}`];
      continue;
    }
    if (!targets) yield* written(override.get("target"), "is in maintenance as a whole or not at all");
    if (!expires) yield* written(override.get("expires"), "does not end it by itself: somebody has to");
  }
}

function* transitions(root: Place, { transitions: can }: System): Iterable<Left> {
  const section = root.get("transitions");
  if (!can.approval) yield* written(section.get("approval"), "asks nobody for an approval");
  if (!can.drain)
    yield* written(section.get("drain"), "does not tell what still runs, so nothing waits for it");
  const restart = section.get("restart");
  if (can.restart.length === 0) yield* written(restart, "waits for no restart");
  else {
    for (const service of restart.get("services").items) {
      if (!can.restart.includes(service.text ?? ""))
        yield [service, `restarts only ${listed(can.restart)} for it`];
    }
  }
}

/** What stands somewhere, if anything does. */
function written(place: Place, words: string): Left[] {
  return place.exists ? [[place, words]] : [];
}
