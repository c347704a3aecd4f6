/** Small damage to texts that people have written. */
import type { Random } from "./random";

const pieces = [
  ...": # - , [ ] { } \" ' & * ! | > % @ ` ? ~ \\ 0 . x".split(" "),
  ...[" ", "\t", "\n", "\r", ": ", " #", "- ", "? ", "<<: ", "''", '\\"', "\\u00e9", "&a ", "*a", "  "],
  ...["\r\n", "\n\n", "\n  ", "\n---\n", "\n...\n", "true", "no", "010", "0o7", "1e3"],
  ...["é", "\u00A0", "\u0085", "\u2028", "\uFEFF", "😀", "\uD83D", "\uDE00", "\u0000", "\u007F"],
];

type Mutation = (text: string, random: Random) => string;

const mutations: readonly Mutation[] = [
  (text, random) => replaceAt(text, random, 0, random.pick(pieces)),
  (text, random) => replaceAt(text, random, 0, random.pick(pieces)),
  (text, random) => replaceAt(text, random, 1, random.pick(pieces)),
  (text, random) => replaceAt(text, random, 1 + random.below(4), ""),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text) => text.replaceAll(/\r?\n/g, "\r\n"),
  inLines((lines, at) => [lines[at]!, lines[at]!]),
  inLines(() => []),
  inLines((lines, at) => [` ${lines[at]!}`]),
  inLines((lines, at) => [`  ${lines[at]!}`]),
  inLines((lines, at) => [lines[at]!.replace(/^ /, "")]),
  inLines((lines, at) => [lines[at]!.replace(/^ {2}/, "")]),
  inLines((lines, at, random) => [lines[at]!, `${" ".repeat(random.below(8))}# ${at}`]),
  inLines((lines, at, random) => [lines[at]!, " ".repeat(random.once(3) ? random.below(8) : 0)]),
  inLines((lines, at) => [`${lines[at]!} # c`]),
  inLines((lines, at) => [lines[at]!.replace(/:.*/, ":")]),
  inLines((lines, at) => [lines[at]!.replace(/- .*/, "-")]),
  inLines((lines, at) => [lines[at]!.replace(/^( *)/, "$1- ")]),
  inLines((lines, at, random) => [random.pick(lines), lines[at]!]),
];

/** The text with a few mutations, which may be none that matters. */
export function mutated(text: string, random: Random): string {
  let result = text;
  for (let count = random.below(4); count >= 0; count--) result = random.pick(mutations)(result, random);
  return result;
}

function replaceAt(text: string, random: Random, length: number, by: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + by + text.slice(at + length);
}

/** A mutation that puts other lines in the place of one. */
function inLines(change: (lines: string[], at: number, random: Random) => string[]): Mutation {
  return (text, random) => {
    const lines = text.split("\n");
    const at = random.below(lines.length);
    return lines.toSpliced(at, 1, ...change(lines, at, random)).join("\n");
  };
}

/** Some lines of a text that follow each other. */
export function excerpt(text: string, random: Random): string {
  const lines = text.split("\n");
  const from = random.below(lines.length);
  return `${lines.slice(from, from + 1 + random.below(16)).join("\n")}\n`;
}
