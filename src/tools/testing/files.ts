/** Which files a suite consists of. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** All files below a folder whose name ends so, as absolute paths in a stable order; none when there is no such folder. */
export function filesIn(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file))
    .sort();
}
