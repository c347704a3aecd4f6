/**
 * From a document of the `yaml` package to our tree and its JSON value: duplicate and merge keys, aliases, tags and
 * unusable keys are decided here, so that the value is what every careful reader of YAML 1.2 gets.
 */
import type { Node, Pair } from "yaml";
import { step } from "../core/check/place";
import { quoted } from "../core/check/wording";
import { isRepeated, keyOf } from "./keys";
import type { Reading } from "./reading";
import type { Entry, SourceNode, Span } from "./source";
import { yaml } from "./yaml";

/** Written-out aliases may add up to this many nodes; a bomb has billions. */
const maxAliasNodes = 10_000;

const coreTags = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((name) => `tag:yaml.org,2002:${name}`),
);

/** The tree of a node; `base` is where the parsed piece begins in the text. */
export function build(node: Node | null, base: number, path: string, into: Reading): SourceNode {
  const built = buildAny(node, base, path, into);
  if (node !== null && !yaml().isAlias(node)) {
    checkTag(node, built, base, path, into);
    if (node.anchor !== undefined) into.anchors.set(node.anchor, built);
  }
  return built;
}

function buildAny(node: Node | null, base: number, path: string, into: Reading): SourceNode {
  const span: Span = [base + (node?.range?.[0] ?? 0), base + (node?.range?.[1] ?? 0)];
  if (yaml().isAlias(node)) return buildAlias(node.source, span, path, into);
  if (yaml().isMap<Node, Node | null>(node)) return buildMap(node.items, span, base, path, into);
  if (yaml().isSeq<Node>(node)) return buildList(node.items, span, base, path, into);
  if (!yaml().isScalar(node)) return { span, value: null, size: 1 };
  const value = typeof node.value === "bigint" ? Number(node.value) : node.value;
  return {
    span,
    value,
    size: 1,
    ...(node.type === "PLAIN" && node.tag === undefined && { plain: node.source ?? "" }),
  };
}

/** A tree for a list of items that are already read. */
export function listNode(items: SourceNode[], span: Span): SourceNode {
  return { span, value: items.map((item) => item.value), items, size: sizeOf(items) };
}

/** A tree for entries that are already read. */
export function mapNode(entries: Map<string, Entry>, span: Span): SourceNode {
  const value = {};
  for (const [name, { node }] of entries) {
    // Plain assignment of `__proto__` would change the object instead of adding a key.
    Object.defineProperty(value, name, {
      value: node.value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return { span, value, entries, size: sizeOf([...entries.values()].map((entry) => entry.node)) };
}

function sizeOf(children: SourceNode[]): number {
  return children.reduce((sum, child) => sum + child.size, 1);
}

function buildList(nodes: Node[], span: Span, base: number, path: string, into: Reading): SourceNode {
  return listNode(
    nodes.map((item, index) => build(item, base, path + step(index), into)),
    span,
  );
}

function buildMap(
  pairs: Pair<Node, Node | null>[],
  span: Span,
  base: number,
  path: string,
  into: Reading,
): SourceNode {
  const entries = new Map<string, Entry>();
  for (const pair of pairs) addPair(pair, entries, base, path, into);
  return mapNode(entries, span);
}

/** Adds one `key: value` unless the key cannot be one. */
export function addPair(
  pair: Pair<Node, Node | null>,
  entries: Map<string, Entry>,
  base: number,
  path: string,
  into: Reading,
): void {
  const key = keyOf(pair.key, base, path, into);
  if (key === undefined || isRepeated(key, entries, into)) return;
  entries.set(key.name, { key: key.span, node: build(pair.value, base, path + step(key.name), into) });
}

function buildAlias(name: string, span: Span, path: string, into: Reading): SourceNode {
  const target = into.anchors.get(name);
  const nothing = { span, value: null, size: 1 };
  if (target !== undefined) {
    const wasSmall = into.aliasNodes <= maxAliasNodes;
    into.aliasNodes += target.size;
    if (into.aliasNodes <= maxAliasNodes) return { ...target, span };
    if (wasSmall) {
      into.findings.push({
        code: "alias-bomb",
        span,
        message: `Written out, the aliases of this document come to more than ${maxAliasNodes} values; readers refuse such a file. Use fewer aliases.`,
      });
    }
    // Whoever refuses the file reads nothing of it.
    into.broken.push("");
    return nothing;
  }
  into.broken.push(path);
  if (!into.partial) {
    into.findings.push({
      code: "undefined-alias",
      span,
      message: `No anchor ${quoted(`&${name}`)} stands before this alias. Add one, or put the text in quotes when it should begin with \`*\`.`,
    });
  }
  return nothing;
}

/** So far before its value a tag is looked for. */
const longestTag = 1000;

/** Where the tag before a value begins; an anchor may stand between the two. */
function tagStart(before: string): number {
  return /(?<![^\s[\]{},])!\S*\s*(?:&\S+\s*)?$/.exec(before)?.index ?? before.length;
}

function checkTag(node: Node, built: SourceNode, base: number, path: string, into: Reading): void {
  const tag = "tag" in node ? node.tag : undefined;
  if (tag === undefined || tag === "!" || coreTags.has(tag)) return;
  const from = Math.max(base, built.span[0] - longestTag);
  const start = from + tagStart(into.text.slice(from, built.span[0]));
  const found = /^!\S*/.exec(into.text.slice(start, built.span[0]))?.[0] ?? "";
  into.broken.push(path);
  into.findings.push({
    code: "unknown-tag",
    span: [start, start + Math.max(1, found.length)],
    message: `A definition has no tags such as ${quoted(found || tag)}: every reader knows only text, numbers, true, false, lists and mappings. Remove the tag.`,
  });
}
