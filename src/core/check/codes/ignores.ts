/** The problems of comments that silence a problem where it stands. */
import type { ProblemInfo } from "./code";

const override = (comment: string, expires = "2020-01-01T00:00:00Z"): string =>
  `overrides:\n  ${comment}\n  - { id: keep, effect: exempt, reason: INC-42, expires: "${expires}" }\n`;

export const ignoreCodes = {
  "ignore-without-reason": {
    title: "Silenced without a reason",
    severity: "info",
    meaning:
      "A comment silences a problem and does not say why, so nobody will know when it is needed no more.",
    mend: "Write the reason after the code and a colon.",
    example: {
      wrong: override("# maintenance-mode-ignore expired-override"),
      right: override("# maintenance-mode-ignore expired-override: kept as a pattern for the next audit"),
    },
  },
  "unused-ignore": {
    title: "Comment that silences nothing",
    severity: "info",
    meaning:
      "On its own line, a comment silences problems of the line directly below it, at the end of a line those of that line. This one finds none with its code there.",
    mend: "Remove the comment, or move it to the line of the problem.",
    example: {
      wrong: override(
        "# maintenance-mode-ignore expired-override: kept as a pattern",
        "2099-01-01T00:00:00Z",
      ),
      right: override("# kept as a pattern", "2099-01-01T00:00:00Z"),
    },
  },
  "unknown-ignore": {
    title: "Comment that names no problem",
    severity: "warning",
    meaning: "The word after maintenance-mode-ignore is no code of a problem, so nothing is silenced.",
    mend: "Write one code, then a colon and the reason. For two problems write two comments.",
    example: {
      wrong: override("# maintenance-mode-ignore exp-ovr: kept as a pattern", "2099-01-01T00:00:00Z"),
      right: override("# maintenance-mode-ignore expired-override: kept as a pattern"),
    },
  },
  "ignored-error": {
    title: "Error that cannot be silenced",
    severity: "warning",
    meaning:
      "An error makes the definition invalid, whoever reads it, so a comment cannot silence it; warnings and advice it can.",
    mend: "Mend the error and remove the comment.",
    example: {
      wrong:
        "# maintenance-mode-ignore unknown-role: it comes later\nroles:\n  - { id: administrator, admitted: true, may: [disable] }\n",
      right: "# it comes later\nroles:\n  - { id: administrator, admitted: true, may: [disable] }\n",
    },
  },
} as const satisfies Record<string, ProblemInfo>;
