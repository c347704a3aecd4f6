/** Makes definitions that are valid, with as much in them that can meet as a small one can hold. */
import { localText } from "../../core/civil";
import type {
  AgentGroup,
  BlockedOperation,
  LocalInterval,
  MaintenanceDefinition,
  Operations,
  Override,
  Role,
  Schedule,
  Transitions,
  Window,
} from "../../core/generated/types";
import type { Focus } from "./focus";
import { ids, patterns, roleIds, target } from "./names";
import { type Random, present } from "./random";
import { makeRecurring, makeRuled } from "./recurrences";

const scheduleIds = ["holidays", "freeze"];
const serviceIds = ["aos", "dixf", "mr"];

export function makeDefinition(random: Random, focus: Focus): MaintenanceDefinition {
  const roles = random.maybe(0.8, () => makeRoles(random));
  const roleNames = roles?.map(({ id }) => id) ?? [];
  const names = random.maybe(0.5, () => random.some(scheduleIds, 1, 2)) ?? [];
  const schedules = names.map((name) => [name, makeSchedule(random, focus)] as const);
  const services = random.maybe(0.5, () => random.some(serviceIds, 1, 3)) ?? [];
  const windows = ids(random.list(0, 5, () => random.pick(["w", "a", "patch", "z-9"]))).map((id) =>
    makeWindow(random, focus, { id, names, roleNames }),
  );
  const overrides = ids(random.list(0, 4, () => random.pick(["o", "b", "jit"]))).map((id) =>
    makeOverride(random, focus, id, roleNames),
  );
  return present<MaintenanceDefinition>({
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "fuzz", ...(random.chance(0.3) && { title: "Fuzz, all of it; and more" }) },
    timeZone: focus.zone,
    notice: random.maybe(0.4, () => ({ message: "Closed", ...(random.chance(0.5) && { contact: "ann" }) })),
    roles,
    operations: random.maybe(0.85, () => makeOperations(random)),
    schedules: schedules.length === 0 ? undefined : Object.fromEntries(schedules),
    windows: windows.length === 0 ? undefined : windows,
    agents: random.maybe(0.3, () => makeAgents(random)),
    overrides: overrides.length === 0 ? undefined : overrides,
    transitions: random.maybe(0.5, () => makeTransitions(random, roleNames, services)),
    services: services.length === 0 ? undefined : services.map((id) => ({ id })),
  });
}

function makeRoles(random: Random): Role[] {
  const rights = ["enable", "disable", "force", "restart", "schedule", "grant", "approve"] as const;
  const roles = random.some(roleIds, 1, 4).map((id) =>
    present<Role>({
      id,
      admitted: random.maybe(0.5, () => random.chance(0.7)),
      bypass: random.maybe(0.5, () => patterns(random, 0, 2)),
      may: random.maybe(0.7, () => random.some(rights, 0, 4)),
    }),
  );
  // Nobody may lock themselves out.
  const owner = random.pick(roles);
  owner.may = [...new Set([...(owner.may ?? []), random.pick(["disable", "force"] as const)])];
  if (random.chance(0.8)) owner.admitted = true;
  else owner.bypass = [...new Set([...(owner.bypass ?? []), "*"])];
  return roles;
}

function makeOperations(random: Random): Operations {
  const blocked = random.maybe(0.85, () =>
    patterns(random, 0, 5).map((id): BlockedOperation => {
      if (random.chance(0.5)) return id;
      return present({
        id,
        answer: random.maybe(0.5, () => `no ${id}`),
        inFlight: random.maybe(0.4, () => "stop" as const),
      });
    }),
  );
  return present<Operations>({
    unlisted: random.maybe(0.6, () => random.pick(["allow", "deny"])),
    answer: random.maybe(0.3, () => "no"),
    blocked,
    alwaysAllowed: random.maybe(0.25, () => patterns(random, 0, 2)),
    onlyDuringMaintenance: random.maybe(0.4, () => patterns(random, 1, 2)),
    inFlight: random.maybe(0.5, () => random.pick(["finish", "finish", "stop"])),
  });
}

/** When a window or schedule is open: single periods, a recurrence, a rule, or single ones beside one of these. */
function makeTimes(random: Random, focus: Focus): Partial<Schedule> {
  const kind = random.weighted({ once: 4, recurring: 4, rrule: 3 });
  const once = kind === "once" || random.chance(0.2) ? random.list(1, 3, () => makePeriod(focus)) : undefined;
  return present<Partial<Schedule>>({
    timeZone: random.maybe(0.3, () => focus.anyZone()),
    once,
    recurring: kind === "recurring" ? makeRecurring(random, focus) : undefined,
    ...(kind === "rrule" && makeRuled(random, focus)),
  });
}

/** In local time it always has a length. */
function makePeriod(focus: Focus): LocalInterval {
  const [a, b] = [focus.minute(), focus.minute()];
  const [start, end] = a === b ? [a, a + 60] : [Math.min(a, b), Math.max(a, b)];
  const endText = localText(end);
  const midnight = endText.endsWith("T00:00") ? `${localText(end - 1).slice(0, 10)}T24:00` : endText;
  return { start: localText(start), end: midnight };
}

function makeSchedule(random: Random, focus: Focus): Schedule {
  return makeTimes(random, focus);
}

function makeWindow(
  random: Random,
  focus: Focus,
  { id, names, roleNames }: { id: string; names: readonly string[]; roleNames: readonly string[] },
): Window {
  const kind = random.weighted({ maintenance: 3, blackout: 1 });
  return present<Window>({
    id,
    kind,
    title: random.maybe(0.2, () => "Patches, of all kinds;\nall \\ of them"),
    target: random.maybe(0.5, () => target(random)),
    ...makeTimes(random, focus),
    exclude: names.length === 0 ? undefined : random.maybe(0.6, () => random.some(names, 1, 2)),
    announce: random.maybe(0.3, () => random.pick(["PT0M", "PT30M", "PT1H", "PT24H", "PT48H"])),
    cutoff: random.maybe(0.35, () => random.pick(["PT0H", "PT1M", "PT15M", "PT1H", "PT2H", "PT25H"])),
    letThrough:
      kind === "maintenance" || roleNames.length === 0
        ? undefined
        : random.maybe(0.7, () => random.some(roleNames, 1, 3)),
    operations: random.maybe(0.3, () => patterns(random, 1, 3)),
    answer: random.maybe(0.2, () => `closed by ${id}`),
  });
}

function makeOverride(random: Random, focus: Focus, id: string, roleNames: readonly string[]): Override {
  const effect = roleNames.length === 0 ? random.pick(["exempt", "maintenance"] as const) : undefined;
  const chosen = effect ?? random.weighted({ exempt: 2, maintenance: 2, admit: 3 });
  return present<Override>({
    id,
    effect: chosen,
    target: random.maybe(0.8, () => target(random)),
    ...(chosen === "admit" && {
      roles: random.some(roleNames, 1, 2),
      operations: random.maybe(0.5, () => patterns(random, 1, 2)),
    }),
    reason: "because",
    expires: random.maybe(0.6, () => focus.instant()),
  });
}

function makeAgents(random: Random): AgentGroup[] {
  const groups = random.list(1, 3, () => target(random));
  const places = new Map(
    groups.map(({ client = "acme", site = "hq" }) => [`${client}/${site}`, { client, site }]),
  );
  return [...places.values()].map((place) => ({
    ...place,
    ids: random.some(["db-7", "web 1", "é", "𝒳"], 1, 3),
  }));
}

function makeTransitions(
  random: Random,
  roleNames: readonly string[],
  services: readonly string[],
): Transitions {
  return present<Transitions>({
    approval:
      roleNames.length === 0
        ? undefined
        : random.maybe(0.4, () => ({
            for: random.some(["enable", "disable"] as const, 1, 2),
            approvers: random.some(roleNames, 1, 2),
          })),
    drain: random.maybe(0.5, () => ({
      timeout: random.pick(["PT0M", "PT30M", "PT2H"]),
      then: random.pick(["proceed", "cancel"]),
    })),
    restart:
      services.length === 0
        ? undefined
        : random.maybe(0.5, () => ({ services: random.some(services, 1, 2) })),
  });
}
