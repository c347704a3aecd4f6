/** What is said about a part: what is wrong with its text, its shape and its meaning, at one place at most one thing. */
import { judgesValue } from "../../core/check/check";
import { isAmong } from "../../core/check/place";
import type { Problem, ProblemCode } from "../../core/problem";
import type { Finding } from "../finding";
import { hasIgnores, silence } from "../ignores";
import { asWritten } from "../inspect";
import { locate, nodeAt, type Span } from "../source";
import { trapFindings } from "../traps";
import type { Part } from "../view";
import type { ReadPart } from "./part";
import type { LiveFinding, Slot, SlotProblem } from "./slot";

/** The findings of one slot, in the order of its text; remembered until something of it changes. */
export function findingsIn(slot: Slot, own: readonly Problem[]): readonly LiveFinding[] {
  const { part, others, advice, found } = slot;
  if (found?.part === part && found.others === others && found.advice === advice && found.own === own)
    return found.findings;
  const findings = part.kind === "gap" ? [] : part.kind === "whole" ? ofWhole(slot) : ofPart(slot, part, own);
  slot.found = { part, others, advice, own, findings: inOrder(withoutSilenced(slot, findings)) };
  return slot.found.findings;
}

/** Those that no comment silences, and what is wrong with such comments. */
function withoutSilenced(slot: Slot, findings: LiveFinding[]): LiveFinding[] {
  const { part } = slot;
  if (part.kind === "gap" || !hasIgnores(part.text)) return findings;
  const { left, said } = silence(part.text, part.root, findings);
  return [...left, ...said.map((one) => placed(one, slot))];
}

function ofWhole(slot: Slot): LiveFinding[] {
  const { part, advice } = slot;
  const findings = part.kind === "whole" ? (part.findings ?? []) : [];
  return [
    ...findings.map((finding) => placed(finding, slot)),
    ...advice.map(({ code, path, at, message }) => ({
      slot,
      code: code as ProblemCode,
      span: locate(part.root, path, at),
      message,
      path,
    })),
  ];
}

function ofPart(slot: Slot, part: ReadPart, own: readonly Problem[]): LiveFinding[] {
  const problems: SlotProblem[] = [
    ...slot.others,
    ...own.map(({ related, ...problem }) => ({
      ...problem,
      ...(related !== undefined && {
        related: related.map(({ path, message }) => ({ slot, at: path, message })),
      }),
    })),
  ];
  const judged = new Set([...part.broken, ...problems.filter(judgesValue).map(({ path }) => path)]);
  const traps = part.isSuspicious ? trapFindings(part.root, part.text) : [];
  return [
    ...part.findings.map((finding) => placed(finding, slot)),
    ...[...problems, ...slot.advice].map(({ code, path, at, message, related, suggestion }) => ({
      slot,
      code: code as ProblemCode,
      span: spanOf(part, path, at),
      message,
      path,
      ...(related !== undefined && { related }),
      ...(suggestion !== undefined && { suggestion: asWritten(suggestion, nodeAt(part.root, path)) }),
    })),
    ...traps
      .filter(({ path }) => !isAmong(path, judged))
      .map(({ finding, path }) => ({ ...placed(finding, slot), path })),
  ];
}

function placed({ related, ...finding }: Finding, slot: Slot): LiveFinding {
  if (related === undefined) return { ...finding, slot };
  return { ...finding, slot, related: related.map(({ span, message }) => ({ slot, at: span, message })) };
}

/** The span of a path from the part; `..` is what is around it, which is shown at the part's key. */
export function spanOf(part: Part, path: string, at: "key" | "value"): Span {
  const { key, root } = part;
  const isHere = path === "" || path === "..";
  if (isHere && key !== undefined && (at === "key" || path === ".." || root.span[0] === root.span[1]))
    return key;
  return locate(root, isHere ? "" : path, at);
}

function inOrder(findings: LiveFinding[]): LiveFinding[] {
  const unique = new Map(findings.map((one) => [`${one.code} ${one.span.join()} ${one.message}`, one]));
  return [...unique.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}
