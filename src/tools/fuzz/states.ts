/** Makes what is asked about a definition: states with nested saved entries, requests, actions and commands. */
import type {
  DecisionRequest,
  InFlightOperation,
  MaintenanceDefinition,
  SavedToggles,
  Target,
  Toggle,
} from "../../core/generated/types";
import { covers, targetKey } from "../../core/target";
import type { Change, Toggles } from "../../core/toggle";
import type { Focus } from "./focus";
import { operations, roleIds, target } from "./names";
import { type Random, present } from "./random";

/** Toggles and what they have saved, as actions may have left them. */
export function makeToggles(random: Random, focus: Focus, within: Target = {}, depth = 0): Toggles {
  const most = depth === 0 ? 3 : 2;
  const places = unique(random.list(0, most, () => targetWithin(random, within)));
  const saving = depth < 3 ? unique(random.list(0, most - 1, () => targetWithin(random, within))) : [];
  return {
    toggles: places.map((place) => makeToggle(random, focus, place)),
    saved: saving.map((place): SavedToggles => ({
      target: place,
      ...makeToggles(random, focus, place, depth + 1),
    })),
  };
}

function makeToggle(random: Random, focus: Focus, place: Target): Toggle {
  const sinceMs = focus.nearMs() - random.pick([0, 0, 3_600_000, 86_400_000, 400 * 86_400_000]);
  const mode = random.chance(0.75) ? "on" : "off";
  return present<Toggle>({
    target: place,
    mode,
    forced: random.chance(0.2),
    since: focus.instant(sinceMs),
    until: random.maybe(0.6, () => focus.instant(Math.max(focus.nearMs(), sinceMs + 1))),
    reason: "r0",
    by: random.pick(["ann", "bob"]),
    estimatedEnd: random.maybe(mode === "on" ? 0.2 : 0, () => focus.instant()),
  });
}

export function makeRequest(random: Random, focus: Focus): DecisionRequest {
  return present<DecisionRequest>({
    operation: random.pick(operations),
    roles: random.maybe(0.8, () => random.some([...roleIds, "nobody"], 0, 3)),
    target: random.maybe(0.85, () => (random.chance(0.9) ? target(random) : { client: "unknown" })),
    startedAt: random.maybe(0.4, () => focus.instant(beganMs(random, focus))),
    rootStartedAt: random.maybe(0.2, () => focus.instant(beganMs(random, focus))),
  });
}

/** Mostly shortly before, sometimes years. */
function beganMs(random: Random, focus: Focus): number {
  return focus.nearMs() - random.pick([0, 0, 0, 3_600_000, 86_400_000, 86_400_000 * 400, 86_400_000 * 3_659]);
}

export function makeAction(random: Random, focus: Focus, nowMs: number): Change {
  const later = (): string => focus.instant(Math.max(focus.nearMs(), nowMs + random.pick([1, 60_000])));
  return present<Change>({
    action: random.weighted({ enable: 4, disable: 3, "force-enable": 1, "force-disable": 1 }),
    target: target(random),
    reason: `r${random.integer(1, 9)}`,
    by: random.pick(["ann", "bob"]),
    until: random.maybe(0.4, later),
    estimatedEnd: random.maybe(0.2, later),
    message: random.maybe(0.1, () => "m"),
  });
}

/** A command of the protocol; who gives it mostly may. */
export function makeCommand(
  random: Random,
  focus: Focus,
  { services = [], roles = [] }: MaintenanceDefinition,
  nowMs: number,
): Record<string, unknown> {
  const name = random.pick(["ann", "bob"]);
  const ownRoles = random.some([...roles.map(({ id }) => id), "nobody"], 0, 3);
  const caller = { name, roles: random.chance(0.6) ? "owner" : ownRoles };
  const service = services.length > 0 && random.chance(0.95) ? random.pick(services).id : "nothing";
  const type = random.weighted({
    ...{ request: 8, approve: 3, reject: 1, restart: 1, time: 2, adopt: 1 },
    ...{ restarted: services.length > 0 ? 4 : 1, "in-flight": 3 },
  });
  switch (type) {
    case "request": {
      return { type, caller, action: makeAction(random, focus, nowMs) };
    }
    case "approve":
    case "reject":
      return { type, caller };
    case "restart":
      return { type, caller, service };
    case "restarted":
      return { type, service };
    case "in-flight":
      return { type, operations: makeRunning(random, focus) };
    case "time":
    case "adopt":
      return { type };
  }
}

function makeRunning(random: Random, focus: Focus): InFlightOperation[] {
  return random.list(0, 2, (index) =>
    present<InFlightOperation>({
      id: `op-${index}`,
      operation: random.pick(operations),
      target: random.maybe(0.8, () => target(random)),
      startedAt: focus.instant(),
    }),
  );
}

function targetWithin(random: Random, within: Target): Target {
  for (let tries = 0; tries < 20; tries++) {
    const found = target(random);
    if (covers(within, found)) return found;
  }
  return within;
}

function unique(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((one) => [targetKey(one), one])).values()];
}
