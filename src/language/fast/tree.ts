/** The tree of what the fast reader has read, for the few texts that something is to be shown in. */
import { isRecord } from "../../core/check/place";
import type { Entry, SourceNode, Span } from "../source";
import { isQuote } from "./code";
import { perNode } from "./marks";

/** Makes the nodes of a value, whose places stand in the marks in the same order. */
export class Tree {
  #place = 0;

  constructor(
    readonly marks: Int32Array,
    readonly text: string,
  ) {}

  /** The next node. */
  node(value: unknown): SourceNode {
    const first = this.#place;
    const span = this.#span(first);
    this.#place += perNode;
    const rest = this.#content(value, span);
    return { span, value, ...rest, size: (this.#place - first) / perNode };
  }

  #content(value: unknown, span: Span): Partial<SourceNode> {
    if (Array.isArray(value)) return { items: value.map((item: unknown) => this.node(item)) };
    if (isRecord(value)) {
      return { entries: new Map(Object.entries(value).map(([name, one]) => [name, this.#entry(one)])) };
    }
    return isQuote(this.text.charCodeAt(span[0])) ? {} : { plain: this.text.slice(...span) };
  }

  #entry(value: unknown): Entry {
    const key = this.#span(this.#place + 2);
    return { key, node: this.node(value) };
  }

  #span(at: number): Span {
    return [this.marks[at] ?? 0, this.marks[at + 1] ?? 0];
  }
}
