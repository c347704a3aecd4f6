/** The thread in which an implementation answers the cases that it is given, up to the first that fails. */
import { parentPort, workerData } from "node:worker_threads";
import { answer } from "./answer";
import type { LoadedCase } from "./cases";
import type { Finding } from "./mutant";
import { runCase } from "./run";

void (async () => {
  const finding: Finding = { cases: 0 };
  for (const one of workerData as LoadedCase[]) {
    finding.cases += 1;
    const { outcome } = await runCase((question) => Promise.resolve(answer(question)), one);
    if (outcome === "passed") continue;
    finding.noticedBy = one.id;
    break;
  }
  parentPort?.postMessage(finding);
})();
