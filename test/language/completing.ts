/**
 * Asks for completion at the `|` of a text and accepts what is offered, as editors do: in a text that is one part and in
 * one that is cut into parts, with snippets and without. All of them must agree, and nothing accepted may be a mistake.
 */
import assert from "node:assert/strict";
import {
  type CompletionItem,
  DiagnosticSeverity,
  type Position,
  TextEdit,
} from "vscode-languageserver-types";
import { complete } from "../../src/language/complete";
import { diagnose } from "../../src/language/diagnose";
import { LiveText } from "../../src/language/live";
import { dedent } from "./marked";
import { open } from "./open";

/** Saturday, ten past one in the afternoon in Berlin. */
export const nowMs = Date.parse("2026-11-21T12:10:00Z");

/** The lines that the definitions of these tests begin with. */
export const head = dedent(`
  apiVersion: maintenance-mode/v1
  kind: MaintenanceDefinition
  metadata:
    name: example
  timeZone: Europe/Berlin
`);

const exampleUri = "file:///example.maintenance.yaml";

/** What is offered, the likeliest first. */
export function offered(marked: string, uri = exampleUri): CompletionItem[] {
  const { text, position, lists } = asked(marked, uri);
  const [whole, ...others] = lists;
  for (const other of others) {
    assert.deepEqual(
      other.map(({ label }) => label),
      whole.map(({ label }) => label),
      "what is offered depends neither on the view nor on snippets",
    );
    for (const [index, item] of other.entries())
      assert.equal(accepted(text, position, item), accepted(text, position, whole[index]!), item.label);
  }
  return whole;
}

function asked(
  marked: string,
  uri: string,
): { text: string; position: Position; lists: [CompletionItem[], ...CompletionItem[][]] } {
  const { view, text, cursors } = open(marked, uri);
  const position = cursors[0];
  assert.ok(position, "the text has a cursor");
  const live = new LiveText(text, { uri, nowMs });
  const ask = (one: typeof view, snippets: boolean): CompletionItem[] =>
    complete(one, position, { nowMs, snippets }).items;
  return { text, position, lists: [ask(view, false), ask(view, true), ask(live, false), ask(live, true)] };
}

/** The labels of what is offered. */
export function labels(marked: string): string[] {
  return offered(marked).map(({ label }) => label);
}

/** The snippet of an item behind the head of a definition. */
export function snippetOf(marked: string, label: string): string | undefined {
  const { view, cursors } = open(head + dedent(marked));
  const { items } = complete(view, cursors[0]!, { nowMs, snippets: true });
  return items.find((item) => item.label === label)?.textEdit?.newText;
}

/** Checks the labels of what is offered behind the head of a definition. */
export function offers(marked: string, expected: readonly string[]): void {
  assert.deepEqual(labels(head + dedent(marked)), expected);
}

/** Checks the text after accepting an item, and that the item makes no mistake. */
export function accepts(marked: string, label: string, expected: string, from = head): void {
  acceptsWhole(from + dedent(marked), label, from + dedent(expected));
}

/** The same for a text without the head. */
export function acceptsWhole(marked: string, label: string, expected: string, uri = exampleUri): void {
  const item = offered(marked, uri).find((one) => one.label === label);
  assert.ok(item, `${label} is offered`);
  const { text, position } = asked(marked, uri);
  assert.equal(accepted(text, position, item), expected);
  assert.deepEqual(mistakes(text, position, item), []);
}

/** The errors that a text has when an item is accepted, and does not have without what the item replaces. */
export function mistakes(text: string, position: Position, item: CompletionItem): string[] {
  const without = accepted(text, position, { ...item, textEdit: { ...editOf(item), newText: "" } });
  const before = new Set(errorsOf(without));
  return errorsOf(accepted(text, position, item)).filter((error) => !before.has(error));
}

function errorsOf(text: string): string[] {
  return diagnose(text, { uri: exampleUri, nowMs })
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ code, message }) => `${String(code)}: ${typeof message === "string" ? message : message.value}`);
}

/** The text with an item accepted; tab stops keep their first choice. */
function accepted(text: string, position: Position, item: CompletionItem): string {
  const { range, newText } = editOf(item);
  assert.equal(range.start.line, position.line, "an edit stays in the line of the cursor");
  assert.equal(range.end.line, position.line, "an edit stays in the line of the cursor");
  assert.ok(range.start.character <= position.character && position.character <= range.end.character);
  const lines = text.split("\n");
  const line = lines[position.line] ?? "";
  const filled = item.insertTextFormat === 2 ? unfolded(newText) : newText;
  const indent = /^ */.exec(line.slice(0, range.start.character))?.[0] ?? "";
  const placed = item.insertTextMode === 2 ? filled.replaceAll("\n", `\n${indent}`) : filled;
  lines[position.line] = line.slice(0, range.start.character) + placed + line.slice(range.end.character);
  return lines.join("\n");
}

function editOf({ textEdit }: CompletionItem): TextEdit {
  assert.ok(TextEdit.is(textEdit));
  return textEdit;
}

/** A snippet as plain text. */
function unfolded(snippet: string): string {
  const stop = /\$\{\d+(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|)\}|\\([\\$}])/g;
  return snippet.replace(stop, (_, filled?: string, choice?: string, escape?: string) =>
    filled !== undefined
      ? filled.replace(/\\([\\$}])/g, "$1")
      : choice !== undefined
        ? choice.replace(/\\([\\,|])/g, "$1")
        : (escape ?? ""),
  );
}
