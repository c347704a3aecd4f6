/** What all suites together came to: the lines printed last, and whether the whole run is green. */
import type { Results } from "./results";

/** One suite that ran. */
export interface Run {
  readonly name: string;
  readonly results: Results;
  readonly seconds: number;
}

export interface Summary {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

/**
 * Green is: nothing failed, something passed, every suite that was asked for ran, and whatever was skipped is
 * on the list of skips with its reason. The very last line is the total.
 */
export function summarize(runs: readonly Run[], allowedSkips: Readonly<Record<string, string>>): Summary {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines: string[] = [];
  const bad: string[] = [];
  for (const { name, results, seconds } of runs) {
    const { passed, failures, skipped, notes } = results;
    total.passed += passed;
    total.failed += failures.length;
    total.skipped += skipped.length;
    lines.push(
      `${name.padEnd(8)} ${counts(passed, failures.length, skipped.length)}  (${seconds.toFixed(0)} s)`,
    );
    lines.push(...notes.map((note) => `         ${note}`));
    bad.push(
      ...failures.map(
        ({ id, message }) => `FAILED   ${name}: ${id}\n         ${message.split("\n")[0] ?? ""}`,
      ),
    );
    for (const id of skipped) {
      const reason = allowedSkips[id];
      if (reason === undefined)
        bad.push(`SKIPPED  ${name}: ${id}: not in test/skips.json, so this counts as a failure`);
      else lines.push(`         skipped: ${id} (${reason})`);
    }
  }
  if (total.passed === 0) bad.push("FAILED   nothing passed");
  return {
    lines: [...lines, ...bad, counts(total.passed, total.failed, total.skipped)],
    ok: bad.length === 0,
  };
}

function counts(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
