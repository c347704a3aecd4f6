/**
 * Values that YAML 1.2 and YAML 1.1 readers understand differently. Only values that are right otherwise are looked at,
 * so where a text is expected and stands, the advice is always the same: quote it.
 */
import { quoted } from "../core/check/wording";
import type { Finding } from "./finding";
import { type SourceNode, walk } from "./source";

interface Trap {
  code: Finding["code"];
  /** The plain text that is read differently. */
  text: RegExp;
  /** How YAML 1.1 readers understand it. */
  elsewhere: string;
}

/** Plain texts that are a text in YAML 1.2. */
const textTraps: readonly Trap[] = [
  {
    code: "unquoted-time",
    text: /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
    elsewhere: "a number (22:00 is 1320)",
  },
  { code: "unquoted-date", text: /^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$/, elsewhere: "a date object" },
  { code: "unquoted-boolean", text: /^(?:y|n|yes|no|on|off)$/i, elsewhere: "true or false" },
  {
    code: "ambiguous-number",
    text: /^[-+]?(?:0b[01_]+|0x(?=.*_)[\da-f_]+|(?=.*_)\d[\d_]*(?:\.[\d_]*)?)$/i,
    elsewhere: "a number",
  },
];

/** What is read differently elsewhere, with the path of each value. */
export function trapFindings(root: SourceNode, text: string): { finding: Finding; path: string }[] {
  const found: { finding: Finding; path: string }[] = [];
  walk(root, (node, path) => {
    if (node.plain === undefined) return;
    const finding = typeof node.value === "string" ? trapInText(node, text) : trapInNumber(node);
    if (finding !== undefined) found.push({ finding, path });
  });
  return found;
}

function trapInText(node: SourceNode, text: string): Finding | undefined {
  const plain = node.plain ?? "";
  // The longest text that any of these is.
  if (plain.length > 60) return undefined;
  const trap = textTraps.find((one) => one.text.test(plain));
  const quotedText = JSON.stringify(plain);
  if (trap !== undefined) {
    return {
      code: trap.code,
      span: node.span,
      message: `Without quotes ${quoted(plain)} is ${trap.elsewhere} to YAML 1.1 readers. Write ${quoted(quotedText)}.`,
      suggestion: quotedText,
    };
  }
  const cut = /^[ \t]+(#\d+)/.exec(text.slice(node.span[1], node.span[1] + 100));
  if (cut === null) return undefined;
  return {
    code: "comment-cuts-text",
    span: [node.span[0], node.span[1] + cut[0].length],
    message: `The text ends before ${quoted(cut[1])}, because a # after a space begins a comment. Put the text in quotes, or a space after the # when a comment is meant.`,
  };
}

function trapInNumber({ plain = "", value, span }: SourceNode): Finding | undefined {
  if (typeof value !== "number" || !isOtherIn11(plain, value)) return undefined;
  return {
    code: "ambiguous-number",
    span,
    message: `${quoted(plain)} is ${value} in YAML 1.2 and another number, or a text, in YAML 1.1. Write ${quoted(String(value))}.`,
    suggestion: String(value),
  };
}

/** Whether YAML 1.1 sees another number, or none: it takes a leading 0 for base 8, and an exponent needs a point and a sign. */
function isOtherIn11(plain: string, value: number): boolean {
  if (/^[-+]?0\d+$/.test(plain)) return /[89]/.test(plain) || parseInt(plain, 8) !== value;
  return plain.startsWith("0o") || (/^[-+.\d]*e/i.test(plain) && !/\..*e[-+]/i.test(plain));
}
