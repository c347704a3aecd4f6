/**
 * Makes implementations that are wrong on purpose: the TypeScript one with one text of one file replaced, in memory only.
 * Cases are put to such a mutant until one of them notices.
 */
import { type BuildContext, type Plugin, context } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "../generate/schemas";
import type { LoadedCase } from "./cases";

/** One mistake: `find` stands exactly once in the file, whose path is relative to src/core. */
export interface Mutant {
  name: string;
  why: string;
  file: string;
  /** What the ids of the cases begin with that are tried first. */
  first: string;
  find: string;
  replace: string;
}

/** The case that noticed, if any did, and how many cases were put. */
export interface Finding {
  noticedBy?: string;
  cases: number;
}

/** A thread that takes longer than this will not end. */
const patienceMs = 30_000;

/** Builds one mutant after another; what is the same in all of them is read once. */
export class MutantBuilder {
  #context: Promise<BuildContext> | undefined;
  #mutated: { path: string; contents: string } | undefined;

  /** The program for `firstFailure`; without a mutant, that of the implementation as it is. */
  async build(mutant?: Mutant): Promise<string> {
    this.#mutated = mutant === undefined ? undefined : mutated(mutant);
    this.#context ??= context({
      entryPoints: [join(root, "src/tools/conformance/thread.ts")],
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      mainFields: ["module", "main"],
      write: false,
      logLevel: "silent",
      plugins: [this.#replacing()],
    });
    const { outputFiles } = await (await this.#context).rebuild();
    return outputFiles?.[0]?.text ?? "";
  }

  async dispose(): Promise<void> {
    await (await this.#context)?.dispose();
  }

  #replacing(): Plugin {
    return {
      name: "mutant",
      setup: (build) =>
        build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
          path === this.#mutated?.path ? { contents: this.#mutated.contents, loader: "ts" } : undefined,
        ),
    };
  }
}

function mutated({ name, file, find, replace }: Mutant): { path: string; contents: string } {
  const path = join(root, "src/core", file);
  const pieces = readFileSync(path, "utf8").split(find);
  if (pieces.length !== 2) {
    const times = pieces.length - 1;
    throw new Error(`The mutant "${name}" finds its text ${times} times in src/core/${file}, not once.`);
  }
  return { path, contents: pieces.join(replace) };
}

/** Puts the cases to the program, those first whose ids begin so, up to the first that fails. */
export async function firstFailure(
  program: string,
  cases: readonly LoadedCase[],
  first = "",
): Promise<Finding> {
  const soon = cases.filter(({ id }) => id.startsWith(first));
  const finding = await inThread(program, soon);
  if (finding.noticedBy !== undefined || soon.length === cases.length) return finding;
  const later = await inThread(
    program,
    cases.filter((one) => !soon.includes(one)),
  );
  return { ...later, cases: soon.length + later.cases };
}

/**
 * Runs cases in a thread of its own, for a mutant may stop it or keep it for ever. Rejects then: that is no answer that a
 * case could have noticed.
 */
function inThread(program: string, cases: readonly LoadedCase[]): Promise<Finding> {
  const thread = new Worker(program, { eval: true, workerData: cases, execArgv: [] });
  return new Promise<Finding>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No end in ${patienceMs} ms.`)), patienceMs);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => clearTimeout(timer));
  }).finally(() => void thread.terminate());
}
