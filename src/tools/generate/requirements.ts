/**
 * Generates docs/spec/requirements.json, every numbered requirement of the specification for programs, and refuses pages
 * whose requirements cannot be told apart or taken at their word.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "./file";
import { root } from "./schemas";

const folder = "docs/spec";

/** The one page on which requirements with a prefix stand; on every other page there are none. */
const prefixes: Readonly<Record<string, string>> = {
  "definition.md": "MM-DEF",
  "time.md": "MM-TIME",
  "schedule.md": "MM-SCHED",
  "state.md": "MM-STATE",
  "evaluation.md": "MM-EVAL",
  "endpoint.md": "MM-HOST",
  "input.md": "MM-INPUT",
};

/** How a requirement begins, and which class of software it binds. */
const classes = {
  "A validator": "validator",
  "A scheduler": "scheduler",
  "An evaluator": "evaluator",
  "A state machine": "state-machine",
  "A host": "host",
  "An endpoint": "endpoint",
  "An implementation": "all",
} as const;

export interface Requirement {
  id: string;
  /** A MUST NOT is a MUST. */
  level: "MUST" | "SHOULD" | "MAY";
  class: (typeof classes)[keyof typeof classes];
  page: string;
  text: string;
}

/** One page of the specification. */
export interface Page {
  name: string;
  text: string;
}

export function generateRequirements(): GeneratedFile[] {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".md"));
  const pages = names.sort().map((name) => ({ name, text: readFileSync(join(root, folder, name), "utf8") }));
  const text = `${JSON.stringify(requirementsOf(pages), undefined, 2)}\n`;
  return [{ path: `${folder}/requirements.json`, text }];
}

/** The requirements of the pages, in order of pages and lines; throws with every mistake, by page and line. */
export function requirementsOf(pages: readonly Page[]): Requirement[] {
  const mistakes: string[] = [];
  const found = pages.flatMap((page) => onPage(page, mistakes));
  const known = new Set(found.map(({ id }) => id));
  for (const { name, text } of pages) {
    eachLine(text, (line, number) => {
      for (const [id] of line.matchAll(/\bMM-[A-Z]+-\d+\b/g)) {
        if (!known.has(id)) mistakes.push(`${name}:${number} refers to ${id}, which does not exist`);
      }
    });
  }
  if (mistakes.length > 0) throw new Error(`The specification has mistakes:\n${mistakes.join("\n")}`);
  return found;
}

function onPage({ name, text }: Page, mistakes: string[]): Requirement[] {
  const found: Requirement[] = [];
  eachLine(text, (line, number) => {
    const mistake = (what: string): unknown => mistakes.push(`${name}:${number} ${what}`);
    if (!line.includes("**MM-")) {
      if (name in prefixes && keyWords(line).length > 0)
        mistake(`has ${keyWords(line).join(", ")} outside of a requirement`);
      return;
    }
    const one = read(line, name);
    if (typeof one === "string") return mistake(one);
    const before = found.at(-1)?.id ?? "";
    if (found.some(({ id }) => id === one.id)) mistake(`uses ${one.id} for the second time`);
    else if (one.id < before) mistake(`has ${one.id} after ${before}; ids ascend`);
    found.push(one);
  });
  return found;
}

/** The requirement of a line, or what is wrong with it. */
function read(line: string, page: string): Requirement | string {
  const [, id, prefix, text] = /^\*\*((MM-[A-Z]+)-\d{3})\*\* (\S.*\.)$/.exec(line) ?? [];
  if (id === undefined || text === undefined) {
    return "is malformed: a requirement is a line `**MM-NAME-001** Sentence.`";
  }
  if (prefix !== prefixes[page]) return `has ${id}, whose prefix does not belong to this page`;
  const subject = (Object.keys(classes) as (keyof typeof classes)[]).find((words) =>
    text.startsWith(`${words} `),
  );
  if (subject === undefined)
    return `has ${id}, which begins with none of: ${Object.keys(classes).join(", ")}`;
  const [level, ...more] = keyWords(text);
  if (level === undefined) return `has ${id} without MUST, SHOULD or MAY`;
  if (more.length > 0) return `has ${id} with several of MUST, SHOULD and MAY`;
  return { id, level, class: classes[subject], page, text };
}

/** The key words in a text; what stands in code is none. */
function keyWords(text: string): Requirement["level"][] {
  const words = text.replace(/`[^`]*`/g, "").match(/\b(?:MUST|SHOULD|MAY)\b/g) ?? [];
  return words as Requirement["level"][];
}

function eachLine(text: string, look: (line: string, number: number) => unknown): void {
  text.split("\n").forEach((line, index) => look(line, index + 1));
}
