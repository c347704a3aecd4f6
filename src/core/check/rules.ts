/** Every rule of meaning, one line each, by how much of a definition it looks at. */
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

/** Rules that judge a window or a schedule by itself, whatever else the definition says but for its time zone. */
export const entryRules: readonly Rule[] = [impossibleTimes, oddOccurrences];

/** Rules that compare one part of a definition with others. */
export const wholeRules: readonly Rule[] = [
  duplicates,
  unknownNames,
  unknownAgents,
  unknownOperations,
  unknownZones,
  expiredOverrides,
  selfLockOut,
  restartWithWindows,
];
