/** A program under measurement, in a process of its own: what one needs of memory must not slow another. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { node } from "../../paths";
import { endGroup, startGroup } from "../../processes";
import type { Contender } from "../measure";
import type { Done, Kind, Letter, Work } from "./programs/protocol";

/** YLS needs more than the usual limit for 10 MB. */
export const heap = "--max-old-space-size=8192";

export class Program {
  readonly #process: ChildProcess;
  readonly #gone: Promise<never>;

  constructor(file: string, parameters: readonly string[] = []) {
    this.#process = startGroup(node, [heap, file, ...parameters], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    this.#gone = once(this.#process, "exit").then(() => {
      throw new Error(`${file} ended before its time.`);
    });
    this.#gone.catch(() => undefined);
  }

  /** Gets ready for a kind of work on the text of a file. */
  async prepare(kind: Kind, file: string, letter: Letter): Promise<void> {
    await this.#ask({ kind, file, letter });
  }

  /** Does the work once; the answer is the number of problems. */
  async problems(): Promise<number> {
    return (await this.#ask({ times: 1 })).problems;
  }

  contender(name: string): Contender {
    return { name, run: async (times) => (await this.#ask({ times })).cpuMs };
  }

  async end(): Promise<void> {
    await endGroup(this.#process);
  }

  async #ask(work: Work): Promise<Done> {
    const answered = once(this.#process, "message");
    this.#process.send(work);
    const [done] = (await Promise.race([answered, this.#gone])) as [Done];
    return done;
  }
}
