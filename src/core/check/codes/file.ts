/** The problems of a file as a whole. */
import type { ProblemInfo } from "./code";

export const fileCodes = {
  "empty-file": {
    title: "The file is empty",
    severity: "error",
    meaning: "A file whose name says that it holds a definition holds none, so nothing is in force.",
    mend: "Write a definition. The smallest one has apiVersion, kind and metadata.",
    example: {
      wrong: "# nothing yet\n",
      right: "apiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: example\n",
      whole: true,
    },
  },
  "unreadable-file": {
    title: "File that cannot be read",
    severity: "error",
    meaning: "The file does not exist, is not a file, or may not be read.",
    mend: "Check the path and the permissions.",
  },
  "one-definition": {
    title: "Not exactly one definition",
    severity: "error",
    meaning: "An endpoint serves one environment, so its file holds one definition.",
    mend: "Give the endpoint a file of its own.",
  },
  "too-large": {
    title: "Text that is too large to be checked",
    severity: "warning",
    meaning:
      "An editor checks texts of up to 20 million characters, or of as many as its setting maintenanceMode.editor.maxFileSizeMB says. The command line checks any size.",
    mend: "Give each environment a file of its own, or raise the setting.",
  },
  "more-problems": {
    title: "More problems than are shown",
    severity: "info",
    meaning: "A text with very many mistakes would only fill the screen, so the list is cut.",
    mend: "Mend those that are shown; the others follow.",
  },
} as const satisfies Record<string, ProblemInfo>;
