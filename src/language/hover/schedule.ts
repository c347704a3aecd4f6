/** Which windows leave out what begins in a schedule. */
import { listed } from "../../core/words";
import { code } from "../markdown";
import { type Around, entriesOf, textsIn } from "./around";

export function scheduleText(name: string, around: Around): string {
  const windows = [...entriesOf(around, "windows")].filter((window) =>
    textsIn(window.exclude).includes(name),
  );
  if (windows.length === 0) return "No window excludes it.";
  return `Excluded by ${listed(windows.map((window) => code(String(window.id))))}: what would begin inside it is dropped.`;
}
