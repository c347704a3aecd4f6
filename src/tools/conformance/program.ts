/** A program that speaks the line protocol, asked many questions at a time. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { root } from "../paths";
import type { Answer, Question } from "./run";

/** A program that says nothing for so long has hung. */
const patienceMs = 60_000;
/** With so many questions ahead of it a program has enough to do. */
const mostAhead = 100;

interface Waiting {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

export class Program {
  readonly #child: ChildProcess;
  readonly #waiting: (Waiting & { id: number })[] = [];
  #freed: (() => void)[] = [];
  #asked = 0;
  #broken: Error | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(command: string, args: readonly string[]) {
    this.#child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = this.#child;
    this.#child.once("error", (error) => this.#break(error));
    stdin?.once("error", (error) => this.#break(error));
    if (stdout === null) throw new Error("A pipe has no end.");
    createInterface({ input: stdout })
      .on("line", (line) => this.#take(line))
      .once("close", () => this.#break(new Error("The program has ended.")));
  }

  /** Answers come in the order of the questions. */
  async ask(question: Question): Promise<Answer> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) throw this.#broken;
      this.#waiting.push({ id, resolve, reject });
      if (this.#waiting.length === 1) this.#watch();
      this.#child.stdin?.write(`${JSON.stringify({ id, ...question })}\n`);
    });
  }

  /** Waits until the program has not too much ahead of it. */
  async ready(): Promise<void> {
    while (this.#waiting.length >= mostAhead) await new Promise<void>((resolve) => this.#freed.push(resolve));
  }

  /** Ends the program. */
  close(): void {
    clearTimeout(this.#timer);
    this.#child.stdin?.end();
    this.#child.kill();
  }

  #take(line: string): void {
    const next = this.#waiting.shift();
    const { id, ...answer } = JSON.parse(line) as Answer & { id: number };
    if (next?.id !== id) this.#break(new Error(`Question ${next?.id ?? 0} was answered with the id ${id}.`));
    next?.resolve(answer);
    this.#watch();
    this.#free();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0) return;
    const hung = new Error(`No answer in ${patienceMs / 1000} s.`);
    this.#timer = setTimeout(() => this.#break(hung), patienceMs);
  }

  #break(error: Error): void {
    this.#broken ??= error;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.#free();
  }

  #free(): void {
    for (const resolve of this.#freed.splice(0)) resolve();
  }
}
