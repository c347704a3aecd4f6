/** Bundles what ships: the extension, the language server and the command line program, each into one file. */
import { build, type BuildOptions } from "esbuild";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { exclusively } from "./lock";
import { root } from "./paths";

/** Whoever writes into dist/, or needs it to stay as it is for a moment, holds this lock. */
export const distLock = "dist";
const lockLimitMs = 5 * 60_000;

interface Bundle {
  readonly entry: string;
  readonly file: string;
  readonly options?: BuildOptions;
  /** It runs where code from strings may be forbidden, and where nobody expects it. */
  readonly noEval?: boolean;
  readonly executable?: boolean;
}

/** What runs in a browser takes nothing from Node: the bundler fails when something asks for it. */
const inBrowser: BuildOptions = {
  platform: "browser",
  target: "es2022",
  mainFields: ["browser", "module", "main"],
};

/** How everything is bundled that Node runs. */
export const bundling: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  minify: true,
  sourcemap: true,
  // ES modules first: they can be shaken, and some packages' "main" hides its requires from a bundler.
  mainFields: ["module", "main"],
  logLevel: "error",
};

const bundles: readonly Bundle[] = [
  {
    entry: "src/extension/extension.ts",
    file: "dist/extension.js",
    options: { external: ["vscode"] },
    noEval: true,
  },
  { entry: "src/lsp/main.ts", file: "dist/server.js", noEval: true },
  {
    entry: "src/extension/web.ts",
    file: "dist/web/extension.js",
    options: { ...inBrowser, format: "cjs", external: ["vscode"] },
    noEval: true,
  },
  {
    entry: "src/lsp/web.ts",
    file: "dist/web/server.js",
    options: { ...inBrowser, format: "iife" },
    noEval: true,
  },
  {
    entry: "src/cli/main.ts",
    file: "dist/cli.js",
    options: { banner: { js: "#!/usr/bin/env node" } },
    executable: true,
  },
];

/** What one bundle came to. */
export interface Built {
  readonly file: string;
  readonly bytes: number;
}

/** Builds all bundles into dist/; rejects with what is wrong when one cannot be built. */
export async function buildAll(): Promise<readonly Built[]> {
  return exclusively(distLock, lockLimitMs, console.error, bundleAll);
}

/** The same, for who holds the lock of dist/ already. */
export async function bundleAll(): Promise<readonly Built[]> {
  return Promise.all(bundles.map(bundle));
}

async function bundle({ entry, file, options, noEval, executable }: Bundle): Promise<Built> {
  const outfile = path.join(root, file);
  rmSync(outfile, { force: true });
  await build({ ...bundling, entryPoints: [path.join(root, entry)], outfile, ...options });
  const text = readFileSync(outfile, "utf8");
  const bad = noEval === true ? /\bnew Function\b|\beval\(/.exec(text) : null;
  if (bad)
    throw new Error(`${file} makes code from strings ("${text.slice(bad.index - 40, bad.index + 60)}")`);
  if (executable === true) chmodSync(outfile, 0o755);
  return { file, bytes: Buffer.byteLength(text) };
}

/** One line a bundle: its size and name. */
export function sizes(files: readonly { file: string; bytes: number }[]): string {
  return files.map(({ file, bytes }) => `${(bytes / 1024).toFixed(1).padStart(9)} KB  ${file}`).join("\n");
}

if (require.main === module)
  buildAll().then(
    (built) => console.log(sizes(built)),
    (error: unknown) => {
      // esbuild has printed each error with its place already.
      console.error(`The build failed: ${(error as Error).message}`);
      process.exitCode = 1;
    },
  );
