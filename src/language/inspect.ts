/**
 * What every reader of a text goes through: each document is read, checked and mapped back to spans on its own. At one
 * place at most one thing is said, the text before the shape before the meaning.
 */
import { checkDefinition, judgesValue } from "../core/check/check";
import { isAmong } from "../core/check/place";
import type { Problem, ProblemCode } from "../core/problem";
import { characterFindings, directiveFindings } from "./characters";
import { isOurs, mentions, namesUs } from "./definition";
import type { Finding } from "./finding";
import { readDocument } from "./read";
import { locate, nodeAt, pathAt, type SourceNode, type Span } from "./source";
import { hasContent, splitDocuments } from "./split";
import { trapFindings } from "./traps";

export interface InspectOptions {
  /** Whether the file is known to hold definitions, whatever its documents say. */
  isNamed: boolean;
  /** The instant at which what expires is judged. */
  nowMs: number;
}

/** One definition of a text. */
export interface Inspected {
  /** What the text means, as far as it could be read. */
  value: unknown;
  /** Whether all of it could be read. */
  isWhole: boolean;
  root: SourceNode;
  findings: Finding[];
}

/** Looks at every definition of the text in turn; documents that are something else are passed over. */
export function* inspect(text: string, { isNamed, nowMs }: InspectOptions): Generator<Inspected, void> {
  if (!isNamed && !namesUs(text)) return;
  let isEmpty = true;
  for (const span of splitDocuments(text).filter((one) => hasContent(text, one))) {
    if (!isNamed && !namesUs(text.slice(...span))) continue;
    const { root, findings, broken } = readDocument(text, span);
    if (root.value === null && findings.length === 0) continue;
    isEmpty = false;
    // What a broken document says it is may be what could not be read.
    const isWhole = broken.length === 0;
    if (!isOurs(root.value, isNamed || (!isWhole && mentions(text.slice(...span))))) continue;
    const all = allFindings(text, span, root, findings, broken, nowMs);
    yield { value: root.value, isWhole, root, findings: all };
  }
  if (isEmpty && isNamed) yield emptyText;
}

export const emptyText: Inspected = {
  value: null,
  isWhole: false,
  root: { span: [0, 0], value: null, size: 1 },
  findings: [
    {
      code: "empty-file",
      span: [0, 0],
      message:
        "This file is empty. A definition begins with `apiVersion: maintenance-mode/v1`, `kind: MaintenanceDefinition` and `metadata` with a `name`.",
    },
  ],
};

function allFindings(
  text: string,
  span: Span,
  root: SourceNode,
  reading: Finding[],
  unread: readonly string[],
  nowMs: number,
): Finding[] {
  const characters = [...characterFindings(text, span), ...directiveFindings(text, span)];
  const broken = [...unread, ...characters.map((finding) => pathAt(root, finding.span[0]))];
  const problems = checkDefinition(root.value, { nowMs, broken });
  const judged = new Set([...broken, ...problems.filter(judgesValue).map(({ path }) => path)]);
  const traps = trapFindings(root, text).filter(({ path }) => !isAmong(path, judged));
  return [
    ...characters,
    ...withoutOverlap(reading, characters),
    ...problems.map((problem) => located(problem, root)),
    ...traps.map(({ finding, path }) => ({ ...finding, path })),
  ];
}

/** A forbidden character is the reason when the line around it cannot be read. */
export function withoutOverlap(findings: Finding[], characters: Finding[]): Finding[] {
  return findings.filter(
    ({ span: [start, end] }) => !characters.some(({ span }) => span[0] < end && start < span[1]),
  );
}

/** A problem with its place in the text. */
export function located(problem: Problem, root: SourceNode): Finding {
  const { path, at, message, related, suggestion } = problem;
  return {
    code: problem.code as ProblemCode,
    span: locate(root, path, at),
    message,
    path,
    at,
    related: related?.map((one) => ({ span: locate(root, one.path, "value"), message: one.message })),
    suggestion: suggestion === undefined ? undefined : asWritten(suggestion, nodeAt(root, path)),
  };
}

/** A number that should be a text is quoted the way it was written, so that 010 does not become "10". */
export function asWritten(suggestion: string, node: SourceNode | undefined): string {
  const isQuoted = typeof node?.value === "number" && suggestion === JSON.stringify(String(node.value));
  return isQuoted ? JSON.stringify(node.plain ?? "") : suggestion;
}
