/** Waiting for something to become true, without ever waiting for time to pass. */
import { setInterval as ticks } from "node:timers/promises";

const everyMs = 50;

/** How long anything in the window may take before it counts as missing: a busy machine is no defect. */
export const limitMs = 40_000;

/** How long one try may take when another may do better: something may take the keyboard away meanwhile. */
export const tryMs = 4_000;

/** What a probe gives while it is not yet so. */
type NotYet = undefined | false;

/**
 * Asks until the probe gives something; gives that. Rejects after the limit, saying what was waited for and,
 * when the probe threw, why. For what the page itself shows, a locator's own waiting is the better way.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | NotYet> | T | NotYet,
  waitMs = limitMs,
): Promise<T> {
  const start = Date.now();
  let why = "";
  for await (const found of ticks(everyMs, probe)) {
    try {
      const value = await found();
      if (value !== undefined && value !== false) return value;
      why = "";
    } catch (error) {
      why = ` (${error instanceof Error ? error.message : String(error)})`;
    }
    if (Date.now() - start > waitMs) break;
  }
  throw new Error(`Not within ${waitMs / 1000} s: ${what}${why}`);
}
