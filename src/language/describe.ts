/** What the schema says about a key or a value, as Markdown: its text, what is allowed, the default, an example. */
import type { SchemaNode } from "../core/generated/schema";
import { Writer, type Draft } from "./complete/write";
import { code, escaped } from "./markdown";

/** The schema's text about a node; `value` is what stands there, and marked among what is allowed. */
export function describe(node: SchemaNode, value?: unknown): string {
  const meanings = Object.entries(node.enumDescriptions ?? {});
  const example = meanings.length > 0 ? undefined : node.examples?.[0];
  const head = [
    ...(node.title === undefined ? [] : [`**${escaped(node.title)}**`]),
    ...(node.description === undefined ? [] : [escaped(node.description)]),
  ];
  const allowed = meanings.map(([name, meaning]) => {
    const shown = name === value ? `**${code(name)}**` : code(name);
    return `- ${shown}: ${escaped(meaning)}`;
  });
  const facts = [
    ...(node.default === undefined ? [] : [`Default: ${code(written(node.default))}`]),
    ...(example === undefined ? [] : [`Example: ${code(written(example))}`]),
  ];
  return [head.join("  \n"), allowed.join("\n"), facts.join("  \n")]
    .filter((text) => text !== "")
    .join("\n\n");
}

const style = { isSnippet: false, isFlow: true, isJson: false, steps: { mapping: 2, list: 2 } };

/** A value of the schema on one line. */
export function written(value: unknown): string {
  return new Writer(style).inline(value as Draft, 0, false);
}
