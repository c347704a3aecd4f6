/**
 * `npm run bench [-- --only AREA]`: how fast we are, beside others in the same run. Prints a table, writes
 * bench-results.json, and exits with 1 when a goal is missed.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Area, Row } from "./bench/area";
import { areas } from "./bench/areas";
import { installPeers } from "./bench/peer";
import { table, writeRows } from "./bench/table";
import { root } from "./paths";
import { shutDownOnSignals } from "./processes";

/** Runs the areas that are asked for; true when every goal is met. */
export async function bench(
  known: readonly Area[],
  only: string | undefined,
  file: string,
  print: (text: string) => void,
): Promise<boolean> {
  const chosen = known.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) {
    print(`There is no area ${only ?? ""}. The areas are ${known.map(({ name }) => name).join(", ")}.`);
    return false;
  }
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const area of chosen) {
    const found = await area.measure();
    rows.push(...found.rows);
    notes.push(...(found.notes ?? []));
  }
  writeRows(file, rows);
  print([table(rows), ...notes].join("\n"));
  return rows.every(({ met }) => met);
}

async function main(): Promise<void> {
  shutDownOnSignals();
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  await installPeers();
  const met = await bench(areas, values.only, join(root, "bench-results.json"), console.log);
  if (!met) process.exitCode = 1;
}

if (require.main === module) void main();
