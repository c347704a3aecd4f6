/**
 * What is worked out in plain code for engines that look at every rule for every request: roles, patterns and overrides,
 * which would be a few hundred rules more. They are left with the windows: whether one of these matches place and time.
 */
import { type Plain, agentKey, patternsOf, siteKey } from "./plain";
import type { Asked } from "./workload";

export interface Prepared {
  client: string;
  site: string;
  patterns: readonly string[];
  roles: readonly string[];
  now: number;
  /** An override exempts the agent. */
  exempt: boolean;
  /** Maintenance denies it. */
  denied: boolean;
  /** It is possible in maintenance only. */
  only: boolean;
}

/** The preparation of requests; what the lists hold is indexed once. */
export function preparation(plain: Plain): (asked: Asked) => Prepared {
  const blocked = new Set(plain.blocked);
  const alwaysAllowed = new Set(plain.alwaysAllowed);
  const onlyDuringMaintenance = new Set(plain.onlyDuringMaintenance);
  const known = new Map(plain.roles.map((role) => [role.id, { ...role, bypass: new Set(role.bypass) }]));
  return ({ request: { operation, roles = [], target = {} }, nowMs }) => {
    const patterns = patternsOf(operation);
    const isIn = (set: ReadonlySet<string>): boolean => patterns.some((pattern) => set.has(pattern));
    const own = roles.flatMap((id) => known.get(id) ?? []);
    const exempt = nowMs < (plain.exemptMs.get(agentKey(target)) ?? 0);
    const always = isIn(alwaysAllowed);
    const passes =
      own.some(({ bypass }) => isIn(bypass)) ||
      (own.some(({ admitted }) => admitted) && !isIn(blocked)) ||
      plain.admits.some(
        (one) =>
          one.client === target.client &&
          nowMs < one.untilMs &&
          roles.includes(one.role) &&
          patterns.includes(one.operation),
      );
    return {
      client: target.client ?? "",
      site: siteKey(target),
      patterns,
      roles,
      now: nowMs,
      exempt,
      denied: !always && !exempt && !passes,
      only: !always && isIn(onlyDuringMaintenance),
    };
  };
}
