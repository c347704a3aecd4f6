/** What a program under measurement is asked and answers; all of them answer the same questions. */
import { readFileSync } from "node:fs";

/** A letter of a text that is taken away and put back. */
export interface Letter {
  line: number;
  character: number;
  char: string;
}

/** The kinds of work: checking a whole text, or taking away the letter, or putting it back, and checking what that changes. */
export type Kind = "whole" | "keystroke";

/** Does the work again and again, going on where it stopped. */
export type Work = { kind: Kind; file: string; letter: Letter } | { times: number };

export interface Done {
  /** CPU time, in milliseconds, for all times together. */
  cpuMs: number;
  /** How many problems were found the last time. */
  problems: number;
}

type Once = () => number | Promise<number>;

/** Answers questions of the process that started this one until it goes. */
export function answer(kinds: Partial<Record<Kind, (text: string, letter: Letter) => Once>>): void {
  let once: Once = () => 0;
  process.on("message", (work: Work) => {
    void take(work).then((done) => process.send?.(done));
  });

  async function take(work: Work): Promise<Done> {
    let problems = 0;
    const before = process.cpuUsage();
    if ("times" in work) for (let done = 0; done < work.times; done += 1) problems = await once();
    else once = kinds[work.kind]?.(readFileSync(work.file, "utf8"), work.letter) ?? once;
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000, problems };
  }
}
