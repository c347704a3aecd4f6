/** The second thread where the server runs on Node: it runs the same file. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { checked, checkerMark, type StartThread } from "./checker";
import type { TextToCheck } from "./checks";

export const startThread: StartThread = (said, gone) => {
  const worker = new Worker(__filename, { workerData: checkerMark });
  // It never keeps the process alive.
  worker.unref();
  worker.on("message", said);
  worker.on("error", ({ message }) => gone(message));
  return worker;
};

if (!isMainThread && workerData === checkerMark) {
  parentPort?.on("message", (text: TextToCheck) => parentPort?.postMessage(checked(text)));
}
