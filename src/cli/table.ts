/** Columns that stand below each other; colours change no width. */

/** A cell, and what it is painted with where colours are wanted. */
export interface Cell {
  text: string;
  paint?: (text: string) => string;
}

/** The rows as lines, each column as wide as its widest cell. */
export function table(rows: readonly (readonly Cell[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach(({ text }, column) => (widths[column] = Math.max(widths[column] ?? 0, text.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => shown(cell, column, row.length, widths))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function shown({ text, paint }: Cell, column: number, columns: number, widths: readonly number[]): string {
  const gap = column === columns - 1 ? "" : " ".repeat((widths[column] ?? 0) - text.length);
  return `${paint === undefined ? text : paint(text)}${gap}`;
}
