/** What the area needs on disk: the programs under measurement, bundled as what ships is, the texts and the schema. */
import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundling } from "../../build";
import { cache, root } from "../../paths";
import { peerFile } from "../peer";
import { oneSchema } from "../../generate/one-schema";

const folder = join(cache, "bench-language");

/** A bundle of the program; running it from its source would slow it several times. */
export async function bundled(name: string): Promise<string> {
  const outfile = join(folder, `${name}.js`);
  const entry = join(root, "src/tools/bench/language/programs", `${name}.ts`);
  await build({ ...bundling, entryPoints: [entry], outfile });
  return outfile;
}

/** Writes a file for a program to read, and gives its path. */
export function written(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The arguments of the programs that use yaml-language-server as a library. */
export function ylsArguments(): string[] {
  const documents = "vscode-languageserver-textdocument/lib/esm/main.js";
  return [
    peerFile("yaml-language-server"),
    peerFile("yaml-language-server", `../${documents}`),
    schemaFile(),
  ];
}

export function schemaFile(): string {
  return written("definition.schema.json", JSON.stringify(oneSchema()));
}
