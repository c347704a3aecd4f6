/** The names in a definition: which kind each is of, where it is declared, and where it is used. */
import type { SourceNode, Span } from "./source";

export type NameKind =
  | "environment"
  | "role"
  | "operation"
  | "schedule"
  | "service"
  | "window"
  | "override"
  | "client"
  | "site"
  | "agent";

/** One mention of a name. */
export interface Name {
  kind: NameKind;
  /** The name as it is written: of an operation the pattern. */
  name: string;
  /** Equal for mentions of the same thing and for no others: a site is one of its client, an agent one of its site. */
  key: string;
  /** Whether this mention makes the name known; the others refer to it. An operation is known wherever a list of `operations` has it. */
  declares: boolean;
  /** The scalar or key in the part's text, quotes included. */
  span: Span;
}

/** A piece of a definition: an entry of the list `section`, what another top-level key holds, or all of it when that is empty. */
interface Piece {
  section: string;
  isEntry: boolean;
  root: SourceNode;
}

interface Place {
  kind: NameKind;
  declares: boolean;
  /** Keys from the definition's root; `*` is every entry of a list, `~` every key of a mapping itself. */
  steps: readonly string[];
}

const places: readonly Place[] = [
  declared("environment", "metadata/name"),
  declared("role", "roles/*/id"),
  used("role", "windows/*/letThrough/*"),
  used("role", "overrides/*/roles/*"),
  used("role", "transitions/approval/approvers/*"),
  declared("operation", "operations/blocked/*"),
  declared("operation", "operations/blocked/*/id"),
  declared("operation", "operations/alwaysAllowed/*"),
  declared("operation", "operations/onlyDuringMaintenance/*"),
  used("operation", "roles/*/bypass/*"),
  used("operation", "windows/*/operations/*"),
  used("operation", "overrides/*/operations/*"),
  declared("schedule", "schedules/~"),
  used("schedule", "windows/*/exclude/*"),
  declared("service", "services/*/id"),
  used("service", "transitions/restart/services/*"),
  declared("window", "windows/*/id"),
  declared("override", "overrides/*/id"),
  declared("client", "agents/*/client"),
  declared("site", "agents/*/site"),
  declared("agent", "agents/*/ids/*"),
  ...["windows", "overrides"].flatMap((list) => [
    used("client", `${list}/*/target/client`),
    used("site", `${list}/*/target/site`),
    used("agent", `${list}/*/target/agent`),
  ]),
];

/** The names that a part mentions, those of one place in the order of the text. */
export function namesIn({ section, isEntry, root }: Piece): Name[] {
  const found: Name[] = [];
  for (const { kind, declares, steps } of places) {
    if (section !== "" && steps[0] !== section) continue;
    collect(root, steps.slice(section === "" ? 0 : isEntry ? 2 : 1), [], (span, name, around) => {
      if (name !== "") found.push({ kind, name, key: keyOf(kind, name, around), declares, span });
    });
  }
  return found;
}

/** The key of a name; `around` are the mappings around the mention, the innermost last. */
function keyOf(kind: NameKind, name: string, around: readonly SourceNode[]): string {
  const scope = kind === "site" ? ["client"] : kind === "agent" ? ["client", "site"] : [];
  const owner = around.at(-1);
  const scopes = scope.map((key) => owner?.entries?.get(key)?.node.value ?? null);
  return JSON.stringify([...scopes, name]);
}

function collect(
  node: SourceNode,
  [step, ...rest]: readonly string[],
  around: readonly SourceNode[],
  found: (span: Span, name: string, around: readonly SourceNode[]) => void,
): void {
  const inside = node.entries === undefined ? around : [...around, node];
  if (step === undefined) {
    if (typeof node.value === "string") found(node.span, node.value, around);
  } else if (step === "~") {
    for (const [name, { key }] of node.entries ?? []) found(key, name, inside);
  } else if (step === "*") {
    for (const item of node.items ?? []) collect(item, rest, inside, found);
  } else {
    const entry = node.entries?.get(step);
    if (entry !== undefined) collect(entry.node, rest, inside, found);
  }
}

function declared(kind: NameKind, path: string): Place {
  return { kind, declares: true, steps: path.split("/") };
}

function used(kind: NameKind, path: string): Place {
  return { kind, declares: false, steps: path.split("/") };
}
