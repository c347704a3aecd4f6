/** Reads what an evaluator is asked, without trust: the request, and the part of the state that counts. */
import { isTooDeep } from "./check/depth";
import type { DecisionRequest, SavedToggles, State, Target, Toggle } from "./generated/types";
import { validateRequest, validateState } from "./generated/validate.js";
import { targetKey } from "./target";
import type { Toggles } from "./toggle";
import { parseInstant } from "./zone";

/** A request of the right shape, with what it leaves out filled in. */
export interface ReadRequest {
  operation: string;
  roles: readonly string[];
  target: Target;
  /** The earlier of the two beginnings, in milliseconds since 1970 UTC; undefined when there is none. */
  startedMs: number | undefined;
}

/** The request, or what is wrong with it. */
export function readRequest(
  value: unknown,
): { ok: true; request: ReadRequest } | { ok: false; detail: string } {
  if (!validateRequest(value)) {
    const [error] = validateRequest.errors ?? [];
    return {
      ok: false,
      detail: `${error?.instancePath ?? ""} ${error?.message ?? "is not a request"}`.trim(),
    };
  }
  const { operation, roles = [], target = {}, startedAt, rootStartedAt } = value as DecisionRequest;
  const began = [startedAt, rootStartedAt].flatMap((text) =>
    text === undefined ? [] : (parseInstant(text) ?? []),
  );
  return {
    ok: true,
    request: { operation, roles, target, startedMs: began.length === 0 ? undefined : Math.min(...began) },
  };
}

/** The toggles of a state and what they saved; undefined when these do not have the shape of a state. */
export function readToggles(value: unknown): Toggles | undefined {
  if (value === undefined || value === null) return { toggles: [], saved: [] };
  // Whoever reads saved entries recurses.
  if (typeof value !== "object" || Array.isArray(value) || isTooDeep(value)) return undefined;
  const { toggles = [], saved = [] } = value as Partial<State>;
  const definition = { name: "x", digest: "x", valid: true };
  const whole = { phase: "off", revision: 0, toggles, saved, inFlight: [], services: [], definition };
  return validateState(whole) && eachOnce(toggles, saved) ? { toggles, saved } : undefined;
}

/** Whether every list has at most one entry for a target. */
function eachOnce(toggles: readonly Toggle[], saved: readonly SavedToggles[]): boolean {
  const isUnique = (list: readonly { target: Target }[]): boolean =>
    new Set(list.map(({ target }) => targetKey(target))).size === list.length;
  return isUnique(toggles) && isUnique(saved) && saved.every((entry) => eachOnce(entry.toggles, entry.saved));
}
