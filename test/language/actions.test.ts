/** Every fix is made and the text is diagnosed again: the problem is gone, and nothing new appears. */
import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver-types";
import { exampleHeader, type ProblemCode, problemCodes, problemInfo } from "../../src/core/problem";
import { codeActions, fixAllKind } from "../../src/language/actions";
import { diagnosticsOf } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { Lines } from "../../src/language/position";
import { dedent, nowMs } from "./marked";

const uri = "file:///example.maintenance.yaml";
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

function actionsOf(text: string, only?: string[]): CodeAction[] {
  const live = new LiveText(text, { uri, nowMs });
  return codeActions(live, everywhere, diagnosticsOf(live, {}), only);
}

function codesOf(text: string): string[] {
  return diagnosticsOf(new LiveText(text, { uri, nowMs }), {}).map(({ code }) => String(code));
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

function textOf(example: { wrong: string; whole?: true }): string {
  return example.whole === true ? example.wrong : exampleHeader + example.wrong;
}
void dedent;
void fixAllKind;
