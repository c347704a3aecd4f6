/** What the schema says in words about a place of a definition, and how messages name the place. */
import { definitionSchema, type SchemaNode } from "../generated/schema";
import { parent, steps } from "./place";
import { quoted } from "./wording";

/** The schema's texts about the node at a path. */
export function nodeAt(path: string): SchemaNode | undefined {
  let node: SchemaNode | undefined = definitionSchema;
  for (const name of steps(path)) {
    const properties: SchemaNode["properties"] = node.properties;
    if (properties !== undefined && Object.hasOwn(properties, name)) node = properties[name];
    else node = node.items ?? (node.additionalProperties === false ? undefined : node.additionalProperties);
    if (node === undefined) return undefined;
  }
  return node;
}

/** How a message begins that is about the node at a path. */
export function subject(path: string): string {
  const names = steps(path);
  const last = names.at(-1);
  if (last === undefined) return "The document";
  return /^\d+$/.test(last) ? `Entry ${Number(last) + 1} of ${quoted(names.at(-2) ?? "")}` : quoted(last);
}

/** A text of the schema as a sentence. Names of keys stay as they are written. */
export function sentence(text: string, path: string): string {
  const [word = ""] = text.split(" ", 1);
  const isKey = [path, parent(path)].some((at) => Object.hasOwn(nodeAt(at)?.properties ?? {}, word));
  const start = isKey ? quoted(word) : word.charAt(0).toUpperCase() + word.slice(1);
  return `${start}${text.slice(word.length)}${text.endsWith(".") ? "" : "."}`;
}

/** What a key is for: the first sentence of its description. */
export function purpose(node: SchemaNode | undefined): string {
  const first = node?.description?.split(/\.(?: |$)/, 1)[0];
  return first === undefined ? "" : `: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}
