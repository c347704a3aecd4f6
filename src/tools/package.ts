/** Makes the .vsix from a fresh build, and makes sure that it holds what runs and nothing else. */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bundleAll, distLock, sizes } from "./build";
import { exclusively } from "./lock";
import { root } from "./paths";
import { run, shutDownOnSignals } from "./processes";
import { listZip, type ZipEntry } from "./zip";

const limitMs = 3 * 60_000;
const vsce = path.join(path.dirname(require.resolve("@vscode/vsce/package.json")), "vsce");
const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];

/** What a .vsix may hold; the first two are made by the packaging program itself. */
const allowed: readonly RegExp[] = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE(\.txt|\.md)?)$/i,
  /^extension\/dist\/(extension|server|cli|web\/extension|web\/server)\.js$/,
  /^extension\/schemas\/[\w./-]+\.(json|yaml)$/,
  /^extension\/media\/[\w-]+\.(png|svg)$/,
  /^extension\/media\/(?:language-configuration|definition\.tmLanguage)\.json$/,
];

/** What it must hold to work. */
const needed: readonly string[] = [
  ...["package.json", "dist/extension.js", "dist/server.js", "dist/cli.js"],
  ...["dist/web/extension.js", "dist/web/server.js"],
  ...["readme.md", "changelog.md", "LICENSE.txt"],
].map((file) => `extension/${file}`);

/** A package on disk, and what is in it. */
export interface Package {
  readonly file: string;
  readonly bytes: number;
  readonly entries: readonly ZipEntry[];
}

/** Builds, packages and checks; rejects with what is wrong. */
export async function makePackage(folder = root): Promise<Package> {
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Record<
    string,
    unknown
  >;
  const file = path.join(folder, `${String(manifest["name"])}-${String(manifest["version"])}.vsix`);
  mkdirSync(folder, { recursive: true });
  await exclusively(distLock, 2 * limitMs, console.error, async () => {
    await bundleAll();
    const outcome = await run(process.execPath, [vsce, "package", ...options, "--out", file], {
      cwd: root,
      limitMs,
    });
    if (!outcome.ok) throw new Error(`vsce package ${outcome.ending}:\n${outcome.output}`);
  });
  const zip = readFileSync(file);
  const entries = listZip(zip);
  const wrong = contentProblems(entries.map((entry) => entry.file));
  if (wrong.length > 0) throw new Error(`${path.basename(file)} is not as it must be:\n${wrong.join("\n")}`);
  return { file, bytes: zip.length, entries };
}

/** What is in a package and must not be, and what is missing from it; empty when all is well. */
export function contentProblems(files: readonly string[]): string[] {
  const lower = new Set(files.map((file) => file.toLowerCase()));
  return [
    ...files
      .filter((file) => !allowed.some((pattern) => pattern.test(file)))
      .map((file) => `  ${file} does not belong in the package: see .vscodeignore`),
    ...needed.filter((file) => !lower.has(file.toLowerCase())).map((file) => `  ${file} is missing`),
  ];
}

async function main(): Promise<void> {
  shutDownOnSignals();
  try {
    const { file, bytes, entries } = await makePackage();
    console.log(sizes(entries));
    console.log(
      `${path.relative(process.cwd(), file)}: ${entries.length} files, ${(bytes / 1024).toFixed(1)} KB`,
    );
  } catch (error) {
    console.error(`No package was made: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
