/**
 * How long something takes: CPU time of this process, warmed up, in rounds in which all contenders take turns, so that a
 * busy machine is busy for all of them. The median of the rounds counts.
 */

export interface Contender {
  name: string;
  /**
   * Does its work so many times, going on where it stopped; to be waited for. Where another process did it, the answer is
   * the CPU time in milliseconds that this took.
   */
  run(times: number): unknown;
}

const usualRounds = 9;
/** A round of a contender lasts about so long. */
const usualRoundMs = 40;
/** After so long everything has been compiled that is ever going to be. */
const warmUpMs = 1_000;

/** Microseconds of CPU time that each contender needs for doing its work once, by name. */
export async function measure(
  contenders: readonly Contender[],
  { rounds = usualRounds, roundMs = usualRoundMs } = {},
): Promise<ReadonlyMap<string, number>> {
  const turns = [];
  for (const contender of contenders) {
    let times = 1;
    for (let warmMs = 0; warmMs < warmUpMs;) {
      const ms = await cpuMs(contender, times);
      warmMs += ms;
      if (ms < roundMs) times *= 2;
    }
    turns.push({ contender, times, took: [] as number[] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, times, took } of turns)
      took.push(((await cpuMs(contender, times)) * 1000) / times);
  }
  return new Map(turns.map(({ contender, took }) => [contender.name, median(took)]));
}

/** The contender that works through a list, one after another and from the front again. */
export function working<T>(name: string, list: readonly T[], work: (one: T) => unknown): Contender {
  let next = 0;
  return {
    name,
    run(times) {
      for (let done = 0; done < times; done += 1) {
        work(list[next] as T);
        next = next + 1 === list.length ? 0 : next + 1;
      }
    },
  };
}

async function cpuMs(contender: Contender, times: number): Promise<number> {
  const before = process.cpuUsage();
  const elsewhereMs = await contender.run(times);
  if (typeof elsewhereMs === "number") return elsewhereMs;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
