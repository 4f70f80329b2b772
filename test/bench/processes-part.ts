/** What a second process on the same database is worth: answers that are made anew, from connections that both take. */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.js';
import { Connection } from './http-client.js';
import { serve, type Running } from './processes.js';
import { TIMED } from './questions.js';
import { timed } from './report.js';
import { compare, type Contestant } from './rounds.js';

const QUESTION = TIMED[3].question;
/** They are dealt out to the processes in turn. */
const CONNECTIONS = 8;
/** Of each connection, in one run. */
const REQUESTS = 4;
/** Some thousand requests of each process: with hundreds half of what runs is not compiled. */
const WARM_RUNS = 60;
const TARGET = { least: 1.6 };
/** An idle core does this much of nothing. */
const MOSTLY = 0.9;

async function asking(server: Running): Promise<Contestant & { close(): void }> {
  const { name, ours } = QUESTION;
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => Connection.open(server.port)),
  );
  const work = async (connection: Connection): Promise<void> => {
    for (let sent = 0; sent < REQUESTS; sent++) {
      const { status } = await connection.send(ours);
      if (status !== 200) throw new Error(`${name} was answered ${status}`);
    }
  };
  return {
    cpu: () => server.cpu(),
    run: () => Promise.all(connections.map(work)),
    close: () => connections.forEach((connection) => connection.close()),
  };
}

/** How many cores had nothing to do during a second. */
async function idleCores(): Promise<number> {
  const idle = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0);
  const before = idle();
  await sleep(1_000);
  return (idle() - before) / 1_000;
}

/** Where others use the cores, a second process finds none for itself: then nothing is said of the target. */
export async function processesPart(bench: Bench, file: string): Promise<void> {
  const idle = await idleCores();
  const servers: Running[] = [];
  for (const processes of [1, 2]) {
    const server = await serve(`sqlite:${file}`, bench.nodeOptions, { PERF_PROCESSES: String(processes) });
    bench.atEnd(() => server.stop());
    servers.push(server);
  }
  const contestants = await Promise.all(servers.map(asking));
  // In turns: a connection that nothing is asked on is closed after a while.
  for (let runs = 0; runs < WARM_RUNS; runs++) for (const { run } of contestants) await run();
  const comparison = await compare(contestants, { budgetMs: 10_000 * bench.patience, warmUpMs: 500 });
  contestants.forEach(({ close }) => close());
  const result = timed(`${QUESTION.name}: one process against two on the same database`, comparison, TARGET);
  bench.add({
    ...result,
    isMet: idle >= 2 * MOSTLY ? result.isMet : null,
    note: `${result.note}; ${idle.toFixed(1)} of ${cpus().length} cores were idle before`,
  });
}
