/** Colours where a person reads along, and only there: NO_COLOR (any value) switches them off; without a terminal there are none. */
import pc from "picocolors";
import type { Io } from "./io";

/** The colours for what goes to one of the two streams. */
export function colorsFor(
  { env, ...io }: Io,
  stream: "stdout" | "stderr" = "stdout",
): ReturnType<typeof pc.createColors> {
  return pc.createColors(io[stream].isTTY === true && !env.NO_COLOR);
}
