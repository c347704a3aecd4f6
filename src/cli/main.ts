/** The program: the commands, and the one place where failures become words and exit codes. */
import { isMainThread } from "node:worker_threads";
import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { addCompletionCommand } from "./completion";
import { addDiffCommand } from "./diff";
import { CliError } from "./error";
import { addExplainCommand } from "./explain";
import type { Io } from "./io";
import { addLspCommand } from "./lsp";
import { addNextCommand } from "./next";
import { addProblemCommand } from "./problem";
import { addScheduleCommand } from "./schedule";
import { addServeCommand } from "./serve";
import { addTokenCommand } from "./token";
import { addValidateCommand } from "./validate";

/** Runs the program with its arguments (without node and script); the answer is the exit code: 0 done, 1 failed, 2 wrong usage. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const program = new Command("maintenance-mode")
    .description(
      "Maintenance mode as code: check, ask and compare definitions, serve the state of an environment",
    )
    .version(version)
    .addHelpText("after", "\nExample:\n  maintenance-mode validate erp.maintenance.yaml")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  addValidateCommand(program, io);
  addProblemCommand(program, io);
  addScheduleCommand(program, io);
  addNextCommand(program, io);
  addExplainCommand(program, io);
  addDiffCommand(program, io);
  addLspCommand(program, io);
  addServeCommand(program, io);
  addTokenCommand(program, io);
  addCompletionCommand(program, io);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

function exitCodeOf(error: unknown, io: Io): number {
  // Commander has said what is wrong already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CliError) {
    if (error.message !== "") io.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  io.stderr.write(`Unexpected failure: ${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

// The language server's second thread runs this same file, once it is bundled.
if (require.main === module && isMainThread) {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop.abort());
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads may have read enough (head, less): that is no failure, and nobody is left to be told.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  void run(process.argv.slice(2), {
    stdin,
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    now: Date.now,
    stopped: stop.signal,
  }).then((code) => {
    process.exitCode = code;
  });
}
