/** What words mean, for an editor to colour: names by their kind, operations, times, time zones, and words of the schema. */
import type { Range, SemanticTokens, SemanticTokensLegend } from "vscode-languageserver-types";
import { definitionSchema, type SchemaNode } from "../../core/generated/schema";
import type { Name, NameKind } from "../names";
import type { SourceNode, Span } from "../source";
import type { Part, View } from "../view";
import { isWrittenIn, withoutQuotes } from "./extent";
import { Ruler } from "./ruler";

/** Types that every theme knows. */
const types = [
  "namespace",
  "class",
  "function",
  "regexp",
  "struct",
  "interface",
  "event",
  "decorator",
  "type",
  "variable",
  "number",
  "enum",
  "enumMember",
] as const;
type TokenType = (typeof types)[number];

/** What the numbers in the tokens mean. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...types],
  tokenModifiers: ["declaration"],
};

const typeOfName: Record<NameKind, TokenType> = {
  environment: "namespace",
  role: "class",
  operation: "function",
  schedule: "struct",
  service: "interface",
  window: "event",
  override: "decorator",
  client: "type",
  site: "type",
  agent: "variable",
};

/** Keys whose values are points or lengths of time, or the clocks that those are read by. */
const typeOfKey = new Map<string, TokenType>([
  ...["start", "end", "startDate", "endDate", "startTime", "endTime", "expires"].map(timed),
  ...["duration", "announce", "cutoff", "timeout"].map(timed),
  ["timeZone", "enum"],
]);

function timed(key: string): [string, TokenType] {
  return [key, "number"];
}

interface Token {
  span: Span;
  type: TokenType;
  isDeclaration: boolean;
}

/** The tokens of a text, or only those of the lines of a range, each relative to the one before. */
export function semanticTokens(view: View, range?: Range): SemanticTokens {
  const data: number[] = [];
  if (!view.isOurs) return { data };
  const firstLine = range?.start.line ?? 0;
  const lastLine = range?.end.line ?? Infinity;
  const from = range === undefined ? 0 : (view.partAt(firstLine)?.line ?? 0);
  let line = 0;
  let character = 0;
  for (const placed of view.parts()) {
    if (placed.line < from) continue;
    if (placed.line > lastLine) break;
    const ruler = new Ruler(placed);
    for (const { span, type, isDeclaration } of tokensIn(placed.part)) {
      const { start, end } = ruler.range(span);
      // Not every editor can colour a token of several lines.
      if (start.line !== end.line || start.line < firstLine || start.line > lastLine) continue;
      const column = start.line === line ? start.character - character : start.character;
      const length = end.character - start.character;
      data.push(start.line - line, column, length, types.indexOf(type), isDeclaration ? 1 : 0);
      ({ line, character } = start);
    }
  }
  return { data };
}

/** The tokens of a part in the order of its text. */
function tokensIn({ section, isEntry, root, names, text }: Part): Token[] {
  const found = names.map(tokenOf);
  const schema = section === "" ? definitionSchema : definitionSchema.properties?.[section];
  collect(root, isEntry ? schema?.items : schema, section, found);
  let end = 0;
  const tokens: Token[] = [];
  for (const token of found.sort((a, b) => a.span[0] - b.span[0])) {
    // An alias is neither a name nor a value, and what stands behind an anchor is found once for each of its aliases.
    if (token.span[0] < end || text.startsWith("*", token.span[0])) continue;
    [, end] = token.span;
    tokens.push({ ...token, span: withoutQuotes(token.span, text) });
  }
  return tokens;
}

function tokenOf({ kind, name, declares, span }: Name): Token {
  const isPattern = kind === "operation" && name.endsWith("*");
  return { span, type: isPattern ? "regexp" : typeOfName[kind], isDeclaration: declares };
}

/** Adds what the schema knows about the values of a node. */
function collect(node: SourceNode, schema: SchemaNode | undefined, key: string, found: Token[]): void {
  if (schema === undefined) return;
  if (typeof node.value === "string") {
    const type = typeOfValue(node.value, schema, key);
    if (type !== undefined) found.push({ span: node.span, type, isDeclaration: false });
  }
  for (const [name, entry] of node.entries ?? [])
    if (isWrittenIn(node, entry.key)) collect(entry.node, schemaOf(name, schema), name, found);
  for (const item of node.items ?? [])
    if (isWrittenIn(node, item.span)) collect(item, schema.items, key, found);
}

function typeOfValue(value: string, schema: SchemaNode, key: string): TokenType | undefined {
  const isWord = schema.enum?.includes(value) ?? Object.hasOwn(schema.enumDescriptions ?? {}, value);
  if (isWord) return "enumMember";
  // A label may have any name, also one of these.
  return schema.expected === undefined ? undefined : typeOfKey.get(key);
}

function schemaOf(name: string, { properties, additionalProperties }: SchemaNode): SchemaNode | undefined {
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name];
  return additionalProperties === false ? undefined : additionalProperties;
}
