/** The TypeScript implementation behind the line protocol of the conformance suite. */
import { createInterface } from "node:readline";
import { answer } from "./answer";
import type { Question } from "./run";

void (async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const { id, ...question } = JSON.parse(line) as Question & { id: unknown };
    process.stdout.write(`${JSON.stringify({ id, ...answer(question) })}\n`);
  }
})();
