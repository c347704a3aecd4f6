/**
 * One part of a text, read alone: what it says, what cannot be read in it, and what is wrong with it by itself. A part
 * never changes; an edit puts another one in its place.
 */
import { adviceOfWindow } from "../../core/check/advise";
import { type ListSection, entryErrors, ownProblems } from "../../core/check/entries";
import { step } from "../../core/check/place";
import type { SchemaError } from "../../core/generated/validate";
import type { Problem } from "../../core/problem";
import { characterFindings } from "../characters";
import { fastTree, readFast } from "../fast";
import type { Finding } from "../finding";
import { hasIgnores } from "../ignores";
import { withoutOverlap } from "../inspect";
import { type Name, namesIn } from "../names";
import { readDocument } from "../read";
import { pathAt, type SourceNode, type Span } from "../source";
import { withoutColon } from "../syntax";
import type { Part } from "../view";
import type { Cut } from "./cut";
import { countLines } from "./lines";

/** What rules about the part itself found, and for which circumstances that holds. */
interface Own {
  timeZone: unknown;
  problems: readonly Problem[];
}

/** Advice that names no other place. */
type Advice = readonly Omit<Problem, "related">[];

/** Most parts have nothing of a kind. */
const none: readonly never[] = [];
const nothing: SourceNode = { span: [0, 0], value: null, size: 1 };

export class ReadPart implements Part {
  readonly section: string;
  readonly isEntry: boolean;
  readonly kind: Cut["kind"];
  /** Of an entry the column of its dash. */
  readonly column: number;
  readonly value: unknown;
  /** What is wrong with its text; spans and paths begin at the part. */
  readonly findings: readonly Finding[] = none;
  /** Paths that could not be read; a path beginning with `..` is one of what is around the part. */
  readonly broken: readonly string[] = none;
  /** Whether it has anchors or aliases, or is not what its lines look like, so that it cannot be read alone. */
  readonly isOdd: boolean = false;
  /** Whether a plain scalar may be read differently elsewhere. */
  readonly isSuspicious: boolean;
  readonly lineCount: number;
  /** Whether comments in it may silence problems. */
  readonly hasIgnores: boolean;
  #root: SourceNode | undefined;
  #key: Span | undefined;
  #names: readonly Name[] | undefined;
  #errors: readonly SchemaError[] | undefined;
  #own: Own | undefined;
  #advice: { timeZone: unknown; problems: Advice } | undefined;

  constructor(
    readonly text: string,
    { kind, section, column }: Pick<Cut, "kind" | "section" | "column">,
  ) {
    this.kind = kind;
    this.section = section;
    this.column = column;
    this.isEntry = kind === "entry";
    this.lineCount = countLines(text);
    this.hasIgnores = hasIgnores(text);
    const fast = kind === "entry" || kind === "key" ? readFast(text, 0, text.length) : undefined;
    this.isSuspicious = fast?.suspicious ?? true;
    if (fast !== undefined) {
      this.value = this.isEntry
        ? (fast.value as unknown[])[0]
        : (fast.value as Record<string, unknown>)[section];
      return;
    }
    if (kind === "stray" || kind === "preface") {
      this.#root = nothing;
      this.value = null;
      this.findings = [
        ...characterFindings(text, [0, text.length]),
        ...(kind === "stray" ? [strayFinding(text)] : []),
      ];
      if (kind === "stray") this.broken = ["../?"];
      return;
    }
    const { root, findings, broken, isAnchored } = readDocument(text, [0, text.length]);
    const prefix = this.isEntry ? step(0) : step(section);
    const entry = root.entries?.get(section);
    const node = this.isEntry ? (root.items?.length === 1 ? root.items[0] : undefined) : entry?.node;
    this.isOdd = node === undefined || isAnchored;
    this.#root = node ?? nothing;
    this.#key = this.isEntry ? undefined : entry?.key;
    this.value = this.#root.value;
    const characters = characterFindings(text, [0, text.length]);
    this.findings = [...characters, ...withoutOverlap(findings, characters)];
    this.broken = [
      ...broken.map((path) => inside(path, prefix)),
      ...characters.map(({ span }) => pathAt(this.root, span[0])),
    ];
  }

  get root(): SourceNode {
    this.#build();
    return this.#root as SourceNode;
  }

  get key(): Span | undefined {
    this.#build();
    return this.#key;
  }

  /** The names that it mentions. */
  get names(): readonly Name[] {
    return (this.#names ??= namesIn(this));
  }

  /** The mistakes of shape of an entry. */
  get errors(): readonly SchemaError[] {
    return (this.#errors ??= this.isEntry ? entryErrors(this.section as ListSection, this.value) : []);
  }

  /** What cannot be in it by itself. */
  own(timeZone: unknown, nowMs: number): readonly Problem[] {
    if (this.#own === undefined || this.#own.timeZone !== timeZone) {
      const { errors, broken } = this;
      this.#own = {
        timeZone,
        problems: ownProblems(this, errors, { timeZone, nowMs, broken }),
      };
    }
    return this.#own.problems;
  }

  /** Advice about a window in which nothing is wrong. */
  advice(timeZone: unknown, nowMs: number): Advice {
    if (this.#advice === undefined || this.#advice.timeZone !== timeZone)
      this.#advice = { timeZone, problems: adviceOfWindow(this.value, timeZone, nowMs) };
    return this.#advice.problems;
  }

  /** A tree is made only when somebody asks for it. */
  #build(): void {
    if (this.#root !== undefined) return;
    const whole = fastTree(this.text, 0, this.text.length) ?? nothing;
    const entry = whole.entries?.get(this.section);
    this.#root = (this.isEntry ? whole.items?.[0] : entry?.node) ?? whole;
    this.#key = entry?.key;
  }
}

/** A path of the text that was read, as one from the part; what is around the part begins with `..`. */
function inside(path: string, prefix: string): string {
  return path === prefix || path.startsWith(`${prefix}/`)
    ? path.slice(prefix.length)
    : path === ""
      ? ""
      : `..${path}`;
}

function strayFinding(text: string): Finding {
  const end = text.search(/[ \t]*(?:\r?\n|$)/);
  return withoutColon([0, end]);
}
