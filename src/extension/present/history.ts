/** The history as plain text that can be read line by line, by eye or by ear, searched and copied. */
import type { HistoryEntry } from "../../core/generated/types";
import { targetText } from "../../core/target";
import { counted, plain } from "./plain";
import { type Here, zoneName } from "./when";

export interface HistoryOf {
  environment: string;
  address: string;
  entries: readonly HistoryEntry[];
  /** There are older entries that were not fetched. */
  more: boolean;
}

const COLUMNS = ["When", "Who", "What", "Where", "Outcome", "Revision"] as const;

/** A table, newest first; reasons and details stand below their line, so that no column grows without bound. */
export function historyText({ environment, address, entries, more }: HistoryOf, here: Here): string {
  const table = entries.map((entry) => cells(entry, here));
  const widths = COLUMNS.map((title, column) =>
    Math.max(title.length, ...table.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const lines = entries.flatMap((entry, index) => [line(table[index] ?? []), ...notes(entry)]);
  return [
    `History of ${plain(environment)} at ${plain(address)}`,
    `${counted(entries.length, "entry", "entries")}, newest first, read at ${stamp(here.nowMs, here)} (${zoneName(here)})`,
    "",
    ...(entries.length === 0
      ? ["Nothing has happened yet."]
      : [line(COLUMNS), line(widths.map((width) => "-".repeat(width))), ...lines]),
    ...(more ? ["", "There are older entries at the endpoint that are not shown here."] : []),
    "",
  ].join("\n");
}

function cells(entry: HistoryEntry, here: Here): string[] {
  return [
    stamp(Date.parse(entry.at), here),
    plain(entry.by, 40),
    plain(entry.action, 40),
    plain(targetText(entry.target), 100),
    plain(entry.outcome, 40),
    String(entry.revision),
  ];
}

function notes({ reason, detail }: HistoryEntry): string[] {
  return [
    ...(reason === undefined || reason === "" ? [] : [`    Reason: ${plain(reason, 1000)}`]),
    ...(detail === undefined || detail === "" ? [] : [`    Detail: ${plain(detail, 1000)}`]),
  ];
}

/** Always the full date and time: a history is compared with other records. */
function stamp(ms: number, { timeZone }: Here): string {
  if (Number.isNaN(ms)) return "unreadable time";
  const options = {
    dateStyle: "short",
    timeStyle: "medium",
    ...(timeZone === undefined ? {} : { timeZone }),
  } as const;
  return new Intl.DateTimeFormat("sv-SE", options).format(ms);
}
