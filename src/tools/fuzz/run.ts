/** Asks both implementations the same random questions, and makes of every disagreement a small case that shows it. */
import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { answer } from "../conformance/answer";
import { Program } from "../conformance/program";
import type { Answer, Question } from "../conformance/run";
import { normal } from "./normal";
import { questionsOf } from "./questions";
import { shrink } from "./shrink";

/** What the second implementation is asked through. */
const serve = "test/conformance/python/serve.py";
/** More would only say the same again. */
const mostDisagreements = 3;

export interface Disagreement {
  /** The seed and the number of the definition, which make the question again. */
  seed: number;
  number: number;
  question: Question;
  ours: Answer;
  theirs: Answer;
}

export interface Outcome {
  definitions: number;
  /** How many questions both were asked: what the second does not offer is not asked. */
  asked: number;
  /** How often each operation had each kind of answer: `evaluate OPEN`, `transition kept-on`. */
  kinds: Record<string, number>;
  disagreements: Disagreement[];
}

export interface FuzzOptions {
  python: string;
  seed: number;
  /** So many questions are asked, and the rest of the last definition's. */
  cases: number;
  /** Only the questions of the definition with this number. */
  only?: number;
}

export async function fuzz({ python, seed, cases, only }: FuzzOptions): Promise<Outcome> {
  const programs = Array.from(
    { length: Math.min(4, availableParallelism()) },
    () => new Program(python, [serve]),
  );
  try {
    const [first = new Program(python, [serve])] = programs;
    const known = await operationsOf(first);
    const outcome: Outcome = { definitions: 0, asked: 0, kinds: {}, disagreements: [] };
    const answers: Promise<void>[] = [];
    for (
      let number = only ?? 0;
      outcome.asked < cases && outcome.disagreements.length < mostDisagreements;
      number++
    ) {
      const program = programs[number % programs.length] ?? first;
      outcome.definitions += 1;
      for (const [question, ours] of answered(seed, number)) {
        if (!known.has(question.op)) continue;
        outcome.asked += 1;
        const kind = `${question.op} ${kindOf(ours)}`;
        outcome.kinds[kind] = (outcome.kinds[kind] ?? 0) + 1;
        const compared = program.ask(question).then((theirs) => {
          if (normal(question, ours) === normal(question, theirs)) return;
          outcome.disagreements.push({ seed, number, question, ours, theirs });
        });
        answers.push(compared);
        // While this thread thinks, the other programs need something to do.
        await Promise.race([compared, setImmediate()]);
      }
      await program.ready();
      if (only !== undefined) break;
    }
    await Promise.all(answers);
    const shown = outcome.disagreements.slice(0, mostDisagreements);
    outcome.disagreements = [];
    for (const one of shown) outcome.disagreements.push(await smallest(first, one));
    return outcome;
  } finally {
    for (const program of programs) program.close();
  }
}

function kindOf({ result, error }: Answer): string {
  const { code, phase } = (result ?? {}) as { code?: string; phase?: string };
  return error?.code ?? code ?? phase ?? "result";
}

/** The questions of a definition with our answers. */
function* answered(seed: number, number: number): Generator<[Question, Answer]> {
  const questions = questionsOf(seed, number);
  for (let next = questions.next(); next.done !== true;) {
    const ours = answer(next.value);
    yield [next.value, ours];
    next = questions.next(ours);
  }
}

async function operationsOf(program: Program): Promise<Set<string>> {
  const { result } = await program.ask({ op: "hello" });
  return new Set((result as { ops: string[] }).ops);
}

/** The same disagreement with everything left out that it does not need. */
async function smallest(program: Program, found: Disagreement): Promise<Disagreement> {
  const { ours, theirs } = found;
  const sameKind = (a: Answer, b: Answer): boolean => a.error?.code === b.error?.code;
  const question = await shrink(found.question, async (smaller) => {
    const [mine, other] = [attempt(smaller), await program.ask(smaller)];
    if (mine === undefined || !sameKind(mine, ours) || !sameKind(other, theirs)) return false;
    return normal(smaller, mine) !== normal(smaller, other);
  });
  return { ...found, question, ours: answer(question), theirs: await program.ask(question) };
}

/** Our answer; none to a question that has lost too much. */
function attempt(question: Question): Answer | undefined {
  try {
    return answer(question);
  } catch {
    return undefined;
  }
}
