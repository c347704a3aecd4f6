/** The part of a definition that says what is blocked and to whom, indexed once. */
import type { BlockedOperation, MaintenanceDefinition, Operations, Override } from "./generated/types";
import { PatternIndex } from "./patterns";
import type { CompiledWindow, Policy } from "./policy";

export interface RuledRole {
  id: string;
  admitted: boolean;
  /** Patterns with their JSON Pointers. */
  bypass: PatternIndex<string>;
  /** JSON Pointer. */
  rule: string;
}

export interface RuledAdmit {
  override: Override;
  rule: string;
  operations: PatternIndex<undefined> | undefined;
}

export interface Rules {
  alwaysAllowed: PatternIndex<string>;
  onlyDuringMaintenance: PatternIndex<string>;
  blocked: PatternIndex<{ entry: BlockedOperation; rule: string }>;
  roles: ReadonlyMap<string, RuledRole>;
  /** Overrides that admit, the lowest id first. */
  admits: readonly RuledAdmit[];
  /** Windows that have a cutoff. */
  cutoffs: readonly CompiledWindow[];
  unlisted: Operations["unlisted"];
  inFlight: Operations["inFlight"];
  /** The answer to a denial that nothing else words. */
  answer: string | undefined;
}

/** Indexes a definition that is valid. */
export function compileRules({ definition, windows, overrides }: Policy): Rules {
  const operations: Operations = definition.operations ?? {};
  return {
    alwaysAllowed: pointed(operations.alwaysAllowed, "/operations/alwaysAllowed"),
    onlyDuringMaintenance: pointed(operations.onlyDuringMaintenance, "/operations/onlyDuringMaintenance"),
    blocked: new PatternIndex(
      (operations.blocked ?? []).map((entry, index) => ({
        pattern: typeof entry === "string" ? entry : entry.id,
        value: { entry, rule: `/operations/blocked/${index}` },
      })),
    ),
    roles: rolesOf(definition),
    admits: overrides
      .filter(({ override }) => override.effect === "admit")
      .map(admit)
      .sort(byId),
    cutoffs: windows.filter(({ cutoffMs }) => cutoffMs > 0),
    unlisted: operations.unlisted,
    inFlight: operations.inFlight,
    answer: operations.answer,
  };
}

function pointed(patterns: readonly string[] | undefined, path: string): PatternIndex<string> {
  return new PatternIndex((patterns ?? []).map((pattern, index) => ({ pattern, value: `${path}/${index}` })));
}

function rolesOf({ roles = [] }: MaintenanceDefinition): Map<string, RuledRole> {
  return new Map(
    roles.map(({ id, admitted = false, bypass }, index) => {
      const rule = `/roles/${index}`;
      return [id, { id, admitted, bypass: pointed(bypass, `${rule}/bypass`), rule }];
    }),
  );
}

function admit({ override, rule }: Policy["overrides"][number]): RuledAdmit {
  const operations = override.operations?.map((pattern) => ({ pattern, value: undefined }));
  return { override, rule, operations: operations === undefined ? undefined : new PatternIndex(operations) };
}

function byId(a: RuledAdmit, b: RuledAdmit): number {
  return a.override.id < b.override.id ? -1 : 1;
}
