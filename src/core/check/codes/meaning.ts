/** The problems of meaning: the shape is right, and what it says cannot be, or probably was not meant. */
import type { ProblemInfo } from "./code";

const zone = "timeZone: Europe/Copenhagen\n";
const window = `${zone}windows:\n  - id: nightly\n    kind: maintenance\n`;

export const meaningCodes = {
  "duplicate-id": {
    title: "Id that is used twice",
    severity: "error",
    meaning:
      "An id stands for one thing. Of two roles, windows, overrides or services with one id nobody knows which is meant.",
    mend: "Give one of them another id.",
    example: {
      wrong: "services:\n  - id: aos\n  - id: aos\n",
      right: "services:\n  - id: aos\n  - id: dixf\n",
    },
  },
  "unknown-role": {
    title: "Unknown role",
    severity: "error",
    meaning: "The role is named here and is not in roles, so it would let nobody in.",
    mend: "Correct the name, or add the role to roles.",
    example: {
      wrong: "overrides:\n  - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }\n",
      right:
        "operations: { unlisted: deny }\nroles:\n  - { id: administrator, admitted: true, may: [enable, disable] }\n  - { id: contractor }\noverrides:\n  - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }\n",
    },
  },
  "unknown-schedule": {
    title: "Unknown schedule",
    severity: "error",
    meaning: "The window excludes a schedule that is not in schedules, so nothing would be excluded.",
    mend: "Correct the name, or add the schedule to schedules.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }\n    exclude: [holidays]\n`,
      right: `schedules:\n  holidays: { once: [{ start: "2026-12-23T16:00", end: "2027-01-02T10:00" }] }\n${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }\n    exclude: [holidays]\n`,
    },
  },
  "unknown-service": {
    title: "Unknown service",
    severity: "error",
    meaning:
      "A switch waits until this service has restarted, and it is not in services, so the switch would never end.",
    mend: "Correct the name, or add the service to services.",
    example: {
      wrong: "transitions:\n  restart: { services: [aos] }\n",
      right: "transitions:\n  restart: { services: [aos] }\nservices:\n  - id: aos\n",
    },
  },
  "unknown-agent": {
    title: "Target that is not in the inventory",
    severity: "warning",
    meaning:
      "agents lists the inventory, and the client, site or agent of this target is not in it. Names are compared exactly.",
    mend: "Correct the name, or add it to agents.",
    example: {
      wrong:
        "agents:\n  - { client: acme, site: hq, ids: [db-7] }\noverrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, site: hq, agent: db-8 } }\n",
      right:
        "agents:\n  - { client: acme, site: hq, ids: [db-7] }\noverrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, site: hq, agent: db-7 } }\n",
    },
  },
  "unknown-operation": {
    title: "Operation that nothing else names",
    severity: "warning",
    meaning:
      "A bypass, an override or a window names an operation that appears nowhere else in the definition. As it is neither blocked nor kept for maintenance, naming it changes nothing; most often it is misspelt.",
    mend: "Correct the name, or list the operation in operations.",
    example: {
      wrong:
        "operations:\n  blocked: [process.component.run]\nroles:\n  - { id: administrator, admitted: true, may: [disable], bypass: [process.componnt.run] }\n",
      right:
        "operations:\n  blocked: [process.component.run]\nroles:\n  - { id: administrator, admitted: true, may: [disable], bypass: [process.component.run] }\n",
    },
  },
  "end-before-start": {
    title: "End before the start",
    severity: "error",
    meaning: "The end is not after the start, so the period would never be.",
    mend: "Exchange the two, or correct the date.",
    example: {
      wrong: `${window}    once: [{ start: "2027-01-02T10:00", end: "2027-01-01T10:00" }]\n`,
      right: `${window}    once: [{ start: "2027-01-01T10:00", end: "2027-01-02T10:00" }]\n`,
    },
  },
  "equal-times": {
    title: "Start and end at the same time of day",
    severity: "error",
    meaning: "Nobody can say whether no time at all or a whole day is meant.",
    mend: 'For a whole day write duration: P1D (or endTime: "24:00" from midnight); else correct one of the times.',
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", endTime: "22:00" }\n`,
      right: `${window}    recurring: { frequency: daily, startTime: "22:00", endTime: "23:00" }\n`,
    },
  },
  "zero-duration": {
    title: "Duration of zero",
    severity: "error",
    meaning: "An occurrence that lasts no time does not exist.",
    mend: "Write how long it lasts, such as PT4H.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT0M }\n`,
      right: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT30M }\n`,
    },
  },
  "empty-occurrence": {
    title: "Occurrence that a clock change swallows",
    severity: "warning",
    meaning: "The whole period lies in the hour that the clocks skip, so it lasts no time.",
    mend: "Move the start or the end out of that hour.",
    example: {
      wrong: `${window}    once: [{ start: "2027-03-28T02:10", end: "2027-03-28T02:50" }]\n`,
      right: `${window}    once: [{ start: "2027-03-28T03:10", end: "2027-03-28T03:50" }]\n`,
    },
  },
  "overlapping-occurrences": {
    title: "Occurrences that overlap",
    severity: "warning",
    meaning: "Two periods of one window overlap. They count as one, which is probably not how it was meant.",
    mend: "Write them as one, or correct the times, the length or the days.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT30H }\n`,
      right: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT6H }\n`,
    },
  },
  "no-occurrence": {
    title: "Recurrence that never happens",
    severity: "warning",
    meaning: "No day within ten years fits everything that the recurrence asks for.",
    mend: "Remove or correct one of its conditions.",
    example: {
      wrong: `${window}    recurring: { frequency: yearly, byMonth: [2], byMonthDay: [30], startDate: "2027-01-01", startTime: "22:00", duration: PT6H }\n`,
      right: `${window}    recurring: { frequency: yearly, byMonth: [2], byMonthDay: [-1], startDate: "2027-01-01", startTime: "22:00", duration: PT6H }\n`,
    },
  },
  "malformed-rrule": {
    title: "Recurrence rule that cannot be read",
    severity: "error",
    meaning:
      "Of iCalendar rules a definition knows FREQ (DAILY to YEARLY), INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, COUNT and UNTIL.",
    mend: "Correct the part that the message names.",
    example: {
      wrong: `${window}    rrule: FREQ=WEEKLY;BYDAY=SO\n    start: "2026-11-29T02:00"\n    duration: PT4H\n`,
      right: `${window}    rrule: FREQ=WEEKLY;BYDAY=SU\n    start: "2026-11-29T02:00"\n    duration: PT4H\n`,
    },
  },
  "unknown-time-zone": {
    title: "Unknown time zone",
    severity: "error",
    meaning:
      "The name is not in the IANA time zone database of this machine. A wrong zone would move every window, so UTC is never assumed.",
    mend: "Write a name such as Europe/Copenhagen.",
    example: { wrong: "timeZone: Europe/Kopenhagen\n", right: "timeZone: Europe/Copenhagen\n" },
  },
  "missing-time-zone": {
    title: "No time zone",
    severity: "error",
    meaning: "Windows and schedules are written in local time, and nothing says where.",
    mend: "Add timeZone to the definition, or to each window and schedule.",
    example: {
      wrong:
        'windows:\n  - id: year-end\n    kind: blackout\n    once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }]\n',
      right: `${zone}windows:\n  - id: year-end\n    kind: blackout\n    once: [{ start: "2026-12-31T20:00", end: "2027-01-01T06:00" }]\n`,
    },
  },
  "expired-override": {
    title: "Override that has expired",
    severity: "warning",
    meaning: "The override no longer counts.",
    mend: "Remove it, or move its end when it is still needed.",
    example: {
      wrong:
        'overrides:\n  - { id: keep, effect: exempt, reason: INC-42, expires: "2020-01-01T00:00:00Z" }\n',
      right:
        'overrides:\n  - { id: keep, effect: exempt, reason: INC-42, expires: "2099-01-01T00:00:00Z" }\n',
    },
  },
  "self-lock-out": {
    title: "Nobody could switch maintenance off",
    severity: "error",
    meaning: "No role may both get in and end maintenance, so once it is on it stays on.",
    mend: 'Give one role `disable` or `force` in may, and `admitted: true` or a bypass of "*".',
    example: {
      wrong: "roles:\n  - { id: operator, may: [enable, disable] }\n",
      right: "roles:\n  - { id: operator, admitted: true, may: [enable, disable] }\n",
    },
  },
  "restart-with-windows": {
    title: "Windows do not wait for restarts",
    severity: "warning",
    meaning:
      "transitions.restart holds back what is switched by hand. A window begins and ends by the clock, restarted or not.",
    mend: "Plan the restart inside the window, or switch by hand in place of the window.",
    example: {
      wrong: `transitions:\n  restart: { services: [aos] }\nservices: [{ id: aos }]\n${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }\n`,
      right: "transitions:\n  restart: { services: [aos] }\nservices: [{ id: aos }]\n",
    },
  },
} as const satisfies Record<string, ProblemInfo>;
