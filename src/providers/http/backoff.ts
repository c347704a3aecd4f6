/** How long to wait after failures in a row: twice as long each time, up to a limit, and never in step with others. */

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** `chance` is from 0 to 1 and spreads the clients of one endpoint that fell silent over half of the delay. */
export function backOffMs(failures: number, chance: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
  return ceiling * (0.5 + chance / 2);
}
