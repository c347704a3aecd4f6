/**
 * Decides what is generated from the sources of truth, and whether the committed files still agree with it.
 * `npm run generate` writes the files; `npm run generate -- --check` only names the stale ones and exits 1.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { generateConformance } from "./generate/conformance";
import type { GeneratedFile } from "./generate/file";
import { generateOneSchema } from "./generate/one-schema";
import { generateProblemsDocs } from "./generate/problems-docs";
import { generateRequirements } from "./generate/requirements";
import { generateSchemaTree } from "./generate/schema-tree";
import { root } from "./generate/schemas";
import { generateSystems } from "./generate/systems";
import { generateTypes } from "./generate/types";
import { generateValidator } from "./generate/validator";

type Generator = () => GeneratedFile[] | Promise<GeneratedFile[]>;

/** Every generator, one line each. */
const generators: Generator[] = [
  generateTypes,
  generateValidator,
  generateSchemaTree,
  generateOneSchema,
  generateSystems,
  generateProblemsDocs,
  generateRequirements,
  generateConformance,
];

async function main(checkOnly: boolean): Promise<void> {
  const stale: string[] = [];
  for (const generate of generators) {
    for (const { path, text } of await generate()) {
      const file = join(root, path);
      if ((await readFile(file, "utf8").catch(() => undefined)) === text) continue;
      stale.push(path);
      if (checkOnly) continue;
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
  }
  for (const path of stale) console.log(checkOnly ? `stale: ${path}` : `written: ${path}`);
  if (stale.length === 0) console.log("All generated files are up to date.");
  else if (checkOnly) {
    console.log("Run `npm run generate` and commit the result.");
    process.exitCode = 1;
  }
}

void main(process.argv.includes("--check"));
