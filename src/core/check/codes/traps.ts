/** The problems of values that YAML 1.1 and YAML 1.2 readers understand differently. */
import type { ProblemInfo } from "./code";

export const trapCodes = {
  "unquoted-time": {
    title: "Time without quotes",
    severity: "error",
    meaning: "YAML 1.1 readers (PyYAML, Ruby and others) read 22:00 as the number 1320.",
    mend: "Put the time in quotes.",
    example: {
      wrong:
        "timeZone: Europe/Copenhagen\nwindows:\n  - id: nightly\n    kind: maintenance\n    recurring: { frequency: daily, startTime: 22:00, duration: PT1H }\n",
      right:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: nightly\n    kind: maintenance\n    recurring: { frequency: daily, startTime: "22:00", duration: PT1H }\n',
    },
  },
  "unquoted-boolean": {
    title: "Word that is a truth value elsewhere",
    severity: "warning",
    meaning: "YAML 1.1 readers read yes, no, on, off, y and n as true and false. Here they are texts.",
    mend: "Put the word in quotes.",
    example: {
      wrong: "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: no\n",
      right: 'apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: "no"\n',
      whole: true,
    },
  },
  "unquoted-date": {
    title: "Date without quotes",
    severity: "info",
    meaning: "YAML 1.1 readers turn a date or timestamp into a date object, often in another time zone.",
    mend: "Put it in quotes.",
    example: {
      wrong:
        "overrides:\n  - id: keep\n    effect: exempt\n    reason: INC-42\n    expires: 2099-12-24T00:00:00Z\n",
      right:
        'overrides:\n  - id: keep\n    effect: exempt\n    reason: INC-42\n    expires: "2099-12-24T00:00:00Z"\n',
    },
  },
  "ambiguous-number": {
    title: "Number that is read in two ways",
    severity: "error",
    meaning: "010 is ten in YAML 1.2 and eight in YAML 1.1; 1e3 is a number in YAML 1.2 alone.",
    mend: "Write the number in digits alone, without a zero before it.",
    example: {
      wrong:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: patches\n    kind: maintenance\n    recurring: { frequency: monthly, byMonthDay: [010], startTime: "22:00", duration: PT1H }\n',
      right:
        'timeZone: Europe/Copenhagen\nwindows:\n  - id: patches\n    kind: maintenance\n    recurring: { frequency: monthly, byMonthDay: [10], startTime: "22:00", duration: PT1H }\n',
    },
  },
  "comment-cuts-text": {
    title: "Comment in the middle of a text",
    severity: "warning",
    meaning: "A # after a space begins a comment, so a ticket number after it is not part of the text.",
    mend: "Put the text in quotes; or put a space after the # when a comment is meant.",
    example: {
      wrong: "overrides:\n  - { id: keep, effect: exempt, reason: ticket #123\n    }\n",
      right: 'overrides:\n  - { id: keep, effect: exempt, reason: "ticket #123" }\n',
    },
  },
} as const satisfies Record<string, ProblemInfo>;
