/** What a fix gets to see: one problem, the part of the text that it lies in, and the tree there. */
import type { Diagnostic, Range, TextEdit } from "vscode-languageserver-types";
import { steps } from "../../core/check/place";
import { pathAt, type SourceNode, type Span } from "../source";
import { offsetIn, type Placed, rangeIn, type View } from "../view";

/** One way to mend a problem. */
export interface Fix {
  title: string;
  edits: TextEdit[];
  /** Whether it is what nearly everybody would do, so that it may be done without asking. */
  isPreferred?: boolean;
}

/** The ways to mend a problem of one kind. */
export type Fixer = (scene: Scene) => (Fix | undefined)[];

export class Scene {
  readonly text: string;
  readonly root: SourceNode;
  /** Of the problem, in the part's text. */
  readonly span: Span;
  /** Of the innermost node at the problem, from the part's root. */
  readonly path: string;

  constructor(
    readonly view: View,
    readonly placed: Placed,
    private readonly diagnostic: Diagnostic,
  ) {
    const { range } = diagnostic;
    this.text = placed.part.text;
    this.root = placed.part.root;
    this.span = [offsetIn(placed, range.start), offsetIn(placed, range.end)];
    this.path = pathAt(this.root, this.span[0]);
  }

  /** The text that the problem is about. */
  get written(): string {
    return this.text.slice(...this.span);
  }

  /** What the check proposes to write. */
  get suggestion(): string | undefined {
    const data: unknown = this.diagnostic.data;
    if (typeof data !== "object" || data === null || !("suggestion" in data)) return undefined;
    return typeof data.suggestion === "string" ? data.suggestion : undefined;
  }

  /** The ranges of related places. */
  get related(): Range[] {
    return (this.diagnostic.relatedInformation ?? []).map(({ location }) => location.range);
  }

  /** The nodes from the problem outwards, each with its path in the definition. */
  around(): { node: SourceNode; path: string }[] {
    const found = [{ node: this.root, path: this.placed.path }];
    for (const name of steps(this.path)) {
      const { node, path } = found[0] as { node: SourceNode; path: string };
      const child = node.entries?.get(name)?.node ?? node.items?.[Number(name)];
      if (child === undefined) break;
      found.unshift({ node: child, path: `${path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` });
    }
    return found;
  }

  /** Whether the offset lies inside brackets. */
  isInFlow(offset: number): boolean {
    const holds = (node: SourceNode): boolean =>
      isFlow(node, this.text) && node.span[0] < offset && offset < node.span[1];
    const within = (node: SourceNode): boolean =>
      holds(node) ||
      [...(node.entries?.values() ?? [])].some((entry) => within(entry.node)) ||
      (node.items?.some(within) ?? false);
    return within(this.root);
  }

  edit(span: Span, newText: string): TextEdit {
    return { range: rangeIn(this.placed, span), newText };
  }
}

/** Whether a mapping or list is written in brackets. */
export function isFlow({ span, entries, items }: SourceNode, text: string): boolean {
  return (entries !== undefined || items !== undefined) && /[[{]/.test(text.charAt(span[0]));
}

/** Where the last content of a node ends; comments and blank lines after it are none of its. */
export function endOf(node: SourceNode, text: string): number {
  const last = isFlow(node, text)
    ? undefined
    : (node.items?.at(-1) ?? [...(node.entries?.values() ?? [])].at(-1)?.node);
  const key = [...(node.entries?.values() ?? [])].at(-1)?.key;
  if (last !== undefined) return Math.max(endOf(last, text), key?.[1] ?? 0);
  return node.span[0] + text.slice(...node.span).trimEnd().length;
}
