/** The part of a definition that says what is blocked and to whom, indexed once. */
import type { BlockedOperation, MaintenanceDefinition, Operations, Override } from "./generated/types";
import { PatternIndex } from "./patterns";
import { targetKey } from "./target";

export interface RuledRole {
  id: string;
  admitted: boolean;
  /** Patterns with their JSON Pointers. */
  bypass: PatternIndex<string>;
  /** Overrides that admit the role, by the target they are for. */
  admits: ReadonlyMap<string, readonly RuledAdmit[]>;
  /** JSON Pointer. */
  rule: string;
}

export interface RuledOverride {
  override: Override;
  /** JSON Pointer. */
  rule: string;
  /** The instant from which it no longer counts. */
  expiresMs: number;
}

export interface RuledAdmit extends RuledOverride {
  operations: PatternIndex<undefined> | undefined;
}

export interface Rules {
  alwaysAllowed: PatternIndex<string>;
  onlyDuringMaintenance: PatternIndex<string>;
  blocked: PatternIndex<{ entry: BlockedOperation; rule: string }>;
  roles: ReadonlyMap<string, RuledRole>;
  /** Whether any override admits anybody. */
  hasAdmits: boolean;
  unlisted: Operations["unlisted"];
  inFlight: Operations["inFlight"];
  /** The answer to a denial that nothing else words. */
  answer: string | undefined;
}

/** Indexes a definition that is valid. */
export function compileRules(definition: MaintenanceDefinition, overrides: readonly RuledOverride[]): Rules {
  const operations: Operations = definition.operations ?? {};
  const admits = overrides.filter(({ override }) => override.effect === "admit").map(admit);
  return {
    alwaysAllowed: pointed(operations.alwaysAllowed, "/operations/alwaysAllowed"),
    onlyDuringMaintenance: pointed(operations.onlyDuringMaintenance, "/operations/onlyDuringMaintenance"),
    blocked: new PatternIndex(
      (operations.blocked ?? []).map((entry, index) => ({
        pattern: typeof entry === "string" ? entry : entry.id,
        value: { entry, rule: `/operations/blocked/${index}` },
      })),
    ),
    roles: rolesOf(definition, admits),
    hasAdmits: admits.length > 0,
    unlisted: operations.unlisted,
    inFlight: operations.inFlight,
    answer: operations.answer,
  };
}

function pointed(patterns: readonly string[] | undefined, path: string): PatternIndex<string> {
  return new PatternIndex((patterns ?? []).map((pattern, index) => ({ pattern, value: `${path}/${index}` })));
}

function rolesOf(
  { roles = [] }: MaintenanceDefinition,
  admits: readonly RuledAdmit[],
): Map<string, RuledRole> {
  return new Map(
    roles.map(({ id, admitted = false, bypass }, index) => {
      const rule = `/roles/${index}`;
      const own = admits.filter(({ override }) => override.roles?.includes(id) ?? false);
      return [id, { id, admitted, bypass: pointed(bypass, `${rule}/bypass`), admits: byTarget(own), rule }];
    }),
  );
}

function admit(ruled: RuledOverride): RuledAdmit {
  const operations = ruled.override.operations?.map((pattern) => ({ pattern, value: undefined }));
  return { ...ruled, operations: operations === undefined ? undefined : new PatternIndex(operations) };
}

function byTarget(admits: readonly RuledAdmit[]): Map<string, RuledAdmit[]> {
  const found = new Map<string, RuledAdmit[]>();
  for (const one of admits) {
    const key = targetKey(one.override.target ?? {});
    const list = found.get(key);
    if (list === undefined) found.set(key, [one]);
    else list.push(one);
  }
  return found;
}
