/** Definitions and requests for which looking ahead is hardest: much begins and ends in ten years, and nothing comes of it. */
import type { DecisionRequest, MaintenanceDefinition, Window } from "../../../core/generated/types";
import type { Toggles } from "../../../core/toggle";

export interface Hard {
  name: string;
  definition: MaintenanceDefinition;
  state: Toggles | null;
  request: DecisionRequest;
}

const daily = (id: string, kind: Window["kind"], more: Partial<Window> = {}): Window => ({
  id,
  kind,
  rrule: "FREQ=DAILY",
  start: "2016-11-01T22:00",
  duration: "PT4H",
  ...more,
});

const base: MaintenanceDefinition = {
  apiVersion: "maintenance-mode/v1",
  kind: "MaintenanceDefinition",
  metadata: { name: "hard" },
  timeZone: "Europe/Copenhagen",
};

const on: Toggles = {
  toggles: [
    { target: {}, mode: "on", forced: false, since: "2026-11-01T00:00:00Z", reason: "bench", by: "bench" },
  ],
  saved: [],
};

export const hardCases: readonly Hard[] = [
  {
    name: "daily windows with a cutoff, all hidden by an override",
    definition: {
      ...base,
      operations: { blocked: ["a.b"] },
      windows: [daily("w", "maintenance", { cutoff: "PT30M" })],
      overrides: [{ id: "o", effect: "exempt", target: { client: "c" }, reason: "bench" }],
    },
    state: null,
    request: { operation: "a.b", target: { client: "c" } },
  },
  {
    name: "blocked for ever, with a blackout every day",
    definition: { ...base, operations: { blocked: ["a.b"] }, windows: [daily("w", "blackout")] },
    state: on,
    request: { operation: "a.b" },
  },
  {
    name: "denied in maintenance and out of it, with a window every day",
    definition: {
      ...base,
      operations: { blocked: ["a.b"], onlyDuringMaintenance: ["a.b"] },
      windows: [daily("w", "maintenance")],
    },
    state: null,
    request: { operation: "a.b" },
  },
  {
    name: "maintenance without an end, from windows that take turns",
    definition: {
      ...base,
      operations: { blocked: ["a.b"] },
      windows: [
        daily("night", "maintenance", { target: { client: "c" }, duration: "PT13H" }),
        daily("day", "maintenance", { start: "2016-11-02T10:00", duration: "PT13H" }),
      ],
    },
    state: null,
    request: { operation: "a.b", target: { client: "c" } },
  },
];

/** Windows of the environment in the nights of the week. */
export function manyWindows(count: number): MaintenanceDefinition {
  const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
  const two = (value: number): string => String(value).padStart(2, "0");
  const windows = Array.from({ length: count }, (_, index) => ({
    ...daily(`window-${index}`, "maintenance"),
    rrule: `FREQ=WEEKLY;BYDAY=${days[index % 7] ?? ""}`,
    start: `2016-11-01T${two(20 + (index % 4))}:${two(index % 60)}`,
  }));
  return { ...base, windows: windows };
}
