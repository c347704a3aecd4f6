/** Texts that people, or programs of ours, have written. */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { exampleHeader, problemCodes, type ProblemInfo } from "../../../src/core/problem";
import type { Span } from "../../../src/language/source";
import { root } from "../../../src/tools/paths";
import { filesIn } from "../../../src/tools/testing/files";

export interface Text {
  name: string;
  text: string;
}

function textsIn(folder: string, ending: string): Text[] {
  return filesIn(join(root, folder), ending).map((file) => ({
    name: relative(root, file),
    text: readFileSync(file, "utf8"),
  }));
}

export const samples = textsIn("samples", ".yaml");
export const conformance = textsIn("test/conformance", ".yaml");
export const conformanceJson = textsIn("test/conformance", ".maintenance.json");

/** The wrong and the right example of each problem. */
export const examples = Object.entries<ProblemInfo>(problemCodes).flatMap(([code, { example }]): Text[] =>
  example === undefined
    ? []
    : [example.wrong, example.right].map((text, index) => ({
        name: `${code} ${index === 0 ? "wrong" : "right"}`,
        text: example.whole === true ? text : exampleHeader + text,
      })),
);

/** YAML files of the packages that are installed. */
export function packageTexts(): Text[] {
  const folder = join(root, "node_modules");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

/** The parts of a definition that are read on their own when one of them changes: keys of the root, items of its lists. */
export function parts(text: string): Span[] {
  const starts = [...text.matchAll(/^(?:[a-z]\w*:| {2}- |---)/gim)].map(({ index }) => index);
  const spans = starts.map((start, index): Span => [start, starts[index + 1] ?? text.length]);
  return spans.filter(([start]) => !text.startsWith("---", start));
}

/** A definition of about so many characters. */
export function longDefinition(characters: number): string {
  let text = exampleHeader + "overrides:\n";
  for (let index = 0; text.length < characters; index++) text += override(index);
  return text;
}

function override(index: number): string {
  return `  - id: override-${index}
    effect: exempt # until it is repaired
    target: { client: client-${index % 7}, site: site-${index % 31} }
    reason: "INC-${index}: it's not ready"

    expires: "2030-12-24T00:00:00Z"
`;
}
