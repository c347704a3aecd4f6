/**
 * From an error of the `yaml` package to a finding with a name, a place that shows the cause (not where the parser
 * noticed it) and a message that says how to mend it.
 */
import type { Document, Node, YAMLError } from "yaml";
import type { Finding } from "./finding";
import { lineEnd } from "./lines";
import type { Span } from "./source";
import { yaml } from "./yaml";

/** What an error may be explained from: the piece that was parsed, and the error's place in it. */
interface Scene {
  text: string;
  document: Document;
  at: number;
  to: number;
  error: YAMLError;
}

interface Rule {
  codes?: YAMLError["code"][];
  /** What the error says in `yaml`'s words. */
  says?: RegExp;
  when?: (scene: Scene) => boolean;
  explain: (scene: Scene) => Finding;
}

/** The first that fits explains the error. */
const rules: Rule[] = [
  { when: (scene) => tabBefore(scene) !== undefined && !inBrackets(scene), explain: tab },
  { codes: ["TAB_AS_INDENT"], explain: tab },
  {
    codes: ["BAD_INDENT"],
    says: /^Flow .* indented/,
    when: (scene) => tabBefore(scene) !== undefined,
    explain: tab,
  },
  { codes: ["MISSING_CHAR"], says: /closing ['"]quote/, explain: unclosedQuote },
  { codes: ["BAD_INDENT", "MISSING_CHAR"], says: /^Flow .* end with a [\]}]/, explain: unclosedBracket },
  { codes: ["MISSING_CHAR"], says: /followed by map values/, explain: missingColon },
  {
    codes: ["MULTILINE_IMPLICIT_KEY", "UNEXPECTED_TOKEN"],
    says: /single line|at node end|scalar token$/,
    when: inBrackets,
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
  { codes: ["MISSING_CHAR"], says: /without - indicator/, explain: wrongColumn },
  { codes: ["BAD_INDENT", "BLOCK_AS_IMPLICIT_KEY"], explain: wrongColumn },
  { codes: ["BAD_DQ_ESCAPE"], explain: badEscape },
  { codes: ["BAD_SCALAR_START"], explain: reservedCharacter },
  { codes: ["BAD_DIRECTIVE"], explain: directive },
  { codes: ["RESOURCE_EXHAUSTION"], explain: tooDeep },
];

/** Explains the first error of a piece of text that begins at `base`. */
export function explainSyntax(error: YAMLError, piece: string, document: Document, base: number): Finding {
  const at = error.pos[0];
  const scene: Scene = { text: piece, document, at, to: Math.max(error.pos[1], at), error };
  const rule = rules.find(
    ({ codes, says, when }) =>
      (codes?.includes(error.code) ?? true) && (says?.test(error.message) ?? true) && (when?.(scene) ?? true),
  );
  const { span, ...finding } = (rule?.explain ?? unnamed)(scene);
  const start = Math.min(Math.max(span[0], 0), piece.length);
  return { ...finding, span: [base + start, base + Math.max(start, Math.min(span[1], piece.length))] };
}

/** A line that begins in a column where nothing of its surroundings begins. */
export function misindented(span: Span): Finding {
  return {
    code: "bad-indentation",
    span,
    message:
      "This line begins in the wrong column: keys of one mapping, and the dashes of one list, stand exactly below each other.",
  };
}

/** A line that should be `key: value` and has no colon. */
export function withoutColon(span: Span): Finding {
  return {
    code: "missing-colon",
    span,
    message: "Here a key is expected, and a key is followed by a colon and a space: write `key: value`.",
  };
}

function tab(scene: Scene): Finding {
  return {
    code: "tab-indentation",
    span: tabBefore(scene) ?? [scene.at, Math.max(scene.to, scene.at + 1)],
    message: "YAML is indented with spaces; a tab is not allowed here. Replace it with spaces (two a level).",
  };
}

function unclosedQuote(scene: Scene): Finding {
  const isQuoted = (node: Node): boolean => yaml().isScalar(node) && node.type?.startsWith("QUOTE") === true;
  const start = nodeAt(scene, isQuoted)?.range?.[0] ?? scene.at;
  const [quote, inside] = scene.text[start] === "'" ? ["'", "''"] : ['"', '\\"'];
  return {
    code: "unclosed-quote",
    span: restOfLine(scene, start),
    message: `This text begins with ${quote} and never ends. Add the closing ${quote}; a ${quote} inside is written ${inside}.`,
  };
}

function unclosedBracket(scene: Scene): Finding {
  const start = nodeAt(scene, isFlow)?.range?.[0] ?? scene.at;
  const [open, close] = scene.text[start] === "{" ? ["{", "}"] : ["[", "]"];
  return {
    code: "unclosed-bracket",
    span: [start, start + 1],
    message: `This ${open} is never closed. Add the ${close} after its last item.`,
  };
}

function missingColon(scene: Scene): Finding {
  return withoutColon(restOfLine(scene));
}

function missingComma(scene: Scene): Finding {
  const item = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,\]}]+)/.exec(scene.text.slice(...restOfLine(scene)));
  return {
    code: "missing-comma",
    span: [scene.at, scene.at + Math.max(item?.[0].length ?? 0, 1)],
    message:
      "Between brackets a comma stands after every item, and a colon after every key. One is missing here.",
  };
}

/** `a: b: c` on one line; over two lines the second is indented too far. */
function colonInValue(scene: Scene): Finding {
  const [start, end] = restOfLine(scene);
  if (!/:(?=[ \t]|$)/.test(scene.text.slice(start, end))) {
    return wrongColumn({
      ...scene,
      at: Math.min(scene.text.indexOf("\n", end) + 1 || end, scene.text.length),
    });
  }
  return {
    code: "colon-in-value",
    span: [start, end],
    message:
      "A value that holds a colon followed by a space must stand in quotes; a nested mapping begins on the next line, indented.",
  };
}

function listOnKeyLine(scene: Scene): Finding {
  return {
    code: "unexpected-text",
    span: restOfLine(scene),
    message:
      "A list does not begin on the line of its key. Put `- item` on the next line, or write `[item]`.",
  };
}

function unexpectedText(scene: Scene): Finding {
  const [start, end] = restOfLine(scene);
  const text = scene.text.slice(start, Math.min(Math.max(end, start + 1), start + 20)).trim();
  return {
    code: "unexpected-text",
    span: [start, Math.max(end, start + 1)],
    message: `\`${text}\` is not expected here: the value before it is complete. Remove it, or put the whole value in quotes (a ' inside '...' is written '').`,
  };
}

function wrongColumn(scene: Scene): Finding {
  const start = scene.text.lastIndexOf("\n", scene.at - 1) + 1;
  const indent = /^[ \t]*/.exec(scene.text.slice(start))?.[0].length ?? 0;
  return misindented(restOfLine(scene, start + indent));
}

function badEscape(scene: Scene): Finding {
  const found = /^\\(?:u.{0,4}|x.{0,2}|U.{0,8}|.)?/.exec(scene.text.slice(scene.at))?.[0] ?? "\\";
  return {
    code: "bad-escape",
    span: [scene.at, scene.at + found.length],
    message: `\`${found}\` is no escape that YAML knows. Write \\\\ for a backslash, or put the text in single quotes.`,
  };
}

function reservedCharacter(scene: Scene): Finding {
  const char = scene.text[scene.at] ?? "";
  return {
    code: "reserved-character",
    span: restOfLine(scene),
    message: `Text that begins with ${char === "`" ? "a backtick" : `\`${char}\``} must stand in quotes.`,
  };
}

function directive(scene: Scene): Finding {
  return {
    code: "directive",
    span: restOfLine(scene),
    message:
      "This line begins with % and is read as an instruction to the YAML reader; definitions need none. Remove it.",
  };
}

function tooDeep({ at }: Scene): Finding {
  return { code: "too-deep", span: [at, at + 1], message: "This nests too deeply to be read." };
}

function unnamed(scene: Scene): Finding {
  const reason = scene.error.message.replace(/\.$/, "");
  const [start, end] = restOfLine(scene);
  return {
    code: "syntax-error",
    span: [start, Math.max(Math.min(scene.to, end), start + 1)],
    message: `This is not YAML: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`,
  };
}

function restOfLine({ text, at }: Scene, from = at): Span {
  return [from, lineEnd(text, from)];
}

/** A tab in the indentation of the error's line. */
function tabBefore({ text, at }: Scene): Span | undefined {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const space = /^[ \t]*/.exec(text.slice(line, at))?.[0] ?? "";
  return space.includes("\t") ? [line + space.indexOf("\t"), line + space.length] : undefined;
}

/** Whether the place lies inside [ ] or { }. */
function inBrackets(scene: Scene): boolean {
  const holds = (node: Node): boolean =>
    isFlow(node) && (node.range?.[0] ?? Infinity) < scene.at && scene.at < (node.range?.[1] ?? 0);
  return nodeAt(scene, holds) !== undefined;
}

function isFlow(node: Node): boolean {
  return yaml().isCollection(node) && node.flow === true;
}

/** The innermost node of a kind that holds the place of the error. */
function nodeAt(scene: Scene, wanted: (node: Node) => boolean): Node | undefined {
  let found: Node | undefined;
  yaml().visit(scene.document, {
    Node(_, node) {
      const [start, , end] = node.range ?? [0, 0, 0];
      if (start <= scene.at && scene.at <= end && wanted(node)) found = node;
    },
  });
  return found;
}
