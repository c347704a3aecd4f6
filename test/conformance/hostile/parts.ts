/** Inputs that nobody means well with: too deep, too long, too many, or no text at all. Each is made when it is asked for. */
import type { MaintenanceDefinition } from "../../../src/core/generated/types";

/** What to call an input, and how to make it. */
export type Hostile<T> = [name: string, make: () => T];

export const nowMs = Date.UTC(2026, 4, 1, 12);
export const many = 100_000;
export const some = 20_000;
export const long = "x".repeat(1_000_000);

/** A valid definition with these members. */
export function definition(members: object): MaintenanceDefinition {
  const bare = {
    apiVersion: "maintenance-mode/v1",
    kind: "MaintenanceDefinition",
    metadata: { name: "plant" },
  };
  return { ...bare, timeZone: "Europe/Berlin", ...members } as MaintenanceDefinition;
}

export function range<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

export const texts: Record<string, string> = {
  "of one letter": long,
  "of stars": "a" + ".*".repeat(500_000),
  "of many segments": "a.".repeat(500_000) + "a",
  "of digits": "1".repeat(1_000_000),
  "of a duration": `P${"1".repeat(1_000_000)}D`,
  "of a rule": "FREQ=DAILY;" + "BYDAY=MO;".repeat(many),
  "of a list": "MO,".repeat(300_000),
  "of a cron": "* ".repeat(500_000),
  "of a zone": "Europe/".repeat(140_000),
  "of spaces": " ".repeat(1_000_000),
  "of half characters": "\ud800".repeat(1_000_000),
};

/** A value nested so deep, as no text can be that long. */
export function deep(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}
