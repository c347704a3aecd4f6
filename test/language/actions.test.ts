/** Every fix is made and the text is diagnosed again: the problem is gone, and nothing new appears. */
import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-types";
import { exampleHeader, type ProblemCode, problemCodes, problemInfo } from "../../src/core/problem";
import { codeActions, fixAllKind } from "../../src/language/actions";
import { type EnforcedBy, readEnforcedBy } from "../../src/core/systems";
import { diagnosticsOf } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { Lines } from "../../src/language/position";
import { dedent, nowMs } from "./marked";

const uri = "file:///example.maintenance.yaml";
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

function actionsOf(text: string, only?: string[]): CodeAction[] {
  return allActionsOf(text, only).filter(({ title }) => !title.startsWith("Silence "));
}

function allActionsOf(text: string, only?: string[], name = uri, enforcedBy?: EnforcedBy): CodeAction[] {
  const live = new LiveText(text, { uri: name, nowMs, enforcedBy });
  return codeActions(live, everywhere, diagnosticsOf(live, {}), only);
}

function codesOf(text: string, enforcedBy?: EnforcedBy): string[] {
  return diagnosticsOf(new LiveText(text, { uri, nowMs, enforcedBy }), {}).map(({ code }) => String(code));
}

/** The text after an action, made from the end so that offsets stay. */
function after(text: string, action: CodeAction): string {
  const lines = new Lines(text);
  const edits = (action.edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
    start: lines.offset(range.start),
    end: lines.offset(range.end),
    newText,
  }));
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((sofar, { start, end, newText }) => sofar.slice(0, start) + newText + sofar.slice(end), text);
}

/** Why a problem has no fix. */
const withoutFix: Partial<Record<ProblemCode, string>> = {
  "unreadable-file": "there is no text",
  "too-large": "what to split is for a person to say",
  "one-definition": "what to do with the others is for a person to decide",
  "more-problems": "it only counts",
  "syntax-error": "the reason is not known well enough",
  "too-deep": "nobody can say which brackets are too many",
  "unusable-key": "the text does not say which word was meant",
  "merge-key": "which of the merged keys are wanted is not in the text",
  "undefined-alias": "whether an anchor is missing, or a text was meant, is not in the text",
  "alias-bomb": "nothing of it can have been meant",
  "too-long": "what to leave out is for a person to decide",
  "out-of-range": "which number was meant is not in the text",
  "zero-duration": "how long it lasts is not in the text",
  "empty-occurrence": "whether start or end is wrong is not in the text",
  "overlapping-occurrences": "whether it is too long or too frequent is not in the text",
  "no-occurrence": "which of the conditions is wrong is not in the text",
  "malformed-rrule": "what was meant is not in the text",
  "missing-time-zone": "a wrong zone moves every window, so none is ever guessed",
  "cutoff-fills-gap": "how long the cutoff must be is not in the text",
  "excluded-window": "whether the schedule or the window is wrong is not in the text",
  "window-in-blackout": "which of the two is to move is for a person to decide",
  "ignore-without-reason": "the reason is in somebody's head",
  "duplicate-environment": "which of the two is meant is for a person to decide",
  "not-enforced": "whether it stays as a word to people is for a person to decide",
  "restart-with-windows": "it is a question of how one wants to work",
};

describe("quick fixes", () => {
  for (const code of Object.keys(problemCodes) as ProblemCode[]) {
    const { example } = problemInfo(code);
    if (code in withoutFix || example === undefined) {
      it(`${code} has none: ${withoutFix[code] ?? "a reason is missing"}`, () => {
        assert.ok(code in withoutFix);
        if (example !== undefined) assert.deepEqual(actionsOf(textOf(example)), []);
      });
      continue;
    }
    it(`${code} is mended by each of its fixes, and nothing else comes of it`, () => {
      const text = textOf(example);
      const actions = actionsOf(text);
      assert.ok(actions.length > 0, "there is a fix");
      for (const action of actions) {
        const mended = after(text, action);
        assert.deepEqual(codesOf(mended), [], `${action.title}\n${mended}`);
      }
    });
  }
});

/** What is said about the text as a whole, or about such comments. */
const unsilenced: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  ...([
    "byte-order-mark",
    "ignore-without-reason",
    "unused-ignore",
    "unknown-ignore",
    "ignored-error",
  ] as const),
]);

describe("silencing with a comment", () => {
  const silences = (text: string, name = uri, enforcedBy?: EnforcedBy): CodeAction[] =>
    allActionsOf(text, undefined, name, enforcedBy).filter(({ title }) => title.startsWith("Silence "));

  for (const code of Object.keys(problemCodes) as ProblemCode[]) {
    const { example, severity } = problemInfo(code);
    if (example === undefined) continue;
    const isOffered = severity !== "error" && !unsilenced.has(code);
    it(`is ${isOffered ? "" : "not "}offered for ${code}`, () => {
      const text = textOf(example);
      const { enforcedBy } = readEnforcedBy(
        example.enforcedBy === undefined ? {} : { "*": example.enforcedBy },
      );
      const actions = silences(text, uri, enforcedBy);
      assert.equal(actions.length > 0, isOffered);
      for (const action of actions) {
        assert.notEqual(action.isPreferred, true);
        const silent = after(text, action);
        // What it asks for is the reason.
        assert.deepEqual(codesOf(silent, enforcedBy), ["ignore-without-reason"], silent);
        assert.deepEqual(
          codesOf(silent.replace(": reason\n", ": it is as it should be\n"), enforcedBy),
          [],
          silent,
        );
      }
    });
  }

  it("keeps the indentation and the line ends", () => {
    const text = `${exampleHeader}overrides:\n  - id: a\n    effect: exempt\n    reason: r\n    expires: "2020-01-01T00:00:00Z"\n`;
    const [action] = silences(text.replaceAll("\n", "\r\n"));
    assert.deepEqual(
      action?.edit?.changes?.[uri]?.[0]?.newText,
      "    # maintenance-mode-ignore expired-override: reason\r\n",
    );
  });

  it("is not offered in JSON, which has no comments", () => {
    const value = {
      apiVersion: "maintenance-mode/v1",
      kind: "MaintenanceDefinition",
      metadata: { name: "x" },
    };
    const overrides = [{ id: "a", effect: "exempt", reason: "r", expires: "2020-01-01T00:00:00Z" }];
    const text = JSON.stringify({ ...value, overrides });
    assert.deepEqual(silences(text, "file:///x.maintenance.json"), []);
    assert.equal(silences(text).length, 1);
  });
});

function textOf(example: { wrong: string; whole?: true }): string {
  return example.whole === true ? example.wrong : exampleHeader + example.wrong;
}

/** Makes the fix with the title and compares; the text after it has fewer problems and none of a new kind. */
function mends(wrong: string, title: string, right: string, header = exampleHeader): void {
  const text = header + dedent(wrong);
  const action = actionsOf(text).find((one) => one.title === title);
  assert.ok(
    action,
    `offered are: ${actionsOf(text)
      .map((one) => one.title)
      .join("; ")}`,
  );
  const mended = after(text, action);
  assert.equal(mended, header + dedent(right));
  const before = codesOf(text);
  const left = codesOf(mended);
  assert.ok(left.length < before.length && left.every((code) => before.includes(code)), left.join());
}

describe("what a fix writes", () => {
  const window = `
    timeZone: Europe/Berlin
    windows:
      - id: nightly
        kind: maintenance
`;

  it("adds a key below the first one, after the comment of its line", () => {
    mends(
      "overrides:\n  - id: keep # still needed\n    effect: exempt\n",
      "Add reason",
      'overrides:\n  - id: keep # still needed\n    reason: "INC-42: the database is being rebuilt"\n    effect: exempt\n',
    );
  });

  it("adds a key in JSON on a line of its own", () => {
    const text = `{
  "apiVersion": "maintenance-mode/v1",
  "metadata": { "name": "x" }
}
`;
    const [action] = actionsOf(text);
    assert.ok(action);
    assert.equal(after(text, action), text.replace('v1",', 'v1",\n  "kind": "MaintenanceDefinition",'));
  });

  it("says when a window happens, in one of the ways", () => {
    const titles = actionsOf(exampleHeader + dedent(window)).map(({ title }) => title);
    assert.deepEqual(titles, ["Add once", "Add recurring", "Add rrule and start and duration"]);
  });

  it("adds to a rule both that it needs", () => {
    mends(
      `${window}        rrule: FREQ=DAILY\n`,
      "Add start and duration",
      `${window.replace("nightly\n", 'nightly\n        start: "2026-11-29T02:00"\n        duration: PT4H\n')}        rrule: FREQ=DAILY\n`,
    );
  });

  it("takes the site of a target from the inventory", () => {
    mends(
      `
      agents:
        - { client: acme, site: north, ids: [db-7] }
        - { client: other, site: south, ids: [db-7] }
      overrides:
        - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, agent: db-7 } }
      `,
      "Add site",
      `
      agents:
        - { client: acme, site: north, ids: [db-7] }
        - { client: other, site: south, ids: [db-7] }
      overrides:
        - { id: keep, effect: exempt, reason: INC-42, target: { client: acme, site: north, agent: db-7 } }
      `,
    );
  });

  it("makes lists: of a text, of a mapping, of dashes without a space", () => {
    mends("operations:\n  blocked: a.run\n", "Make it a list", "operations:\n  blocked: [a.run]\n");
    mends(
      "services:\n  id: aos\n  # its name\n  title: AOS\n",
      "Make it a list",
      "services:\n  - id: aos\n    # its name\n    title: AOS\n",
    );
    mends(
      "operations:\n  blocked:\n    -a.run\n    -b.run\n",
      "Put a space after the dash",
      "operations:\n  blocked:\n    - a.run\n    - b.run\n",
    );
  });

  it("quotes what was written, not what was read", () => {
    mends("notice:\n  message: 010\n", 'Replace 010 by "010"', 'notice:\n  message: "010"\n');
  });

  it("keeps the quotes of a key", () => {
    mends(
      'operations:\n  "unlistd": deny\n',
      'Replace "unlistd" by "unlisted"',
      'operations:\n  "unlisted": deny\n',
    );
  });

  it("removes the key around when nothing would be left", () => {
    mends("timeZone: UTC\noperations:\n  unlistd: deny\n", "Remove operations", "timeZone: UTC\n");
  });

  it("removes one of two overrides with the comment above it, and the only one with its section", () => {
    const gone = '  # first\n  - { id: a, effect: exempt, reason: X, expires: "2020-01-01T00:00:00Z" }\n';
    const rest = "  # second\n  - { id: b, effect: exempt, reason: X }\n";
    mends(`overrides:\n${gone}${rest}`, "Remove the override", `overrides:\n${rest}`);
    mends(`timeZone: UTC\noverrides:\n${gone}`, "Remove the override", "timeZone: UTC\n");
    mends(
      `timeZone: &zone UTC\noverrides:\n${gone.replace("  # first\n", "")}${rest.replace("  # second\n", "")}`,
      "Remove the override",
      `timeZone: &zone UTC\noverrides:\n${rest.replace("  # second\n", "")}`,
    );
  });

  it("adds a service to the list that is there", () => {
    mends(
      "services:\n  - id: aos # first\ntransitions:\n  restart: { services: [batch] }\n",
      "Add batch to services",
      "services:\n  - id: aos # first\n  - id: batch\ntransitions:\n  restart: { services: [batch] }\n",
    );
    mends(
      "services: [{ id: aos }]\ntransitions:\n  restart: { services: [batch] }\n",
      "Add batch to services",
      "services: [{ id: aos }, { id: batch }]\ntransitions:\n  restart: { services: [batch] }\n",
    );
  });

  it("does not make an administrator of an unknown role when there are others", () => {
    mends(
      "operations: { unlisted: deny }\nroles:\n  - { id: admin, admitted: true, may: [disable] }\noverrides:\n  - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }\n",
      "Add contractor to roles",
      "operations: { unlisted: deny }\nroles:\n  - { id: admin, admitted: true, may: [disable] }\n  - id: contractor\noverrides:\n  - { id: jit, effect: admit, roles: [contractor], reason: INC-43 }\n",
    );
  });

  it("mends what is not YAML where it was meant", () => {
    mends(
      "roles:\n  - { id: a, admitted: true, may: [disable\n  - { id: b }\n",
      "Add what closes it",
      "roles:\n  - { id: a, admitted: true, may: [disable] }\n  - { id: b }\n",
    );
    mends(
      "overrides:\n  - { id: keep, effect: exempt, reason: ticket #123 }\n",
      "Put the text in quotes",
      'overrides:\n  - { id: keep, effect: exempt, reason: "ticket #123" }\n',
    );
    mends(
      "services:\n  - id: a\n   - id: b\n    title: B\n",
      "Put it in the right column",
      "services:\n  - id: a\n  - id: b\n    title: B\n",
    );
    mends("operations:\n  blocked:\n    - *\n", 'Write "*"', 'operations:\n  blocked:\n    - "*"\n');
    mends(
      "operations:\n  unlisted:deny\n  inFlight: stop\n",
      "Add the colon",
      "operations:\n  unlisted: deny\n  inFlight: stop\n",
    );
  });

  it("replaces the tabs of all lines that belong together", () => {
    mends(
      "services:\n\t- id: a\n\t  title: A\n\t- id: b\n",
      "Replace tabs by spaces",
      "services:\n  - id: a\n    title: A\n  - id: b\n",
    );
  });

  it("mends the line ends of old systems", () => {
    const text = exampleHeader.replaceAll("\n", "\r");
    const [action] = actionsOf(text);
    assert.ok(action);
    assert.equal(after(text, action), exampleHeader);
  });

  it("prefers what is certain, and never what is a guess", () => {
    const preferred = (text: string): boolean[] =>
      actionsOf(exampleHeader + text).map(({ isPreferred }) => isPreferred === true);
    assert.deepEqual(preferred("operations:\n  unlistd: deny\n"), [true, false]);
    assert.deepEqual(preferred("operations:\n  unlisted: deny\n  inFlight stop\n"), [true]);
    assert.deepEqual(preferred("operations:\n  unlisted: deny\n  something else\n"), [false]);
    assert.deepEqual(preferred("notice:\n  contact: A\n"), [false]);
    assert.deepEqual(preferred("services:\n  - id: aos\n   title: A\n"), [false]);
    assert.deepEqual(preferred("notice:\n  message: A\n  message: B\n"), [false]);
  });
});

describe("mending a whole file", () => {
  const wrong = `operations:
\tunlistd: dney
windows:
  - id: no
    kind: maintenance
    recurring: { frequency: weekly, byDay: [MO], startTime: 22:00, duration: PT1H }
timeZone: Europe/Berlin
notice:
  message: Closed: back soon
`;
  const right = `operations:
  unlisted: deny
windows:
  - id: "no"
    kind: maintenance
    recurring: { frequency: weekly, byDay: [mo], startTime: "22:00", duration: PT1H }
timeZone: Europe/Berlin
notice:
  message: "Closed: back soon"
`;

  it("does everything that has one clear fix, and then nothing more", () => {
    const [action, ...more] = actionsOf(exampleHeader + wrong, ["source.fixAll"]);
    assert.ok(action);
    assert.deepEqual(more, []);
    assert.equal(action.kind, fixAllKind);
    assert.equal(after(exampleHeader + wrong, action), exampleHeader + right);
    assert.deepEqual(actionsOf(exampleHeader + right, ["source.fixAll"]), []);
  });

  it("is idempotent on every example, and leaves what is right alone", () => {
    for (const code of Object.keys(problemCodes) as ProblemCode[]) {
      const { example } = problemInfo(code);
      if (example === undefined) continue;
      const text = textOf(example);
      const [action] = actionsOf(text, [fixAllKind]);
      const mended = action === undefined ? text : after(text, action);
      assert.deepEqual(actionsOf(mended, [fixAllKind]), [], code);
      assert.deepEqual(actionsOf(textOf({ ...example, wrong: example.right }), [fixAllKind]), [], code);
    }
  });

  it("is offered only when it is asked for", () => {
    assert.deepEqual(
      actionsOf(exampleHeader + wrong).filter(({ kind }) => kind === fixAllKind),
      [],
    );
    assert.deepEqual(actionsOf(exampleHeader + wrong, ["source.organizeImports"]), []);
  });
});

describe("a place", () => {
  it("has the fixes of the problems that touch it", () => {
    const live = new LiveText(`${exampleHeader}operations:\n  unlistd: deny\n  inFligt: stop\n`, {
      uri,
      nowMs,
    });
    const at = { line: 6, character: 5 };
    const titles = codeActions(live, { start: at, end: at }, diagnosticsOf(live, {})).map(
      ({ title }) => title,
    );
    assert.deepEqual(titles, ["Replace inFligt by inFlight", "Remove inFligt"]);
  });
});
