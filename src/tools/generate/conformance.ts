/**
 * Generates what of the conformance suite follows from the rest of it: the JSON twin of every YAML definition, and the
 * manifest with a hash of every file.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { filesIn, loadCases, suite } from "../conformance/cases";
import type { GeneratedFile } from "./file";

const folder = "test/conformance";

export function generateConformance(): GeneratedFile[] {
  const twins = new Map(
    filesIn(["v1", "optional"], ".maintenance.yaml").map((path) => [
      path.replace(/\.yaml$/, ".json"),
      json(parse(readFileSync(join(suite, path), "utf8"), { version: "1.2", schema: "core" })),
    ]),
  );
  const files = [...new Set([...filesIn(["v1", "optional"], ""), ...twins.keys()])].sort();
  const version = readFileSync(join(suite, "VERSION"), "utf8").trim();
  const textOf = (path: string): string => twins.get(path) ?? readFileSync(join(suite, path), "utf8");
  const listed = files.map((path) => ({ path, sha256: hash(textOf(path)) }));
  const manifest = { version, ...counts(), files: listed };
  return [
    ...[...twins].map(([path, text]) => ({ path: `${folder}/${path}`, text })),
    { path: `${folder}/manifest.json`, text: json(manifest) },
  ];
}

/** How many cases there are, in all and in each folder. The twins may still have to be written. */
function counts(): { cases: number; folders: Record<string, number> } {
  const folders: Record<string, number> = {};
  const all = loadCases({ definitions: false });
  for (const { folder: name } of all) folders[name] = (folders[name] ?? 0) + 1;
  return { cases: all.length, folders };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
