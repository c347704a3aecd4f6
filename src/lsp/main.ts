/** The language server as a process of its own, over whatever its arguments say: `--stdio`, `--node-ipc`, `--socket=`, `--pipe=`. */
import { isMainThread } from "node:worker_threads";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodePorts } from "./ports";
import { serve } from "./server";

const transports = ["--stdio", "--node-ipc", "--socket", "--pipe"];

function main(): void {
  if (process.argv.some((argument) => transports.includes(argument.split("=")[0] ?? ""))) {
    serve(createConnection(ProposedFeatures.all), nodePorts);
  } else {
    process.stderr.write("The language server talks to an editor: start it with --stdio or --node-ipc.\n");
    process.exitCode = 2;
  }
}

// The thread that checks whole texts runs this same file, once it is bundled.
if (isMainThread) main();
