/**
 * The result file of one mocha run: a line of JSON an event, written as it happens, so that a run which dies
 * is told from one that ends, and what it was at is known. The exit code alone says too little.
 */
import { appendFileSync } from "node:fs";

/** The environment variable that names the result file. */
export const resultsVariable = "MAINTENANCE_MODE_TEST_RESULTS";

/** A test is known by its full title. */
export type ResultEvent =
  | { readonly event: "begin" | "pass" | "skip"; readonly id: string }
  | { readonly event: "fail"; readonly id: string; readonly message: string }
  | { readonly event: "note"; readonly text: string }
  | { readonly event: "end" };

export interface Failure {
  readonly id: string;
  readonly message: string;
}

export interface Results {
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly skipped: readonly string[];
  readonly notes: readonly string[];
}

/** Adds an event to the result file of this run; without such a file, does nothing. */
export function record(event: ResultEvent): void {
  const file = process.env[resultsVariable];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(event)}\n`);
}

/** Puts a measured fact into the summary at the very end of `npm test`. */
export function note(text: string): void {
  record({ event: "note", text });
}

/**
 * Reads a result file. A run that did not reach its end has failed: that is one failure more, which names the
 * test that was running. So has a run without any test.
 */
export function readResults(text: string): Results {
  let [passed, ended] = [0, false];
  let running: string | undefined;
  const failures: Failure[] = [];
  const skipped: string[] = [];
  const notes: string[] = [];
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const event = parse(line);
    if (event === undefined) continue; // cut off in the middle of a write
    if (event.event === "begin") running = event.id;
    else if (event.event === "note") notes.push(event.text);
    else running = undefined;
    if (event.event === "pass") passed++;
    if (event.event === "skip") skipped.push(event.id);
    if (event.event === "fail") failures.push({ id: event.id, message: event.message });
    if (event.event === "end") ended = true;
  }
  if (!ended)
    failures.push({
      id: running ?? "the run",
      message: "The run ended before all tests had: it was stopped, or died.",
    });
  else if (passed + failures.length + skipped.length === 0)
    failures.push({ id: "the run", message: "It held no test at all." });
  return { passed, failures, skipped, notes };
}

function parse(line: string): ResultEvent | undefined {
  try {
    return JSON.parse(line) as ResultEvent;
  } catch {
    return undefined;
  }
}
