/**
 * Advice: what a definition says is possible, and probably not what was meant. It is never an error, the specification
 * does not ask for it, and no host needs it.
 */
import { exampleHeader, type ProblemInfo } from "./code";

const zone = "timeZone: Europe/Copenhagen\n";
const window = `${zone}windows:\n  - id: nightly\n    kind: maintenance\n`;

export const adviceCodes = {
  "clock-change": {
    title: "Period that a clock change makes shorter or longer",
    severity: "info",
    meaning:
      "When the clocks change inside a period that is written from one time of day to another, it lasts an hour less or more than on other days.",
    mend: "When the length matters, write duration in place of endTime: hours are exact, whatever the clocks do.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", endTime: "06:00" }\n`,
      right: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT8H }\n`,
    },
  },
  "skipped-month": {
    title: "Day that some months do not have",
    severity: "warning",
    meaning:
      "A month that has no 29th, 30th or 31st is left out: nothing is moved to another day. The 29th of February happens in leap years only.",
    mend: "Write -1 for the last day of every month, or a day that every month has.",
    example: {
      wrong: `${window}    recurring: { frequency: monthly, byMonthDay: [31], startTime: "22:00", duration: PT4H }\n`,
      right: `${window}    recurring: { frequency: monthly, byMonthDay: [-1], startTime: "22:00", duration: PT4H }\n`,
    },
  },
  "cutoff-fills-gap": {
    title: "Cutoff that leaves no time between two occurrences",
    severity: "warning",
    meaning:
      "Before an occurrence nothing begins that it would refuse, for as long as cutoff says. When that is all the time since the occurrence before, nothing can begin there at all.",
    mend: "Shorten the cutoff, or make one period of the two.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT20H }\n    cutoff: PT4H\n`,
      right: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT20H }\n    cutoff: PT1H\n`,
    },
  },
  "past-window": {
    title: "Window that is over for good",
    severity: "info",
    meaning: "Its last occurrence has ended, so it never opens again.",
    mend: "Remove it, or give it new dates.",
    example: {
      wrong: `${window}    once: [{ start: "2020-12-31T20:00", end: "2021-01-01T06:00" }]\n`,
      right: `${window}    once: [{ start: "2030-12-31T20:00", end: "2031-01-01T06:00" }]\n`,
    },
  },
  "excluded-window": {
    title: "Window whose occurrences are all excluded",
    severity: "warning",
    meaning:
      "Every one of its next occurrences begins inside a schedule that it excludes, and such an occurrence is dropped whole, so the window never opens.",
    mend: "Correct the schedule or the times of the window, or do not exclude it.",
    example: {
      wrong: `schedules:\n  sundays: { recurring: { frequency: weekly, byDay: [su], startTime: "00:00", endTime: "24:00" } }\n${window}    recurring: { frequency: weekly, byDay: [su], startTime: "22:00", duration: PT4H }\n    exclude: [sundays]\n`,
      right: `schedules:\n  sundays: { recurring: { frequency: weekly, byDay: [su], startTime: "00:00", endTime: "24:00" } }\n${window}    recurring: { frequency: weekly, byDay: [sa, su], startTime: "22:00", duration: PT4H }\n    exclude: [sundays]\n`,
    },
  },
  "window-in-blackout": {
    title: "Maintenance during a blackout",
    severity: "info",
    meaning:
      "A blackout goes before maintenance: only the roles that it lets through get in, so what was planned for this time can be done by nobody else.",
    mend: "Exclude a schedule with the times of the blackout, or move one of the two.",
    example: {
      wrong: `${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT4H }\n  - id: year-end\n    kind: blackout\n    once: [{ start: "2030-12-31T20:00", end: "2031-01-01T06:00" }]\n`,
      right: `schedules:\n  year-end: { once: [{ start: "2030-12-31T20:00", end: "2031-01-01T06:00" }] }\n${window}    recurring: { frequency: daily, startTime: "22:00", duration: PT4H }\n    exclude: [year-end]\n  - id: year-end\n    kind: blackout\n    once: [{ start: "2030-12-31T20:00", end: "2031-01-01T06:00" }]\n`,
    },
  },
  "contradictory-overrides": {
    title: "Overrides that contradict each other",
    severity: "warning",
    meaning:
      "One override keeps a target out of maintenance and another keeps the same target in it. As long as both count, it is in maintenance, and the exempt one changes nothing.",
    mend: "Remove one of them, or give the one that holds for now an end.",
    example: {
      wrong:
        "overrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme } }\n  - { id: hold, effect: maintenance, reason: INC-43, target: { client: acme } }\n",
      right:
        "overrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, site: hq } }\n  - { id: hold, effect: maintenance, reason: INC-43, target: { client: acme } }\n",
    },
  },
  "useless-override": {
    title: "Override that changes nothing",
    severity: "warning",
    meaning:
      "Without this override every decision would be the same: another one says the same for longer, or what it opens is not closed to anybody whom it admits.",
    mend: "Remove it, or correct what it names.",
    example: {
      wrong:
        "operations: { blocked: [report.run], alwaysAllowed: [check.run] }\nroles:\n  - { id: administrator, admitted: true, may: [disable] }\noverrides:\n  - { id: jit, effect: admit, roles: [administrator], operations: [check.run], reason: INC-42 }\n",
      right:
        "operations: { blocked: [report.run], alwaysAllowed: [check.run] }\nroles:\n  - { id: administrator, admitted: true, may: [disable] }\noverrides:\n  - { id: jit, effect: admit, roles: [administrator], operations: [report.run], reason: INC-42 }\n",
    },
  },
  "undone-block": {
    title: "Blocked operation that is always allowed",
    severity: "warning",
    meaning:
      "alwaysAllowed goes before blocked, so an operation that both of them name is never refused during maintenance.",
    mend: "Take it out of one of the two lists.",
    example: {
      wrong: "operations:\n  blocked: [alert.email.send]\n  alwaysAllowed: [alert.*]\n",
      right: "operations:\n  blocked: [alert.email.send]\n  alwaysAllowed: [alert.show]\n",
    },
  },
  "useless-role": {
    title: "Role that can do nothing",
    severity: "info",
    meaning:
      "The role is not admitted, bypasses nothing, may do nothing, and no window, override or approval names it. Whoever has it is treated like somebody without a role.",
    mend: "Give it something that it may do, or remove it.",
    example: {
      wrong: "roles:\n  - { id: administrator, admitted: true, may: [disable] }\n  - { id: guest }\n",
      right:
        "roles:\n  - { id: administrator, admitted: true, may: [disable] }\n  - { id: guest, admitted: true }\n",
    },
  },
  "duplicate-environment": {
    title: "Environment that is defined twice",
    severity: "warning",
    meaning:
      "Another definition has the same metadata.name: in the same file, in another file of the folder that an editor has open, or in another file that the command line checks. Each environment has one definition, and nobody can see which of the two is meant.",
    mend: "Rename one of them, or remove it.",
    example: {
      wrong: `${exampleHeader}---\n${exampleHeader}`,
      right: `${exampleHeader}---\n${exampleHeader.replace("example", "example-test")}`,
      whole: true,
    },
  },
  "not-enforced": {
    title: "Part that the system cannot enforce",
    severity: "info",
    meaning:
      "The system that enforces this definition, as a setting says (maintenanceMode.enforcedBy) or an argument (--enforced-by), has no way to do what is written here, so it is only a word to people. docs/systems.md says what each system can enforce.",
    mend: "Take it out, or see to it by other means.",
    example: {
      wrong: "operations:\n  blocked: [process.component.run, report.run]\n",
      right: "operations:\n  blocked: [process.component.run]\n",
      enforcedBy: "urbancode-deploy",
    },
  },
} as const satisfies Record<string, ProblemInfo>;
