/** When a window or a schedule of an open text is open, whatever else is wrong in the text. */
import { isRecord } from "../../core/check/place";
import type { Schedule, Window } from "../../core/generated/types";
import { validateDefinition } from "../../core/generated/validate";
import { compile } from "../../core/policy";
import { type Around, mappingOf, textsIn } from "./around";

/** What says when something happens; everything else is left aside, be it wrong or not. */
const timeKeys = ["once", "recurring", "rrule", "start", "duration", "exclude", "timeZone"] as const;

/** A window or schedule as far as it says when it is open. */
export interface Times {
  window: Window;
  calendar: ReturnType<typeof compile>["windows"][number]["calendar"];
}

/** The entry alone, compiled as the only window of a definition; undefined when it has not the right shape. */
export function timesOf(entry: unknown, zone: string, around: Around): Times | undefined {
  if (!isRecord(entry)) return undefined;
  const times = Object.fromEntries(timeKeys.flatMap((key) => (key in entry ? [[key, entry[key]]] : [])));
  const schedules = Object.entries(mappingOf(around, "schedules"));
  const excluded = schedules.filter(([name]) => textsIn(entry.exclude).includes(name));
  const definition = {
    apiVersion: "maintenance-mode/v1" as const,
    kind: "MaintenanceDefinition" as const,
    metadata: { name: "x" },
    timeZone: zone,
    ...(excluded.length > 0 && { schedules: Object.fromEntries(excluded) as Record<string, Schedule> }),
    windows: [{ ...times, id: "x", kind: "maintenance" as const } as Window],
  };
  if (!validateDefinition(definition)) return undefined;
  const [window] = definition.windows;
  const [compiled] = compile(definition).windows;
  return window === undefined || compiled === undefined ? undefined : { window, calendar: compiled.calendar };
}
