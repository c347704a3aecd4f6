/** The program of a mocha suite that runs in Node: run.ts TIMEOUT_MS FILES... It fails when tests leave anything open. */
import { record } from "./results";
import { shutDown, shutDownOnSignals } from "../processes";
import { runMocha } from "./mocha";

const leftOverLimitMs = 5_000;

async function main([timeoutMs, ...files]: readonly string[]): Promise<void> {
  shutDownOnSignals();
  // Thrown, it fails the test that is running; mocha alone would let it pass.
  process.on("unhandledRejection", (reason) => {
    throw reason;
  });
  const failures = await runMocha(files, Number(timeoutMs));
  process.exitCode = failures === 0 ? 0 : 1;
  // What keeps the process alive now was forgotten by a test: it would hang, and hide what else it keeps.
  setTimeout(() => {
    const open = process
      .getActiveResourcesInfo()
      .filter((kind) => kind !== "Timeout")
      .join(", ");
    const message = `The tests have ended but left open: ${open || "a timer or a thread"}. Close it in after() or afterEach().`;
    console.error(message);
    record({ event: "fail", id: "nothing stays open after the tests", message });
    void shutDown(1);
  }, leftOverLimitMs).unref();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  record({ event: "fail", id: "loading the test files", message: String(error) });
  void shutDown(1);
});
