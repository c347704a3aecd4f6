/** What may stand at a place, as a choice: each value with what it means. */
import type { CompletionItemKind } from "vscode-languageserver-types";
import type { SchemaNode } from "../../core/generated/schema";
import type { Context } from "./context";
import type { Path } from "./outline";
import type { Blank } from "./write";

/** A place that wants a value. */
export interface Wanted {
  path: Path;
  node: SchemaNode;
  /** What the mapping around holds. */
  siblings: Readonly<Record<string, unknown>>;
  /** What the list around holds already. */
  taken: readonly unknown[];
  /** What of the value stands before the cursor, and behind it. */
  typed: string;
  rest: string;
  context: Context;
}

/** One choice. */
export interface Option {
  value: string | number | boolean | Blank;
  /** What is shown when it is not the value itself. */
  label?: string;
  /** What it is found by when it is not the value itself. */
  filter?: string;
  /** A few words beside it. */
  detail?: string;
  kind: CompletionItemKind;
}

/** Choices of plain values. */
export function choices(
  values: readonly (string | number)[],
  kind: CompletionItemKind,
  detailOf: (value: string | number) => string | undefined = () => undefined,
): Option[] {
  return values.map((value) => ({ value, kind, detail: detailOf(value) }));
}
