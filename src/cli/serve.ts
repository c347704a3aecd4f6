/** `maintenance-mode serve`: the embedded endpoint of one environment, on loopback. */
import { resolve } from "node:path";
import { once } from "node:events";
import { type Command, InvalidArgumentError } from "commander";
import type { RunningEndpoint } from "../endpoint/serve";
import { StoreError } from "../endpoint/store";
import { CliError } from "./error";
import type { Io } from "./io";

interface ServeOptions {
  definition: string;
  data: string;
  port: number;
  printToken?: true;
  heartbeat: number;
}

export function addServeCommand(program: Command, io: Io): void {
  program
    .command("serve")
    .description("Serve the state of one environment over HTTP on 127.0.0.1, and carry out its transitions")
    .requiredOption(
      "--definition <file>",
      "the definition of the environment; it is read again when it changes",
    )
    .option("--data <directory>", "where state, history and tokens are kept", ".maintenance-mode")
    .option("--port <number>", "port to listen on; 0 takes any free one", wholeNumber(0, 65_535), 7071)
    .option("--print-token", "print the owner's token again, not only at the first start")
    .option("--heartbeat <seconds>", "how often the event stream proves that it is alive", seconds, 5)
    .addHelpText(
      "after",
      "\nExample:\n  maintenance-mode serve --definition erp.maintenance.yaml --data ./state --port 7071",
    )
    .action((options: ServeOptions) => serve(options, io));
}

async function serve(options: ServeOptions, io: Io): Promise<void> {
  const say = (line: string): boolean => io.stdout.write(`${line}\n`);
  const endpoint = await started(options, io);
  if (endpoint.isNewToken || options.printToken === true) say(tokenText(endpoint));
  say(`Listening on ${endpoint.url}`);
  if (!io.stopped.aborted) await once(io.stopped, "abort");
  await endpoint.close();
}

async function started(options: ServeOptions, io: Io): Promise<RunningEndpoint> {
  // Loaded only here: no other command needs it, and it takes as long to load as all the rest.
  const { startEndpoint } = await import("../endpoint/serve");
  try {
    return await startEndpoint({
      definitionPath: resolve(io.cwd, options.definition),
      dataDirectory: resolve(io.cwd, options.data),
      port: options.port,
      heartbeatMs: options.heartbeat * 1000,
      now: io.now,
      log: (line) => io.stderr.write(`${line}\n`),
    });
  } catch (error) {
    throw startProblem(error, options);
  }
}

function startProblem(error: unknown, { port, data }: ServeOptions): unknown {
  if (error instanceof StoreError) return new CliError(error.message);
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code ?? "") {
    case "EADDRINUSE":
      return new CliError(
        `Port ${port} is taken by another program. Choose another with --port, or --port 0 for any free one.`,
      );
    case "EACCES":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return new CliError(
        `${data} cannot be used as data directory (or port ${port} not opened): ${message}`,
      );
    default:
      return error;
  }
}

function tokenText({ token, url }: RunningEndpoint): string {
  return [
    "The owner's token (keep it secret; it is also in the file `token` of the data directory):",
    `  ${token}`,
    "In VS Code: run 'Maintenance Mode: Connect to Endpoint…' and paste it. With curl:",
    `  curl -H "Authorization: Bearer $TOKEN" ${url}/v1/state`,
  ].join("\n");
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

function seconds(text: string): number {
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (value >= 0.1 && value <= 3600) return value;
  throw new InvalidArgumentError("It is a number of seconds from 0.1 to 3600.");
}
