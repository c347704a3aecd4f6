/** Our own answer, in the time zone, from the text of the rule to the change. */
import { type Calendar, compileCalendar } from "../../../core/calendar";
import { changeAfter } from "../../../core/schedule";
import { type NextChange, zone } from "./query";

const noSchedules: ReadonlyMap<string, Calendar> = new Map();

export const ourNextChange: NextChange = ({ rrule, start, hours }, nowMs) =>
  changeAfter(compileCalendar({ rrule, start, duration: `PT${hours}H` }, zone, noSchedules), nowMs);
