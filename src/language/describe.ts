/** What the schema says about a key or a value, as Markdown: its text, what is allowed, the default, an example. */
import type { SchemaNode } from "../core/generated/schema";
import { Writer, type Draft } from "./complete/write";
import { code, escaped } from "./markdown";

/** The schema's text about a node; `value` is a value that stands there, whose meaning comes first. */
export function describe(node: SchemaNode, value?: unknown): string {
  const meanings = Object.entries(node.enumDescriptions ?? {});
  const own = typeof value === "string" ? node.enumDescriptions?.[value] : undefined;
  const example = node.examples?.[0];
  const facts = [
    ...(node.default === undefined ? [] : [`Default: ${code(written(node.default))}`]),
    ...(example === undefined || meanings.length > 0 ? [] : [`Example: ${code(written(example))}`]),
  ];
  return [
    ...(own === undefined ? [] : [`${code(String(value))}: ${escaped(own)}`]),
    [`**${escaped(node.title ?? "")}**`, escaped(node.description ?? "")]
      .filter((text) => text !== "****")
      .join("  \n"),
    meanings.map(([name, meaning]) => `- ${code(name)}: ${escaped(meaning)}`).join("\n"),
    facts.join("  \n"),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

const style = { isSnippet: false, isFlow: true, isJson: false, steps: { mapping: 2, list: 2 } };

/** A value of the schema on one line. */
export function written(value: unknown): string {
  return new Writer(style).inline(value as Draft, 0, false);
}
