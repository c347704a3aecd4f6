/** The areas of the bench, in the order in which they run. */
import type { Area } from "./area";
import { decisions } from "./decisions";
import { language } from "./language";
import { schedule } from "./schedule";

export const areas: readonly Area[] = [decisions, schedule, language];
