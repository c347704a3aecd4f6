/** Checks the files of a folder with `yaml` and Ajv's standalone validator, as one would write it. Argument: the folder. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { validateDefinition } from "../../../../core/generated/validate";

const [folder = ""] = process.argv.slice(2);
let wrong = 0;
for (const name of readdirSync(folder)) {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(join(folder, name), "utf8"), { lineCounter: lines });
  if (document.errors.length === 0 && validateDefinition(document.toJS())) continue;
  wrong += 1;
  for (const { instancePath, message } of validateDefinition.errors ?? []) {
    const node = document.getIn(instancePath.split("/").slice(1), true) as { range?: number[] } | undefined;
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    console.log(`${name}:${line}:${col} ${message}`);
  }
}
console.log(`${wrong} files with problems`);
process.exitCode = wrong > 0 ? 1 : 0;
