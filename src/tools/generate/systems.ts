/** Generates what is known of other systems: as data for the check, and as a page for people. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { System } from "../../core/generated/types";
import type { GeneratedFile } from "./file";
import { root } from "./schemas";

const folder = "schemas/v1/systems";

/** What every system can enforce, by id. */
export function readSystems(): System[] {
  const names = readdirSync(join(root, folder)).sort();
  return names.map((name) => JSON.parse(readFileSync(join(root, folder, name), "utf8")) as System);
}

export function generateSystems(): GeneratedFile[] {
  const systems = readSystems();
  const code = [
    `// Generated from ${folder} by \`npm run generate\`. Do not edit.`,
    'import type { System } from "./types";\n',
    `export const systems: readonly System[] = ${JSON.stringify(systems, null, 1)};\n`,
  ].join("\n");
  return [
    { path: "src/core/generated/systems.ts", text: code },
    { path: "docs/systems.md", text: page(systems) },
  ];
}

const introduction = `<!-- Generated from ${folder} by \`npm run generate\`. Do not edit. -->

# Other systems

A definition says what is meant. A product with a maintenance mode of its own can enforce a part of that; the rest is only a word to people
there. Say which system enforces a definition, and what it cannot enforce is marked as [not-enforced](problems.md#not-enforced):

- in VS Code with the setting \`maintenanceMode.enforcedBy\`, such as \`{ "erp-production": "dynamics365" }\`: the name of an environment and the
  system that enforces its definition; \`*\` means every environment that is not named;
- on the command line with \`maintenance-mode validate --enforced-by erp-production=dynamics365 environments/\`.

An endpoint of Maintenance Mode enforces everything, as far as its host asks for every decision and obeys it.
`;

/** What a row of the table asks of a system. */
const rows: readonly [string, (system: System) => string][] = [
  ["the id in settings and arguments", ({ id }) => code([id])],
  ["shows `notice`", ({ notice }) => yes(notice)],
  ["refuses in the words of `answer`", ({ answers }) => yes(answers)],
  ["lets in", ({ admits }) => code(admits)],
  ["follows `bypass`", ({ bypass }) => yes(bypass)],
  ["what is not listed", ({ operations }) => code([operations.unlisted])],
  ["operations that it can block", ({ operations }) => code(operations.blocked)],
  ["operations only during maintenance", ({ operations }) => code(operations.onlyDuringMaintenance)],
  ["operations that it stops in flight", ({ operations }) => code(operations.stopsInFlight)],
  ["kinds of windows", ({ windows }) => code(windows)],
  ["what else of a window", ({ windowParts }) => code(windowParts)],
  ["clients, sites and agents", ({ targets }) => yes(targets)],
  ["effects of overrides", ({ overrides }) => code(overrides)],
  ["ends an override by itself", ({ expires }) => yes(expires)],
  ["waits for an approval", ({ transitions }) => yes(transitions.approval)],
  ["tells what still runs", ({ transitions }) => yes(transitions.drain)],
  ["restarts", ({ transitions }) => code(transitions.restart)],
  ["where this is known from", ({ source }) => source],
];

function page(systems: readonly System[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const table = [
    line(["", ...systems.map(({ title }) => title)]),
    line(["---", ...systems.map(() => "---")]),
    ...rows.map(([name, cell]) => line([name, ...systems.map(cell)])),
  ];
  return `${introduction}\n${table.join("\n")}\n`;
}

function yes(value: boolean): string {
  return value ? "yes" : "no";
}

function code(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => `\`${name}\``).join(", ");
}
