/**
 * Expected diagnostics written into the text: below a line, `^^^ code` marks the range of one problem in it. The marker
 * lines are taken out, the rest is diagnosed, and both must agree exactly.
 */
import assert from "node:assert/strict";
import { exampleHeader } from "../../src/core/problem";
import { readEnforcedBy } from "../../src/core/systems";
import { diagnose } from "../../src/language/diagnose";

/** The instant of all tests. */
export const nowMs = Date.parse("2026-11-21T12:00:00Z");

const marker = /^(\s*)(\^+) ([a-z-]+)$/;

interface Options {
  uri?: string;
  eol?: string;
  /** The system that enforces the definition. */
  enforcedBy?: string;
}

/** Checks the lines of a definition after its header. */
export function check(marked: string, options: Options = {}): void {
  checkFile(`${exampleHeader}${dedent(marked)}`, options);
}

/** Checks a whole file; the text is taken as it stands. */
export function checkFile(
  marked: string,
  { uri = "file:///example.maintenance.yaml", eol = "\n", enforcedBy }: Options = {},
): void {
  const { text, expected } = unmark(marked);
  assert.deepEqual(found(text.replaceAll("\n", eol), { uri, enforcedBy }), expected);
}

/** What is found in a text, as `line:from-to code`; lines count from 1, columns from 0. */
export function found(
  text: string,
  { uri = "file:///example.maintenance.yaml", enforcedBy: system }: Options = {},
): string[] {
  const { enforcedBy } = readEnforcedBy(system === undefined ? {} : { "*": system });
  return diagnose(text, { uri, nowMs, enforcedBy }).map(({ range: { start, end }, code }) => {
    assert.equal(start.line, end.line, "a diagnostic stays in its line");
    return `${start.line + 1}:${start.character}-${end.character} ${String(code)}`;
  });
}

function unmark(marked: string): { text: string; expected: string[] } {
  const lines: string[] = [];
  const expected: { line: number; from: number; to: number; code: string }[] = [];
  for (const line of marked.split("\n")) {
    const [, space = "", carets = "", code = ""] = marker.exec(line) ?? [];
    if (code === "") lines.push(line);
    else expected.push({ line: lines.length, from: space.length, to: space.length + carets.length, code });
  }
  const sorted = expected.sort((a, b) => a.line - b.line || a.from - b.from || a.to - b.to);
  return {
    text: lines.join("\n"),
    expected: sorted.map((one) => `${one.line}:${one.from}-${one.to} ${one.code}`),
  };
}

/** Takes away the first line break and the indentation of the first line from every line. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const indent = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines
    .map((line) => (line.startsWith(" ".repeat(indent)) ? line.slice(indent) : line.trimStart()))
    .join("\n");
}
