/**
 * Measuring on a machine that others use too: contestants take turns in short slots, and what is reported is the
 * median of the rounds' ratios, with the quartiles as its spread. CPU time, where it can be had, stands beside it: it
 * does not count what others do.
 */
export interface Contestant {
  /** Done before a turn, which is then one run, and not timed. */
  prepare?(): Promise<unknown>;
  run(): Promise<unknown>;
  /** Milliseconds of CPU time used so far by whatever does the work; null if that is not known. */
  cpu(): number | null;
}

export interface Spread {
  median: number;
  /** The quartiles. */
  low: number;
  high: number;
}

interface Timing {
  /** Milliseconds a run. */
  wall: Spread;
  cpu: number | null;
  rounds: number;
}

export interface Comparison {
  timings: Timing[];
  /** The first contestant's time divided by each other's, of wall-clock time and of CPU time. */
  ratios: Spread[];
  cpuRatios: (number | null)[];
}

export interface RoundOptions {
  /** All rounds together, about. */
  budgetMs: number;
  /** Before anything counts, for each contestant: so long, or so many runs. Code is compiled by count, not by time. */
  warmUpMs?: number;
  warmUpRuns?: number;
  /** How long one turn takes, about; at least one run. */
  slotMs?: number;
  leastRounds?: number;
  mostRounds?: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

async function warmUp({ run }: Contestant, ms: number, runs: number): Promise<number> {
  const begin = performance.now();
  const times: number[] = [];
  do {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  } while (performance.now() - begin < ms || times.length < runs);
  return spreadOf(times.slice(-50)).median;
}

interface Turns {
  walls: number[];
  runs: number;
  cpu: number | null;
}

async function turn({ prepare, run, cpu }: Contestant, count: number, turns: Turns): Promise<void> {
  await prepare?.();
  const before = cpu();
  const start = performance.now();
  for (let index = 0; index < count; index++) await run();
  turns.walls.push((performance.now() - start) / count);
  const after = cpu();
  turns.runs += count;
  turns.cpu = before === null || after === null || turns.cpu === null ? null : turns.cpu + after - before;
}

/** Measures contestants against each other. */
export async function compare(
  contestants: readonly Contestant[],
  { budgetMs, warmUpMs = 0, warmUpRuns = 0, slotMs = 30, leastRounds = 3, mostRounds = 200 }: RoundOptions,
): Promise<Comparison> {
  const counts: number[] = [];
  for (const contestant of contestants) {
    const isWarmed = warmUpMs > 0 || warmUpRuns > 0;
    const ms = isWarmed ? await warmUp(contestant, warmUpMs, warmUpRuns) : Infinity;
    counts.push(contestant.prepare ? 1 : Math.max(1, Math.round(slotMs / ms)));
  }
  const all = contestants.map((): Turns => ({ walls: [], runs: 0, cpu: 0 }));
  const begin = performance.now();
  let rounds = 0;
  while (rounds < leastRounds || (rounds < mostRounds && performance.now() - begin < budgetMs)) {
    const order = contestants.map((_, index) => index);
    if (rounds % 2 === 1) order.reverse();
    for (const index of order) await turn(contestants[index], counts[index], all[index]);
    rounds++;
  }
  const timings = all.map(({ walls, runs, cpu }): Timing => ({
    wall: spreadOf(walls),
    cpu: cpu === null ? null : cpu / runs,
    rounds,
  }));
  const [ours, ...others] = all;
  const [{ cpu: own }, ...rest] = timings;
  return {
    timings,
    ratios: others.map(({ walls }) => spreadOf(ours.walls.map((wall, round) => wall / walls[round]))),
    cpuRatios: rest.map(({ cpu }) => (own !== null && cpu ? own / cpu : null)),
  };
}
