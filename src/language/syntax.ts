/**
 * From an error of the `yaml` package to a finding with a name, a place that shows the cause (not where the parser
 * noticed it) and a message that says how to mend it.
 */
import { type Document, type Node, type YAMLError, isCollection, isScalar, visit } from "yaml";
import type { Finding } from "./finding";
import type { Span } from "./source";

interface Case {
  code: Finding["code"];
  span: Span;
  message: string;
}

/** What an error may be explained from: the piece that was parsed, and its place in the text. */
interface Scene {
  text: string;
  document: Document;
  at: number;
  to: number;
  error: YAMLError;
}

/** Explains the first error of a piece of text that begins at `base`. */
export function explainSyntax(error: YAMLError, piece: string, document: Document, base: number): Finding {
  const scene: Scene = {
    text: piece,
    document,
    at: error.pos[0],
    to: Math.max(error.pos[1], error.pos[0]),
    error,
  };
  const found = rules.find(
    (rule) =>
      (rule.codes?.includes(error.code) ?? true) &&
      (rule.says?.test(error.message) ?? true) &&
      (rule.when?.(scene) ?? true),
  );
  const { code, span, message } = found?.explain(scene) ?? unnamed(scene);
  const start = Math.min(Math.max(span[0], 0), piece.length);
  return { code, span: [base + start, base + Math.max(start, Math.min(span[1], piece.length))], message };
}

interface Rule {
  codes?: YAMLError["code"][];
  says?: RegExp;
  when?: (scene: Scene) => boolean;
  explain: (scene: Scene) => Case;
}

/** The first that fits explains the error. */
const rules: Rule[] = [
  { when: (scene) => tabBefore(scene) !== undefined, explain: tab },
  { codes: ["TAB_AS_INDENT"], explain: tab },
  { codes: ["MISSING_CHAR"], says: /closing ['"]quote/, explain: unclosedQuote },
  { codes: ["BAD_INDENT", "MISSING_CHAR"], says: /^Flow .* end with a [\]}]/, explain: unclosedBracket },
  { codes: ["MISSING_CHAR"], says: /followed by map values/, explain: missingColon },
  {
    codes: ["MULTILINE_IMPLICIT_KEY", "UNEXPECTED_TOKEN"],
    when: inBrackets,
    says: /single line|at node end|scalar token$/,
    explain: missingComma,
  },
  { codes: ["MULTILINE_IMPLICIT_KEY", "KEY_OVER_1024_CHARS"], explain: missingColon },
  { codes: ["MISSING_CHAR"], says: /^Missing , /, explain: missingComma },
  { codes: ["BLOCK_IN_FLOW"], explain: missingComma },
  { codes: ["BLOCK_AS_IMPLICIT_KEY"], says: /compact mappings/, explain: colonInValue },
  { codes: ["UNEXPECTED_TOKEN"], says: /block-seq-ind on same line/, explain: listOnKeyLine },
  {
    codes: ["UNEXPECTED_TOKEN"],
    says: /at node end|flow-.*-end|Unexpected ,|comma/,
    explain: unexpectedText,
  },
  {
    codes: ["BAD_INDENT", "MISSING_CHAR"],
    says: /same column|without - indicator|sufficiently|more-indented/i,
    explain: indentation,
  },
  { codes: ["BAD_INDENT", "BLOCK_AS_IMPLICIT_KEY"], explain: indentation },
  { codes: ["BAD_DQ_ESCAPE"], explain: escape },
  { codes: ["BAD_SCALAR_START"], explain: reserved },
  { codes: ["BAD_DIRECTIVE"], explain: directive },
];

function tab(scene: Scene): Case {
  return {
    code: "tab-indentation",
    span: tabBefore(scene) ?? [scene.at, Math.max(scene.to, scene.at + 1)],
    message: "YAML is indented with spaces; a tab is not allowed here. Replace it with spaces (two a level).",
  };
}

/** The first tab in the indentation of the lines up to the error, where tabs mean nothing: outside of brackets. */
function tabBefore(scene: Scene): Span | undefined {
  const lines = scene.text.slice(0, lineEnd(scene.text, scene.at));
  for (const { 0: space, index } of lines.matchAll(/(?<![^\n])[ \t]*\t[ \t]*(?=[^\s#])/g)) {
    const start = index + space.indexOf("\t");
    if (!inBrackets({ ...scene, at: start })) return [start, index + space.length];
  }
  return undefined;
}

/** Whether the place lies inside [ ] or { }. */
function inBrackets(scene: Scene): boolean {
  const holds = (node: Node): boolean =>
    isCollection(node) &&
    node.flow === true &&
    (node.range?.[0] ?? Infinity) < scene.at &&
    scene.at < (node.range?.[1] ?? 0);
  return nodeAt(scene, holds) !== undefined;
}

function unclosedQuote(scene: Scene): Case {
  const start =
    nodeAt(scene, (node) => isScalar(node) && node.type?.startsWith("QUOTE") === true)?.range?.[0] ??
    scene.at;
  const quote = scene.text[start] === "'" ? "'" : '"';
  return {
    code: "unclosed-quote",
    span: [start, lineEnd(scene.text, start)],
    message: `This text begins with ${quote} and never ends. Add the closing ${quote}; ${
      quote === "'" ? "a ' inside is written ''" : 'a " inside is written \\"'
    }.`,
  };
}

function unclosedBracket(scene: Scene): Case {
  const start = nodeAt(scene, (node) => isCollection(node) && node.flow === true)?.range?.[0] ?? scene.at;
  const open = scene.text[start] === "{" ? "{" : "[";
  return {
    code: "unclosed-bracket",
    span: [start, start + 1],
    message: `This ${open} is never closed. Add the ${open === "{" ? "}" : "]"} after its last item.`,
  };
}

function missingColon(scene: Scene): Case {
  return withoutColon([scene.at, lineEnd(scene.text, scene.at)]);
}

function missingComma(scene: Scene): Case {
  const item = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,\]}]+)/.exec(
    scene.text.slice(scene.at, lineEnd(scene.text, scene.at)),
  );
  return {
    code: "missing-comma",
    span: [scene.at, scene.at + Math.max(item?.[0].length ?? 0, 1)],
    message:
      "Between brackets a comma stands after every item, and a colon after every key. One is missing here.",
  };
}

/** `a: b: c` on one line; over two lines the second is indented too far. */
function colonInValue(scene: Scene): Case {
  const end = lineEnd(scene.text, scene.at);
  const sameLine = /:(?=[ \t]|$)/.test(scene.text.slice(scene.at, end));
  if (!sameLine) return indentation({ ...scene, at: Math.min(end + 1, scene.text.length) });
  return {
    code: "colon-in-value",
    span: [scene.at, end],
    message:
      "A value that holds a colon followed by a space must stand in quotes; a nested mapping begins on the next line, indented.",
  };
}

function listOnKeyLine(scene: Scene): Case {
  return {
    code: "unexpected-text",
    span: [scene.at, lineEnd(scene.text, scene.at)],
    message:
      "A list does not begin on the line of its key. Put `- item` on the next line, or write `[item]`.",
  };
}

function unexpectedText(scene: Scene): Case {
  const end = Math.max(lineEnd(scene.text, scene.at), scene.at + 1);
  const text = scene.text.slice(scene.at, Math.min(end, scene.at + 20)).trim();
  return {
    code: "unexpected-text",
    span: [scene.at, end],
    message: `\`${text}\` is not expected here: the value before it is complete. Remove it, or put the whole value in quotes (a ' inside '...' is written '').`,
  };
}

function indentation(scene: Scene): Case {
  const start = scene.text.lastIndexOf("\n", scene.at - 1) + 1;
  const indent = /^[ \t]*/.exec(scene.text.slice(start))?.[0].length ?? 0;
  return misindented([start + indent, lineEnd(scene.text, start)]);
}

/** A line that begins in a column where nothing of its surroundings begins. */
export function misindented(span: Span): Case {
  return {
    code: "bad-indentation",
    span,
    message:
      "This line begins in the wrong column: keys of one mapping, and the dashes of one list, stand exactly below each other.",
  };
}

/** A line that should be `key: value` and has no colon. */
export function withoutColon(span: Span): Case {
  return {
    code: "missing-colon",
    span,
    message: "Here a key is expected, and a key is followed by a colon and a space: write `key: value`.",
  };
}

function escape(scene: Scene): Case {
  const found = /^\\(?:u.{0,4}|x.{0,2}|U.{0,8}|.)?/.exec(scene.text.slice(scene.at))?.[0] ?? "\\";
  return {
    code: "bad-escape",
    span: [scene.at, scene.at + found.length],
    message: `\`${found}\` is no escape that YAML knows. Write \\\\ for a backslash, or put the text in single quotes.`,
  };
}

function reserved(scene: Scene): Case {
  const char = scene.text[scene.at] ?? "";
  return {
    code: "reserved-character",
    span: [scene.at, lineEnd(scene.text, scene.at)],
    message: `Text that begins with \`${char === "`" ? "backtick" : char}\` must stand in quotes.`,
  };
}

function directive(scene: Scene): Case {
  return {
    code: "directive",
    span: [scene.at, lineEnd(scene.text, scene.at)],
    message:
      "This line begins with % and is read as an instruction to the YAML reader; definitions need none. Remove it.",
  };
}

function unnamed(scene: Scene): Case {
  if (scene.error.code === "RESOURCE_EXHAUSTION") {
    return { code: "too-deep", span: [scene.at, scene.at + 1], message: "This nests too deeply to be read." };
  }
  const reason = scene.error.message.replace(/\.$/, "");
  return {
    code: "syntax-error",
    span: [scene.at, Math.max(Math.min(scene.to, lineEnd(scene.text, scene.at)), scene.at + 1)],
    message: `This is not YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
  };
}

/** The innermost node of a kind that holds the place of the error. */
function nodeAt(scene: Scene, wanted: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined;
  visit(scene.document, {
    Node(_, node) {
      const [start, , end] = node.range ?? [0, 0, 0];
      if (start <= scene.at && scene.at <= end && wanted(node)) found = node;
    },
  });
  return found;
}

/** Where the line's text ends, without the white space after it. */
export function lineEnd(text: string, from: number): number {
  const next = text.indexOf("\n", from);
  let end = next === -1 ? text.length : next;
  while (end > from && " \t\r".includes(text[end - 1] ?? "")) end--;
  return end;
}
