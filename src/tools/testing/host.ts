/** The program of the suite inside VS Code's extension host: host.ts EXECUTABLE FOLDER. It bundles the tests and runs them there. */
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { cpSync } from "node:fs";
import path from "node:path";
import { nodeVariable, root, rootVariable } from "../paths";
import { onShutdown, shutDown, shutDownOnSignals } from "../processes";
import { filesIn } from "./files";

async function main([executable, folder]: readonly string[]): Promise<void> {
  shutDownOnSignals();
  if (executable === undefined || folder === undefined) throw new Error("Use: host.ts EXECUTABLE FOLDER");
  const tests = path.join(root, "test", "extension");
  // Inside the project, so that the bundles find mocha in its node_modules.
  const bundled = path.join(folder, "tests");
  await build({
    entryPoints: [path.join(tests, "index.ts"), ...filesIn(tests, ".test.ts")],
    outdir: bundled,
    outbase: tests,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "error",
  });
  // A copy: tests may change it.
  const workspace = path.join(folder, "workspace");
  cpSync(path.join(root, "samples"), workspace, { recursive: true });
  const run = runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(bundled, "index.js"),
    launchArgs: [workspace, `--user-data-dir=${path.join(folder, "data")}`, "--disable-extensions"],
    extensionTestsEnv: { [rootVariable]: root, [nodeVariable]: process.execPath },
  });
  // A signal reaches the executable too; it is given the time to end its server and browser.
  onShutdown(() => run.then(undefined, () => undefined).then(() => undefined));
  await run;
}

main(process.argv.slice(2)).then(
  () => shutDown(0),
  (error: unknown) => {
    console.error((error as Error).message);
    return shutDown(1);
  },
);
