/** Windows of which nothing is left when what they exclude is taken away. */
import { horizonMs } from "../../policy";
import { type Problem, problem } from "../../problem";
import type { Advised } from "./advised";

/** So many occurrences of a window are looked at, and so many windows that are dropped for long. */
const most = 100;
const mostWindows = 200;

export function* excludedWindows(advised: Advised): Iterable<Problem> {
  const { nowMs } = advised;
  const schedules = advised.schedules();
  let found = 0;
  for (const window of advised.sound("windows")) {
    const names = window.itemsOf("exclude").map(({ text }) => text ?? "");
    // One that cannot be read may be anything.
    if (names.length === 0 || names.some((name) => !schedules.has(name))) continue;
    const dropped = advised.openingsOf(window).droppedFrom(nowMs, nowMs + horizonMs, most);
    if (dropped === undefined || dropped === 0) continue;
    const every = dropped === most ? `The next ${most} occurrences begin` : "Every occurrence begins";
    yield problem("excluded-window", {
      path: window.get("exclude").path,
      at: "key",
      message: `${every} inside what is excluded here, so this window never opens. Correct the schedule or the times of the window.`,
      related: names.map((name) => ({
        path: advised.root.get("schedules").get(name).path,
        message: "What is excluded.",
      })),
    });
    if (++found === mostWindows) return;
  }
}
