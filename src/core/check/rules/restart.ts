/** Restarts beside windows, which do not wait for them. */
import { type Problem, problem } from "../../problem";
import type { Context } from "../rule";

export function* restartWithWindows({ root }: Context): Iterable<Problem> {
  const restart = root.get("transitions").get("restart");
  if (!restart.exists || root.get("windows").items.length === 0) return;
  yield problem("restart-with-windows", {
    path: restart.path,
    at: "key",
    message:
      "Windows begin and end by the clock and do not wait for these restarts; only what is switched by hand does. Plan the restart inside the window, or switch by hand in place of the window.",
    related: [{ path: "/windows", message: "The windows." }],
  });
}
