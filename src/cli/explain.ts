/** `maintenance-mode explain`: whether an operation goes on at an instant, why, by which line of the file, and until when. */
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { evaluate } from "../core/evaluate";
import type { Decision, DecisionRequest, Target } from "../core/generated/types";
import { readRequest, readToggles } from "../core/question";
import { targetText } from "../core/target";
import { lengthText, listed } from "../core/words";
import { instantText, parseInstant, zonedText } from "../core/zone";
import { colorsFor } from "./colors";
import { type Loaded, loadDefinition } from "./definition";
import { CliError } from "./error";
import { maintenanceText, reasonOf } from "./explain/words";
import { readText, Unreadable } from "./files";
import type { Io } from "./io";
import { readTime, shownTime } from "./time";
import { oneLine } from "./words";

interface Options {
  operation: string;
  role: string[];
  target?: string;
  at?: string;
  state?: string;
  startedAt?: string;
  name?: string;
  format: "text" | "json";
}

export function addExplainCommand(program: Command, io: Io): void {
  program
    .command("explain")
    .description("Say whether an operation may go on, why, and until when that holds")
    .argument("<file>", "the definition, or - for standard input")
    .requiredOption("--operation <name>", "what somebody wants to do")
    .option(
      "--role <id>",
      "a role of the one who asks; repeat it for several",
      (id: string, ids: string[]) => [...ids, id],
      [],
    )
    .option("--target <target>", "where: client, client/site or client/site/agent (default: the environment)")
    .option("--at <time>", "a date, a local time or an instant with its offset (default: now)")
    .option("--state <file>", "what was switched by hand, as GET /v1/state answers (default: nothing)")
    .option("--started-at <time>", "when it began, for something that is running already")
    .option("--name <environment>", "which definition, where the file holds several")
    .addOption(
      new Option("--format <format>", "how the answer is written").choices(["text", "json"]).default("text"),
    )
    .addHelpText(
      "after",
      `
Exit codes: 0 whatever the decision is, 1 the definition has errors, 2 wrong usage or a file that cannot be read.

Example:
  maintenance-mode explain erp.maintenance.yaml --operation process.run --role operator --at 2027-01-12T23:00`,
    )
    .action((file: string, options: Options) => explain(file, options, io));
}

async function explain(file: string, options: Options, io: Io): Promise<void> {
  const loaded = await loadDefinition(file, options.name, io);
  const { zone, policy } = loaded;
  const atMs = options.at === undefined ? io.now() : readTime(options.at, zone, "--at");
  const request = requestOf(options, zone);
  const state = options.state === undefined ? undefined : await readState(options.state, io);
  const evaluation = evaluate(policy, state, request, atMs);
  const read = readRequest(request);
  if (!evaluation.ok || !read.ok) {
    const detail = evaluation.ok ? "" : evaluation.detail;
    throw new CliError(`This cannot be asked: ${detail}`, 2);
  }
  const { decision } = evaluation;
  const toggles = readToggles(state) ?? { toggles: [], saved: [] };
  const because = [
    reasonOf(decision, request.operation),
    maintenanceText(policy, toggles, read.request, atMs, zone),
  ];
  const answer = { loaded, request, decision, because: because.map(oneLine), atMs };
  io.stdout.write(options.format === "json" ? json(answer) : text(answer, io));
}

interface Answer {
  loaded: Loaded;
  request: DecisionRequest;
  decision: Decision;
  because: string[];
  atMs: number;
}

function requestOf({ operation, role, target, startedAt }: Options, zone: string): DecisionRequest {
  if (!/^[A-Za-z0-9][\w-]*(\.[A-Za-z0-9][\w-]*)*$/.test(operation))
    throw new CliError(`--operation is one dotted name such as process.run, not "${operation}".`, 2);
  return {
    operation,
    roles: role,
    ...(target !== undefined && { target: readTarget(target) }),
    ...(startedAt !== undefined && { startedAt: instantText(readTime(startedAt, zone, "--started-at")) }),
  };
}

function readTarget(text: string): Target {
  const [client, site, agent, ...more] = text.split("/");
  if (more.length > 0 || [client, site, agent].includes(""))
    throw new CliError(`--target is client, client/site or client/site/agent, not "${text}".`, 2);
  return {
    client,
    ...(site !== undefined && { site }),
    ...(agent !== undefined && { agent }),
  };
}

async function readState(path: string, io: Io): Promise<unknown> {
  let state: unknown;
  try {
    state = JSON.parse(await readText(path === "-" ? path : resolve(io.cwd, path), io.stdin));
  } catch (error) {
    const why = error instanceof Unreadable ? error.message : "this is not JSON";
    throw new CliError(`${path}: ${why}`, 2);
  }
  if (readToggles(state) !== undefined) return state;
  throw new CliError(
    `${path}: this is not a state. It is an object with toggles and saved, as GET /v1/state answers, with one entry for a target.`,
    2,
  );
}

function json({ loaded, request, decision, because, atMs }: Answer): string {
  const { definition, zone, locate } = loaded;
  const { file, line, column } = decision.rule === undefined ? {} : locate(decision.rule);
  const whole = {
    name: definition.metadata.name,
    at: { local: zonedText(atMs, zone), utc: instantText(atMs) },
    request,
    decision,
    because,
    ...(file !== undefined && { location: { file, line, column } }),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function text({ loaded, request, decision, because, atMs }: Answer, io: Io): string {
  const { zone, locate } = loaded;
  const colors = colorsFor(io);
  const paint = { allow: colors.green, deny: colors.red, indeterminate: colors.yellow }[decision.decision];
  const { operation, roles = [], target = {} } = request;
  const who = roles.length === 0 ? "somebody without a role" : listed(roles);
  const later = (instant: string): string => {
    const ms = parseInstant(instant) ?? atMs;
    return `${shownTime(ms, zone)} (in ${lengthText(ms - atMs)})`;
  };
  const lines = [
    `${paint(colors.bold(decision.decision))} ${oneLine(operation)} for ${oneLine(who)} in ${oneLine(targetText(target))} ${colors.dim(`[${decision.code}]`)}`,
    `At ${shownTime(atMs, zone)} (${zone})`,
    ...because,
  ];
  if (decision.rule !== undefined) {
    const { file, line, column, text: source } = locate(decision.rule);
    lines.push(`  ${file}:${line}:${column}  ${colors.dim(oneLine(source))}`);
  }
  if (decision.window !== undefined) {
    const { id, start, end } = decision.window;
    const shown = [start, end].map((instant) => shownTime(parseInstant(instant) ?? atMs, zone));
    lines.push(`Window ${id}: ${shown[0] ?? ""} to ${shown[1] ?? ""}`);
  }
  if (decision.answer !== undefined) lines.push(`Whoever asks is told: ${oneLine(decision.answer)}`);
  lines.push(
    decision.nextChange === null
      ? "Nothing changes this by itself in the next ten years."
      : `Changes ${later(decision.nextChange)}`,
  );
  if (decision.retryAfter !== undefined)
    lines.push(
      `Allowed again ${later(instantText(atMs + decision.retryAfter * 1000))}; retry after ${decision.retryAfter} seconds`,
    );
  for (const warning of decision.warnings) lines.push(`${colors.yellow("Warning:")} ${oneLine(warning)}`);
  return `${lines.join("\n")}\n`;
}
