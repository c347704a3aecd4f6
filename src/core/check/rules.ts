/** Every rule of meaning, one line each. */
import type { Rule } from "./rule";
import { unknownAgents } from "./rules/agents";
import { duplicates } from "./rules/duplicates";
import { selfLockOut } from "./rules/lockout";
import { oddOccurrences } from "./rules/occurrences";
import { unknownOperations } from "./rules/operations";
import { expiredOverrides } from "./rules/overrides";
import { unknownNames } from "./rules/references";
import { restartWithWindows } from "./rules/restart";
import { impossibleTimes } from "./rules/times";
import { unknownZones } from "./rules/zones";

export const rules: readonly Rule[] = [
  duplicates,
  unknownNames,
  unknownAgents,
  unknownOperations,
  impossibleTimes,
  oddOccurrences,
  unknownZones,
  expiredOverrides,
  selfLockOut,
  restartWithWindows,
];
