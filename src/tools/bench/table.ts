/** Shows rows as a table and keeps them as JSON. */
import { writeFileSync } from "node:fs";
import type { Row } from "./area";

/** The rows as lines of text, with a heading. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ["area", "what", "ours", "other", "against", "ratio", "goal", ""],
    ...rows.map(({ area, name, unit, ours, other, otherName, ratio, goal, met }) => [
      area,
      name,
      `${shown(ours)} ${unit}`,
      `${shown(other)} ${unit}`,
      otherName,
      shown(ratio),
      goal,
      met ? "met" : "MISSED",
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((line) => (line[column] ?? "").length)),
  );
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Writes the rows as a JSON array. */
export function writeRows(file: string, rows: readonly Row[]): void {
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
}

/** Three digits that count. */
function shown(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
