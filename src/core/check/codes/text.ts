/** The problems of the text itself: what is not YAML, or not YAML that every reader understands. */
import type { ProblemInfo } from "./code";

export const textCodes = {
  "tab-indentation": {
    title: "Tab as indentation",
    severity: "error",
    meaning: "YAML is indented with spaces. A tab looks like some spaces, but nobody can say how many.",
    mend: "Replace the tab with spaces, two a level.",
    example: { wrong: "services:\n\t- id: aos\n", right: "services:\n  - id: aos\n" },
  },
  "bad-indentation": {
    title: "Wrong column",
    severity: "error",
    meaning:
      "The column in which a line begins says what it belongs to. This line begins where nothing around it begins.",
    mend: "Put the keys of one mapping, and the dashes of one list, exactly below each other.",
    example: {
      wrong: "services:\n  - id: aos\n   title: AOS service\n",
      right: "services:\n  - id: aos\n    title: AOS service\n",
    },
  },
  "unclosed-quote": {
    title: "Quote that is never closed",
    severity: "error",
    meaning: "A text begins with a quote and has no second one, so the rest of the file would be part of it.",
    mend: "Add the closing quote at the end of the text.",
    example: {
      wrong: 'services:\n  - id: aos\n    title: "AOS service\n',
      right: 'services:\n  - id: aos\n    title: "AOS service"\n',
    },
  },
  "unclosed-bracket": {
    title: "Bracket that is never closed",
    severity: "error",
    meaning: "A list in [ ] or a mapping in { } has no end.",
    mend: "Add the closing bracket after the last item.",
    example: {
      wrong: "operations:\n  blocked: [process.run\n",
      right: "operations:\n  blocked: [process.run]\n",
    },
  },
  "missing-colon": {
    title: "Key without a colon",
    severity: "error",
    meaning: "A line stands where a key is expected, but has no `: `.",
    mend: "Write `key: value`, with a colon and a space.",
    example: {
      wrong: "operations:\n  unlisted: deny\n  inFlight stop\n",
      right: "operations:\n  unlisted: deny\n  inFlight: stop\n",
    },
  },
  "missing-comma": {
    title: "Comma or colon missing between brackets",
    severity: "error",
    meaning: "Inside brackets a comma stands between items, and a colon between a key and its value.",
    mend: "Add the comma or the colon.",
    example: {
      wrong: 'operations:\n  blocked: ["process.run" "process.stop"]\n',
      right: 'operations:\n  blocked: ["process.run", "process.stop"]\n',
    },
  },
  "colon-in-value": {
    title: "Colon in a value",
    severity: "error",
    meaning: "A colon followed by a space begins a new value, also in the middle of a sentence.",
    mend: "Put the value in quotes.",
    example: {
      wrong: "notice:\n  message: Closed: back soon\n",
      right: 'notice:\n  message: "Closed: back soon"\n',
    },
  },
  "unexpected-text": {
    title: "Text where none can stand",
    severity: "error",
    meaning: "The value before it is complete, so nothing can follow on this line but a comment.",
    mend: "Remove what is too much, or put the whole value in quotes.",
    example: { wrong: 'notice:\n  message: "Back" soon\n', right: 'notice:\n  message: "Back soon"\n' },
  },
  "bad-escape": {
    title: "Unknown escape",
    severity: "error",
    meaning: "In double quotes a backslash begins an escape such as \\n, and YAML does not know this one.",
    mend: "Write two backslashes, or use single quotes, in which a backslash is only a backslash.",
    example: {
      wrong: 'notice:\n  message: "See C:\\status"\n',
      right: "notice:\n  message: 'See C:\\status'\n",
    },
  },
  "reserved-character": {
    title: "Text begins with a reserved character",
    severity: "error",
    meaning: "Text without quotes cannot begin with @, % or a backtick.",
    mend: "Put the text in quotes.",
    example: {
      wrong: "notice:\n  message: @all back soon\n",
      right: 'notice:\n  message: "@all back soon"\n',
    },
  },
  directive: {
    title: "Instruction to the YAML reader",
    severity: "error",
    meaning:
      "A line that begins with % changes how the file is read, for those readers that follow it. %YAML 1.1 would make `no` a truth value.",
    mend: "Remove the line. Definitions are YAML 1.2.",
    example: {
      wrong:
        "%YAML 1.1\n---\napiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: example\n",
      right:
        "---\napiVersion: maintenance-mode/v1\nkind: MaintenanceDefinition\nmetadata:\n  name: example\n",
      whole: true,
    },
  },
  "syntax-error": {
    title: "Not YAML",
    severity: "error",
    meaning:
      "The YAML reader cannot go on here, for a reason that is rare enough to have no page of its own.",
    mend: "The message says what the reader expected. Quotes around a value and lists in block form help in most cases.",
    example: { wrong: "notice:\n  message: &a &b Back soon\n", right: "notice:\n  message: Back soon\n" },
  },
  "too-deep": {
    title: "Nested too deeply",
    severity: "error",
    meaning:
      "The text nests more than a hundred levels deep. No definition needs that, and it can bring readers down.",
    mend: "Remove the brackets or dashes that are too many.",
    example: { wrong: `services: ${"[".repeat(101)}\n`, right: "services: [{ id: aos }]\n" },
  },
  "duplicate-key": {
    title: "Key twice in one mapping",
    severity: "error",
    meaning: "Some readers take the first value, some the last, some refuse the file.",
    mend: "Keep one of them.",
    example: {
      wrong: "notice:\n  message: Back soon\n  message: Back at noon\n",
      right: "notice:\n  message: Back at noon\n",
    },
  },
  "unusable-key": {
    title: "Key that is not a text",
    severity: "error",
    meaning:
      "In YAML a list, a mapping or nothing at all can be a key. In a definition, and in JSON, it cannot.",
    mend: "Write a plain word before the colon.",
    example: { wrong: "? [notice]\n: { message: Back soon }\n", right: "notice: { message: Back soon }\n" },
  },
  "merge-key": {
    title: "Merge key",
    severity: "error",
    meaning: "`<<` was an extension of YAML 1.1. YAML 1.2 readers see an ordinary key with that name.",
    mend: "Write the keys out, or put an anchor on a whole list or mapping and use it as it is.",
    example: {
      wrong:
        "agents:\n  - &hq { client: acme, site: hq, ids: [db-7] }\noverrides:\n  - { <<: *hq, id: keep, effect: exempt, reason: INC-42 }\n",
      right: "overrides:\n  - { id: keep, effect: exempt, reason: INC-42 }\n",
    },
  },
  "invisible-space": {
    title: "Space that is none",
    severity: "error",
    meaning:
      "A no-break space or a similar character looks like indentation and is read as part of the word.",
    mend: "Replace it with ordinary spaces. It often comes from a web page or a chat.",
    example: {
      wrong: "notice:\n  message: Back soon\n\u00A0 contact: Operations\n",
      right: "notice:\n  message: Back soon\n  contact: Operations\n",
    },
  },
  "undefined-alias": {
    title: "Alias without an anchor",
    severity: "error",
    meaning: "`*name` stands for what `&name` marked earlier in the same document, and nothing did.",
    mend: "Mark the value with `&name`, or put the text in quotes when it should begin with `*`.",
    example: { wrong: "operations:\n  blocked: [ *reports ]\n", right: 'operations:\n  blocked: [ "*" ]\n' },
  },
  "alias-bomb": {
    title: "Aliases that multiply",
    severity: "error",
    meaning:
      "Aliases of aliases grow without limit when they are written out; such a file can bring readers down.",
    mend: "Use fewer aliases.",
    example: {
      wrong: `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
`,
      right: "services: [{ id: aos }]\n",
    },
  },
  "unknown-tag": {
    title: "Tag",
    severity: "error",
    meaning:
      "A tag such as !env asks one particular program for something; every other reader refuses the file.",
    mend: "Remove the tag and write the value.",
    example: { wrong: "notice:\n  message: !env MESSAGE\n", right: "notice:\n  message: Back soon\n" },
  },
  "control-character": {
    title: "Control character",
    severity: "error",
    meaning:
      "An invisible character that YAML does not allow: NUL, a lone carriage return, a Unicode line separator and the like. Some readers stop at it, some cut the text there.",
    mend: "Delete it. When it is meant, write it as an escape in double quotes.",
    example: {
      wrong: "notice:\n  message: Back\u0007 soon\n",
      right: 'notice:\n  message: "Back\\a soon"\n',
    },
  },
  "byte-order-mark": {
    title: "Byte order mark inside the text",
    severity: "error",
    meaning:
      "The invisible character U+FEFF is allowed at the start of a file only; elsewhere it becomes part of a word. It often comes from files that were joined.",
    mend: "Delete it.",
    example: { wrong: "notice:\n  message: \uFEFFBack soon\n", right: "notice:\n  message: Back soon\n" },
  },
} as const satisfies Record<string, ProblemInfo>;
