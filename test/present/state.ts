/** States and situations to show, each with only what a test is about. */
import type { Status, Target, Toggle } from "../../src/core/generated/types";
import { ProviderError } from "../../src/providers/error";
import type { Capabilities, Link, View } from "../../src/providers/provider";
import type { Situation } from "../../src/extension/present/glance";

/** Saturday, noon in Berlin's winter. */
export const here = { nowMs: Date.parse("2026-11-21T11:00:00Z"), timeZone: "Europe/Berlin" };

export function status(change: Partial<Status> = {}): Status {
  return {
    phase: "off",
    revision: 7,
    toggles: [],
    saved: [],
    inFlight: [],
    services: [],
    definition: { name: "erp-production", digest: "sha256:0", valid: true },
    at: "2026-11-21T11:00:00Z",
    environment: { name: "erp-production", title: "ERP production" },
    ...change,
  };
}

export function toggle(target: Target, change: Partial<Toggle> = {}): Toggle {
  return {
    target,
    mode: "on",
    forced: false,
    since: "2026-11-21T08:12:00Z",
    reason: "INC-42",
    by: "anna",
    ...change,
  };
}

export const refused = new ProviderError(
  "unreachable",
  "Nothing answers at http://127.0.0.1:8080: the connection was refused.",
);

/** A system that can do everything. */
export const capabilities: Capabilities = {
  read: true,
  write: true,
  message: true,
  schedule: true,
  roles: true,
  drain: true,
  force: true,
  perTarget: true,
  events: true,
};

export const endpoint = { name: "local", url: "http://127.0.0.1:8080" };

/** Connected and live, unless the test says otherwise. */
export function situation(
  state: Status | undefined,
  link: Link = { state: "live", beatMs: 5000 },
  change: Partial<Situation> = {},
): Situation {
  const view: View = {
    link,
    ...(state === undefined
      ? {}
      : { reading: { status: state, etag: '"7"' }, contactAt: here.nowMs - 3 * 60_000 }),
  };
  return {
    connection: { kind: "connected", endpoint, capabilities, view },
    several: false,
    working: false,
    trusted: true,
    definitionOpen: false,
    ...change,
  };
}
