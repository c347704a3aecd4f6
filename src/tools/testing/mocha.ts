/** Runs mocha the one way all suites run it, in Node or in VS Code's extension host, and records the results. */
import Mocha from "mocha";
import { record } from "./results";

/** Narrows a run to the tests whose full title matches; for work on one test. */
export const grepVariable = "MAINTENANCE_MODE_TEST_GREP";

class Recorder extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { EVENT_TEST_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
      Mocha.Runner.constants;
    runner.on(EVENT_TEST_BEGIN, (test) => record({ event: "begin", id: test.fullTitle() }));
    runner.on(EVENT_TEST_PASS, (test) => record({ event: "pass", id: test.fullTitle() }));
    runner.on(EVENT_TEST_PENDING, (test) => record({ event: "skip", id: test.fullTitle() }));
    // A failed hook arrives here too, under its own title.
    runner.on(EVENT_TEST_FAIL, (test, error: Error) =>
      record({ event: "fail", id: test.fullTitle(), message: error.stack ?? error.message }),
    );
    runner.on(EVENT_RUN_END, () => record({ event: "end" }));
  }
}

/** Runs the files and gives the number of failures; rejects when a file cannot even be loaded. */
export async function runMocha(files: readonly string[], timeoutMs: number): Promise<number> {
  const grep = process.env[grepVariable];
  const mocha = new Mocha({
    ui: "bdd",
    reporter: Recorder,
    timeout: timeoutMs,
    slow: timeoutMs / 20,
    forbidOnly: true,
    ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
  });
  for (const file of [...files].sort()) mocha.addFile(file);
  return new Promise((resolve) => mocha.run(resolve));
}
