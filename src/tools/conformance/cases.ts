/** Reads the cases of the conformance suite from their files. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { root } from "../generate/schemas";

export const suite = join(root, "test/conformance");

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

export interface Step {
  at: string;
  action?: JsonObject;
  command?: JsonObject;
  settle?: boolean;
  status?: boolean;
  agents?: boolean;
  request?: JsonObject;
  event?: JsonObject;
  expect: JsonObject;
}

/** One step of a script that is played to a server. */
export interface Play {
  as?: string;
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: Json;
  text?: string;
  define?: string[];
  with?: JsonObject;
  kill?: boolean;
  near?: string;
  listen?: string;
  hear?: string;
  event?: "state" | "beat";
  withinMs?: number | string;
  expect?: JsonObject;
  keep?: Record<string, string>;
}

export interface Case {
  id: string;
  requirements: string[];
  tags?: string[];
  definition?: string;
  value?: Json;
  state?: Json;
  request?: Json;
  at?: string;
  windows?: string[];
  from?: string;
  to?: string;
  merged?: boolean;
  text?: string;
  repeat?: [text: string, times: number][];
  file?: string;
  steps?: Step[];
  script?: Play[];
  expect: JsonObject;
}

/** A case with what its file says for all of them; `folder` is the first folder below the version, or `optional`. */
export interface LoadedCase extends Case {
  op: "check" | "evaluate" | "occurrences" | "sequence" | "ics" | "read" | "guard" | "http";
  source: string;
  folder: string;
  policy: Json;
}

interface CaseFile {
  op: LoadedCase["op"];
  definition?: string;
  cases: Case[];
}

/** Every file of the suite below these folders whose name says so, in a fixed order; paths are relative to the suite. */
export function filesIn(folders: readonly string[], ending: string): string[] {
  const found = folders
    .filter((folder) => existsSync(join(suite, folder)))
    .flatMap((folder) =>
      readdirSync(join(suite, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => relative(suite, join(entry.parentPath, entry.name)).split(sep).join("/")),
    );
  return found.sort();
}

/** The files that hold cases. */
export function caseFiles(): string[] {
  return filesIn(["v1", "optional"], ".cases.json");
}

/** Every case, each with its definition, unless only the cases themselves are asked for. */
export function loadCases({ definitions: wanted } = { definitions: true }): LoadedCase[] {
  const definitions = new Map<string, Json>();
  return caseFiles().flatMap((file) => {
    const { op, definition, cases } = JSON.parse(readFileSync(join(suite, file), "utf8")) as CaseFile;
    const [version, second] = file.split("/");
    const folder = version === "optional" ? "optional" : (second ?? "");
    return cases.map((one) => {
      const path = one.definition ?? definition;
      const given =
        !wanted || path === undefined || "value" in one ? one.value : read(join(dirname(file), path));
      return { ...one, op, source: file, folder, policy: given ?? null };
    });
  });

  function read(path: string): Json {
    if (!definitions.has(path)) {
      definitions.set(path, JSON.parse(readFileSync(join(suite, path), "utf8")) as Json);
    }
    return definitions.get(path) ?? null;
  }
}
