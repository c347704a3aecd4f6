/** A text that is too large to be checked: it only follows its edits, so that it is checked once it has become smaller. */
import type { Diagnostic, Position } from "vscode-languageserver-types";
import { isDefinition } from "../language/definition";

/** A definition that is not named like one says what it is within its first lines. */
const headLength = 10_000;

export class LargeText {
  /** The lines with their ends, from the first edit on: splitting so much text takes a while. */
  #lines: string[] | undefined;
  #length: number;

  constructor(
    readonly uri: string,
    private readonly content: string,
  ) {
    this.#length = content.length;
  }

  /** In UTF-16 code units. */
  get length(): number {
    return this.#length;
  }

  /** Whether somebody would expect it to be checked. */
  get isCandidate(): boolean {
    return isDefinition(this.content.slice(0, headLength), this.uri);
  }

  text(): string {
    return this.#lines?.join("") ?? this.content;
  }

  /** Follows an edit of a range. */
  edit(range: { start: Position; end: Position }, text: string): void {
    const lines = (this.#lines ??= linesOf(this.content));
    const { start, end } = range;
    const before = (lines[start.line] ?? "").slice(0, start.character);
    const after = (lines[end.line] ?? "").slice(end.character);
    const gone = lines.slice(start.line, end.line + 1).reduce((sum, line) => sum + line.length, 0);
    const come = before + text + after;
    this.#lines = [...lines.slice(0, start.line), ...linesOf(come), ...lines.slice(end.line + 1)];
    this.#length += come.length - gone;
  }
}

function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** Says that a text is not checked, and what to do about it. */
export function tooLarge(text: LargeText, maxLength: number, href: string | undefined): Diagnostic {
  const millions = (count: number): string =>
    (count / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 });
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    code: "too-large",
    source: "maintenance-mode",
    message: `This file of ${millions(text.length)} million characters is not checked, so that the editor stays quick; up to ${millions(maxLength)} million are. Give each environment a file of its own, or raise the setting maintenanceMode.editor.maxFileSizeMB.`,
    ...(href !== undefined && { codeDescription: { href } }),
  };
}
