/** What the documentation of a kind of problem consists of. */
import type { Problem } from "../../generated/types";

export interface ProblemInfo {
  title: string;
  severity: Problem["severity"];
  /** Why it is a problem, for somebody who meets it for the first time. */
  meaning: string;
  /** How to mend it. */
  mend: string;
  /**
   * A definition that has exactly this problem, and one that has none. `exampleHeader` comes before both unless they
   * are whole files; `enforcedBy` is the system that enforces them, where that matters.
   */
  example?: { wrong: string; right: string; whole?: true; enforcedBy?: string };
}

/** The lines that every definition begins with; examples leave them out. */
export const exampleHeader = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: example
`;
