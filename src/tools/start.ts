/** `npm start`: an endpoint with a sample definition, and real VS Code on the samples, connected to it, until Ctrl-C. */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { keepRunning, startDemoEndpoint } from "./demo/endpoint";
import { freeOrAny, recall, writeSecret } from "./demo/memory";
import { prepareWindow } from "./demo/window";
import { tryLock } from "./lock";
import { cache, root } from "./paths";
import { isStopping, onShutdown, shutDown, shutDownOnSignals } from "./processes";

const usage = `Use: npm start [-- [--definition FILE] [--home FOLDER] [--port N] [--no-open]]
  --definition FILE  serve this definition instead of the sample
  --home FOLDER      keep everything there instead of in .vscode-test/start
  --port N           port of VS Code's address, where it runs in the browser
  --no-open          open nothing on this screen: only print VS Code's address`;
const sample = path.join(root, "samples", "tactical-rmm.maintenance.yaml");
const say = (line: string): void => console.log(line);

interface Options {
  readonly definition: string;
  /** Where the endpoint's state and VS Code's data are kept. */
  readonly home: string;
  readonly port?: number;
  readonly show: boolean;
}

async function main(): Promise<void> {
  shutDownOnSignals();
  const options = readOptions(process.argv.slice(2));
  const { home, definition } = options;
  const taken = tryLock("start", home);
  if (typeof taken !== "function")
    throw new Error(
      `npm start is running already (process ${taken.heldBy}). Use its window, or end it first.`,
    );
  const memoryFile = path.join(home, "memory.json");
  const handoverFile = path.join(home, "handover.json");
  const memory = recall(memoryFile);
  const prepared = await prepareWindow({ ...options, folder: path.join(root, "samples"), memory }, say);

  say("Starting the endpoint and VS Code ...");
  const { endpoint, sampleAgent } = await startDemoEndpoint({
    definition,
    // Each definition has a state of its own: that of another one would mean nothing to it.
    dataDir: path.join(home, definition === sample ? "data" : `data-${path.basename(definition)}`),
    port: await freeOrAny(memory.endpointPort),
    showLog: true,
  });
  writeSecret(handoverFile, { name: "sample", url: endpoint.url, token: endpoint.token });
  onShutdown(() => rmSync(handoverFile, { force: true }));
  const window = await prepared.open({ MAINTENANCE_MODE_HANDOVER: handoverFile });
  const endpointPort = Number(new URL(endpoint.url).port);
  writeSecret(memoryFile, { ...memory, endpointPort, editorPort: window.port ?? memory.editorPort });

  const shown = (file: string): string => path.relative(process.cwd(), file);
  const state = `curl -H "Authorization: Bearer $(cat ${shown(endpoint.tokenFile)})" ${endpoint.url}/v1/state`;
  say(`
VS Code       ${window.where}
Endpoint      ${endpoint.url} (process ${endpoint.pid}), serving ${shown(definition)}
Its state     ${state}
${sampleAgent === undefined ? "" : `In maintenance from the start, as a sample: the agent ${sampleAgent}\n`}
Ctrl-C stops everything.`);
  onShutdown(() => say("\nStopping ..."));
  const broken = keepRunning(endpoint, say).then((why) => ({ why, wanted: false }));
  const { why, wanted } = await Promise.race([window.ended, broken]);
  if (!isStopping()) say(`${why}.`);
  await shutDown(wanted ? 0 : 1);
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      definition: { type: "string" },
      home: { type: "string" },
      port: { type: "string" },
      "no-open": { type: "boolean" },
    },
  });
  const definition = path.resolve(values.definition ?? sample);
  if (!existsSync(definition)) throw new Error(`There is no file ${definition}.`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
    throw new Error(`--port ${values.port ?? ""} is not a port: it is a whole number from 0 to 65535.`);
  return {
    definition,
    home: path.resolve(values.home ?? path.join(cache, "start")),
    ...(port === undefined ? {} : { port }),
    show: values["no-open"] !== true,
  };
}

main().catch((error: unknown) => {
  const unknownOption = (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") === true;
  console.error(`${(error as Error).message}${unknownOption ? `\n${usage}` : ""}`);
  void shutDown(1);
});
