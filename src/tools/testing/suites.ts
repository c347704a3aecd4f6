/** The suites of `npm test`: what each consists of, in which order, and how long it may take at most. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { makePackage } from "../package";
import { cache, root } from "../paths";
import { run } from "../processes";
import { getBrowser } from "../vscode/browser";
import { testEditor, type TestEditor } from "../vscode/editor";
import { serverEditor, type ServerEditor } from "../vscode/install";
import { filesIn } from "./files";
import { readResults, resultsVariable, type Failure, type Results } from "./results";

const minuteMs = 60_000;
const say = (line: string): void => console.log(line);

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Suites that must have run first, also when only this one is asked for. */
  readonly needs?: readonly string[];
  /** Runs it, with a folder of its own for what it leaves behind. */
  readonly run: (folder: string) => Promise<Results>;
}

/** Where the suites in VS Code find the package that `package` has made. */
export const packageFolder = path.join(cache, "package");

export const suites: readonly Suite[] = [
  { name: "checks", title: "types, lint, format", run: runChecks },
  {
    name: "unit",
    title: "mocha in Node",
    run: (folder) => runFiles(folder, unitFiles(), { timeoutMs: 20_000, limitMs: 10 * minuteMs }),
  },
  { name: "package", title: "bundles and .vsix", run: runPackage },
  { name: "host", title: "mocha in VS Code's extension host", needs: ["package"], run: runHost },
  { name: "ui", title: "VS Code's window in a browser, with the .vsix", needs: ["package"], run: runUi },
];

function unitFiles(): string[] {
  const elsewhere = ["extension", "ui"].map((name) => path.join(root, "test", name) + path.sep);
  return filesIn(path.join(root, "test"), ".test.ts").filter(
    (file) => !elsewhere.some((folder) => file.startsWith(folder)),
  );
}

async function runChecks(): Promise<Results> {
  const tool = (name: string, file: string): string => path.join(root, "node_modules", name, file);
  const projects = [
    ".",
    ...filesIn(path.join(root, "src"), "tsconfig.json").map((file) =>
      path.relative(root, path.dirname(file)),
    ),
  ];
  const checks: readonly (readonly [id: string, ...command: string[]])[] = [
    ...projects.map(
      (project) => [`tsc -p ${project}`, tool("typescript", "bin/tsc"), "-p", project] as const,
    ),
    ["eslint .", tool("eslint", "bin/eslint.js"), "."],
    ["prettier --check .", tool("prettier", "bin/prettier.cjs"), "--check", "--log-level=warn", "."],
  ];
  const failures: Failure[] = [];
  for (const [id, ...command] of checks) {
    const outcome = await run(process.execPath, command, { cwd: root, limitMs: 5 * minuteMs });
    say(`  ${outcome.ok ? "✔" : "✖"} ${id}`);
    if (outcome.ok) continue;
    say(outcome.output);
    failures.push({ id, message: outcome.ending });
  }
  return { passed: checks.length - failures.length, failures, skipped: [], notes: [] };
}

async function runPackage(): Promise<Results> {
  rmSync(packageFolder, { recursive: true, force: true }); // one of another version would be taken for it
  try {
    const { file, bytes, entries } = await makePackage(packageFolder);
    const fact = `${path.basename(file)}: ${(bytes / 1024).toFixed(0)} KB, ${entries.length} files`;
    say(`  ✔ ${fact}`);
    return { passed: 1, failures: [], skipped: [], notes: [fact] };
  } catch (error) {
    return failed("a package is made", error);
  }
}

async function runHost(folder: string): Promise<Results> {
  let editor: TestEditor;
  try {
    editor = await testEditor(say);
    say(`Running in ${editor.title}.`);
    if (editor.needsServer) await Promise.all([serverEditor(say), getBrowser(say)]);
  } catch (error) {
    return failed("a VS Code can be had", error);
  }
  const program = path.join(root, "src", "tools", "testing", "host.ts");
  return runProgram(folder, [program, editor.executable, folder], 6 * minuteMs);
}

async function runUi(folder: string): Promise<Results> {
  let editor: ServerEditor;
  let browser: string;
  try {
    [editor, browser] = await Promise.all([serverEditor(say), getBrowser(say)]);
  } catch (error) {
    return failed("a VS Code and a browser can be had", error);
  }
  const { output } = await run(browser, ["--version", "--no-sandbox"], { limitMs: minuteMs });
  const name = /^\w[\w ]+ \d[\d.]+/m.exec(output)?.[0] ?? browser;
  const files = filesIn(path.join(root, "test", "ui"), ".test.ts");
  const results = await runFiles(folder, files, { timeoutMs: 2 * minuteMs, limitMs: 10 * minuteMs });
  return { ...results, notes: [`Window of VS Code ${editor.version} in ${name}`, ...results.notes] };
}

async function runFiles(
  folder: string,
  files: readonly string[],
  { timeoutMs, limitMs }: { timeoutMs: number; limitMs: number },
): Promise<Results> {
  const program = path.join(root, "src", "tools", "testing", "run.ts");
  return runProgram(folder, [program, String(timeoutMs), ...files], limitMs);
}

/** A suite in a process of its own: whatever happens to that process, its results are read and judged. */
async function runProgram(folder: string, program: readonly string[], limitMs: number): Promise<Results> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "results.jsonl");
  const outcome = await run(process.execPath, ["--import", "tsx", ...program], {
    cwd: root,
    env: { ...process.env, [resultsVariable]: file },
    limitMs,
    show: true,
  });
  const results = readResults(existsSync(file) ? readFileSync(file, "utf8") : "");
  if (outcome.ok || results.failures.length > 0) {
    const late = outcome.ending.startsWith("took")
      ? [{ id: "the time limit", message: `It ${outcome.ending}.` }]
      : [];
    return { ...results, failures: [...results.failures, ...late] };
  }
  return { ...results, failures: [{ id: "the run", message: `Its process ${outcome.ending}.` }] };
}

function failed(id: string, error: unknown): Results {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message);
  return { passed: 0, failures: [{ id, message }], skipped: [], notes: [] };
}
