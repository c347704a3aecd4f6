/** The one definition that a command is about: read, checked, compiled, with the way back from a rule to its line. */
import { resolve } from "node:path";
import type { MaintenanceDefinition } from "../core/generated/types";
import { compile, type Policy } from "../core/policy";
import { inspect } from "../language/inspect";
import { Lines, place } from "../language/position";
import { locate, type SourceNode } from "../language/source";
import { CliError } from "./error";
import { readText, Unreadable } from "./files";
import type { Io } from "./io";
import { problemLine, problemsOf, shownPath } from "./reported";
import { listed, plural } from "../core/words";

/** A place in a file; line and column count from 1. */
export interface Location {
  file: string;
  line: number;
  column: number;
  /** The text of that line. */
  text: string;
}

export interface Loaded {
  /** As it is shown. */
  file: string;
  definition: MaintenanceDefinition;
  policy: Policy;
  /** The zone in which times are shown and read: the definition's, else UTC. */
  zone: string;
  /** Where a JSON Pointer of the definition stands. */
  locate: (pointer: string) => Location;
}

/**
 * Reads the definition of a file, or of standard input for `-`.
 * @param name which one, where the file holds several
 * @param invalid the exit code when the definition has errors, which are printed
 */
export async function loadDefinition(
  path: string,
  name: string | undefined,
  io: Io,
  invalid = 1,
): Promise<Loaded> {
  const file = shownPath(path, io.cwd);
  const text = await textOf(path, file, io);
  refuseInvalid(file, text, io, invalid);
  const documents = [...inspect(text, { isNamed: true, nowMs: io.now() })].map(({ value, root }) => ({
    // It has no errors, so it has this shape.
    definition: value as MaintenanceDefinition,
    root,
  }));
  const { definition, root } = choose(documents, file, name);
  const lines = text.split(/\r\n?|\n/);
  const positions = new Lines(text);
  return {
    file,
    definition,
    policy: compile(definition),
    zone: definition.timeZone ?? "UTC",
    locate: (pointer) => {
      const found = place(text, positions.position(locate(root, pointer, "value")[0]));
      return { file, ...found, text: (lines[found.line - 1] ?? "").trim() };
    },
  };
}

async function textOf(path: string, file: string, io: Io): Promise<string> {
  try {
    return await readText(path === "-" ? path : resolve(io.cwd, path), io.stdin);
  } catch (error) {
    if (error instanceof Unreadable) throw new CliError(`${file}: ${error.message}`, 2);
    throw error;
  }
}

function refuseInvalid(file: string, text: string, io: Io, exitCode: number): void {
  const errors = problemsOf(file, text, io).filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  // To standard error: what goes to standard output may be read by a program that expects something else.
  for (const error of errors) io.stderr.write(`${problemLine(error, io, "stderr")}\n`);
  throw new CliError(`${plural(errors.length, "error")} in ${file}: mend that first.`, exitCode);
}

interface Document {
  definition: MaintenanceDefinition;
  root: SourceNode;
}

function choose(documents: readonly Document[], file: string, name: string | undefined): Document {
  const names = documents.map(({ definition }) => definition.metadata.name);
  const found = documents.filter((_, index) => name === undefined || names[index] === name);
  const [first] = found;
  if (first === undefined) {
    const there = names.length === 0 ? "no definition" : `only ${listed(names)}`;
    throw new CliError(
      `${file}: there is ${name === undefined ? there : `no "${name}", ${there}`} in this file.`,
      2,
    );
  }
  if (found.length > 1)
    throw new CliError(`${file} holds ${listed(names)}: say with --name which one is meant.`, 2);
  return first;
}
