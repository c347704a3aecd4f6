/** Checks the files of a folder with yaml-language-server. Arguments: the folder, then see ylsCheck. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ylsCheck } from "./yls";

const [folder = "", ...rest] = process.argv.slice(2);
const [yls = "", documents = "", schemaFile = ""] = rest;

void (async () => {
  const check = await ylsCheck(yls, documents, schemaFile);
  let wrong = 0;
  for (const name of readdirSync(folder))
    if ((await check(readFileSync(join(folder, name), "utf8"))) > 0) wrong += 1;
  console.log(`${wrong} files with problems`);
  process.exitCode = wrong > 0 ? 1 : 0;
})();
