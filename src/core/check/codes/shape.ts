/** The problems of shape: what the schema of a definition does not allow. */
import type { ProblemInfo } from "./code";

export const shapeCodes = {
  "unknown-property": {
    title: "Unknown key",
    severity: "error",
    meaning: "Nothing reads a key with this name here, so what it says would silently not happen.",
    mend: "Correct the name (the message names the nearest one) or remove the line.",
    example: { wrong: "operations:\n  unlistd: deny\n", right: "operations:\n  unlisted: deny\n" },
  },
  "missing-property": {
    title: "Missing key",
    severity: "error",
    meaning: "Something that must be said is not said.",
    mend: "Add the key that the message names.",
    example: {
      wrong: "notice:\n  contact: Operations\n",
      right: "notice:\n  message: Back soon\n  contact: Operations\n",
    },
  },
  "conflicting-property": {
    title: "Keys that exclude each other",
    severity: "error",
    meaning:
      "The key is known, but cannot stand beside another one that is here, or has no meaning with its value.",
    mend: "Keep one of them; the message says which belongs where.",
    example: {
      wrong:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: nightly\n    kind: maintenance\n    recurring: { frequency: daily, startTime: "22:00", endTime: "23:00", duration: PT1H }\n',
      right:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: nightly\n    kind: maintenance\n    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }\n',
    },
  },
  "target-gap": {
    title: "Target with a gap",
    severity: "error",
    meaning:
      "A site is a site of a client, and an agent is an agent of a site. A name alone could mean several.",
    mend: "Add the client, or the site, that it belongs to.",
    example: {
      wrong:
        "overrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, agent: db-7 } }\n",
      right:
        "overrides:\n  - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, site: hq, agent: db-7 } }\n",
    },
  },
  "wrong-type": {
    title: "Wrong kind of value",
    severity: "error",
    meaning: "A text stands where a list is expected, a number where a text is expected, and the like.",
    mend: "Write the value in the form that the message names; a number or truth value that is meant as text needs quotes.",
    example: { wrong: "services:\n  id: aos\n", right: "services:\n  - id: aos\n" },
  },
  "unknown-value": {
    title: "Value that is not in the list",
    severity: "error",
    meaning: "Only certain words are possible here.",
    mend: "Use one of the words that the message lists.",
    example: { wrong: "operations:\n  unlisted: dney\n", right: "operations:\n  unlisted: deny\n" },
  },
  "unknown-version": {
    title: "Unknown version of the format",
    severity: "error",
    meaning:
      "The document says that it is written in a version of the format that this program does not know, so nothing else in it was checked.",
    mend: "Write maintenance-mode/v1, or use a newer version of this program.",
    example: {
      wrong: "apiVersion: maintenance-mode/v9\nkind: MaintenanceDefinition\nmetadata:\n  name: example\n",
      right: "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: example\n",
      whole: true,
    },
  },
  "malformed-value": {
    title: "Value in the wrong form",
    severity: "error",
    meaning:
      "Dates, times, durations, ids and patterns have one form each, so that every reader understands the same.",
    mend: "Write it as the message shows.",
    example: {
      wrong: "services:\n  - id: AOS Service\n",
      right: "services:\n  - id: aos\n    title: AOS Service\n",
    },
  },
  "too-long": {
    title: "Text that is too long",
    severity: "error",
    meaning: "Texts have a limit, so that every system can store and show them.",
    mend: "Shorten it.",
    example: {
      wrong: `services:\n  - id: ${"a".repeat(65)}\n`,
      right: "services:\n  - id: application-object-server\n",
    },
  },
  "empty-value": {
    title: "Empty list or text",
    severity: "error",
    meaning:
      "An empty list could mean nothing or everything, so it has to be left out. Only blocked, alwaysAllowed, bypass and may can be [].",
    mend: "Remove the key, or add an entry.",
    example: { wrong: "services: []\n", right: "services: [{ id: aos }]\n" },
  },
  "out-of-range": {
    title: "Number out of range",
    severity: "error",
    meaning: "The number is smaller or greater than what can be meant.",
    mend: "Use a number in the range that the message names.",
    example: {
      wrong:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: yearly\n    kind: maintenance\n    recurring: { frequency: yearly, byMonth: [13], byMonthDay: [1], startTime: "22:00", duration: PT1H }\n',
      right:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: yearly\n    kind: maintenance\n    recurring: { frequency: yearly, byMonth: [12], byMonthDay: [1], startTime: "22:00", duration: PT1H }\n',
    },
  },
  "duplicate-item": {
    title: "Entry twice in one list",
    severity: "error",
    meaning:
      "The second entry says nothing, or says something else than the first; often another one was meant.",
    mend: "Remove one of them.",
    example: {
      wrong:
        "operations:\n  blocked:\n    - process.run\n    - { id: process.run, answer: Could not start }\n",
      right: "operations:\n  blocked:\n    - { id: process.run, answer: Could not start }\n",
    },
  },
  cron: {
    title: "Cron expression",
    severity: "error",
    meaning:
      "cron is not part of version 1: it says when something starts, and neither how long it lasts nor from which day on.",
    mend: "Use rrule with start and duration. The message offers the equivalent rule where there is one.",
    example: {
      wrong:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: sundays\n    kind: maintenance\n    cron: "0 2 * * 0"\n',
      right:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: sundays\n    kind: maintenance\n    rrule: FREQ=WEEKLY;BYDAY=SU\n    start: "2026-11-29T02:00"\n    duration: PT4H\n',
    },
  },
} as const satisfies Record<string, ProblemInfo>;
