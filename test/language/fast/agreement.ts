/** Whether the fast reader and the `yaml` package make the same of a text. */
import assert from "node:assert/strict";
import { build } from "../../../src/language/build";
import { characterFindings, directiveFindings } from "../../../src/language/characters";
import { fastTree, readFast } from "../../../src/language/fast";
import { parsePiece } from "../../../src/language/piece";
import { startReading } from "../../../src/language/reading";
import type { SourceNode, Span } from "../../../src/language/source";
import { trapFindings } from "../../../src/language/traps";

/** Throws when the two disagree about a piece of a text; gives whether the fast reader has read it. */
export function agree(text: string, [start, end]: Span = [0, text.length]): boolean {
  const fast = readFast(text, start, end);
  if (fast === undefined) return false;
  const message = JSON.stringify(text.slice(start, end));
  const tree = fastTree(text, start, end) ?? assert.fail(`no tree: ${message}`);
  const document = parsePiece(text.slice(start, end));
  const reading = startReading(text);
  const expected = build(document.contents, start, "", reading);
  const reports = [document.errors, document.warnings, reading.findings, reading.broken];
  assert.deepEqual(reports, [[], [], [], []], `yaml reports something: ${message}`);
  assert.deepEqual(characterFindings(text, [start, end]), [], message);
  assert.deepEqual(directiveFindings(text, [start, end]), [], message);
  if (!sameNode(tree, expected)) assert.deepEqual(tree, expected, message);
  assert.ok(sameNode(tree, expected), `not the same: ${message}`);
  assert.ok(sameValue(fast.value, expected.value), `not the same value: ${message}`);
  if (trapFindings(expected, text).length > 0) assert.ok(fast.suspicious, `not suspicious: ${message}`);
  return true;
}

/** Also the order of keys, and the sign of zero, must be the same; `assert.deepEqual` takes far longer. */
function sameNode(one: SourceNode, other: SourceNode): boolean {
  if (one.size !== other.size || one.plain !== other.plain || !sameSpan(one.span, other.span)) return false;
  const oneEntries = [...(one.entries ?? [])];
  const otherEntries = [...(other.entries ?? [])];
  return (
    sameValue(one.value, other.value) &&
    (one.entries === undefined) === (other.entries === undefined) &&
    oneEntries.length === otherEntries.length &&
    oneEntries.every(([name, entry], index) => {
      const [otherName, otherEntry] = otherEntries[index]!;
      return (
        name === otherName && sameSpan(entry.key, otherEntry.key) && sameNode(entry.node, otherEntry.node)
      );
    }) &&
    one.items?.length === other.items?.length &&
    (one.items ?? []).every((item, index) => sameNode(item, other.items![index]!))
  );
}

function sameSpan(one: Span, other: Span): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return Object.is(one, other);
  const entries = Object.entries(one);
  const others = Object.entries(other);
  return (
    Object.getPrototypeOf(one) === Object.getPrototypeOf(other) &&
    entries.length === others.length &&
    entries.every(([name, value], index) => name === others[index]![0] && sameValue(value, others[index]![1]))
  );
}
