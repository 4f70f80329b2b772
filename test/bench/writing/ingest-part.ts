/**
 * Submissions of 1,000 rows over HTTP, each on disk before its answer, against the raw driver with the same rows and syncs.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { type Bench, DifferentAnswer } from '../bench.js';
import { SERVICES, slugOf } from '../data.js';
import { Connection, requestBytes } from '../http-client.js';
import { perfplat, serve, type Running } from '../processes.js';
import { quantity } from '../report.js';
import { compare, type Contestant } from '../rounds.js';
import { rated } from './import-part.js';
import { ROWS, SUBMISSIONS, Submissions } from './ingest-rows.js';
import { bareRows, differentTable, sameRows } from './raw-driver.js';

const WARM_RUNS = 5;
/** So long the event loop may stand still: a turn of the scheduler on a machine that is busy. */
const MOST_STILL_MS = 50;

/** Each waits for the answer to the one before, as a sender does that must know what is stored. */
async function overHttp(server: Running, token: string): Promise<Contestant & { close(): void }> {
  const connection = await Connection.open(server.port);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const submissions = new Submissions();
  const requests = (): Buffer[] =>
    submissions.several().map(({ body }) => requestBytes('POST', '/ingest', headers, body));
  let next = requests();
  return {
    cpu: () => server.cpu(),
    prepare: async () => void (next = requests()),
    run: async () => {
      for (const request of next) {
        const { status, body } = await connection.send(request);
        const { inserted } = JSON.parse(String(body)) as { inserted?: number };
        if (status !== 200 || inserted !== ROWS)
          throw new Error(`a submission was answered ${status}: ${body}`);
      }
    },
    close: () => connection.close(),
  };
}

/** For how long the event loop of a server stood still at most since it was asked the last time, in milliseconds. */
async function longestStill(server: Running): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text) ?? [];
  if (seconds === undefined) throw new Error('the server does not say how long its event loop stood still');
  return Number(seconds) * 1000;
}

/** @returns a database with a data set of each service, and a token that may fill them */
async function prepared(bench: Bench, template: string): Promise<{ file: string; token: string }> {
  const file = bench.file('ingest.sqlite');
  copyFileSync(template, file);
  const url = `sqlite:${file}`;
  const dataSets = bench.file('visits.csv');
  const lines = Array.from({ length: SERVICES }, (_, index) => `${slugOf(index)},visits,day`);
  writeFileSync(dataSets, `service,measure,cadence\n${lines.join('\n')}\n`);
  await perfplat(url, 'import', '--data-sets', dataSets);
  const made = await perfplat(url, 'token', 'create', '--name', 'bench', '--scope', 'write:all');
  return { file, token: made.trim() };
}

export async function ingestPart(bench: Bench, template: string): Promise<void> {
  const { file, token } = await prepared(bench, template);
  const raw = bench.file('raw.sqlite');
  copyFileSync(file, raw);
  const server = await serve(`sqlite:${file}`, bench.nodeOptions);
  bench.atEnd(() => server.stop());
  const ours = await overHttp(server, token);
  const contestants = [sameRows(bench, raw), ours, bareRows(bench)];
  for (let run = 0; run < WARM_RUNS; run++) {
    for (const contestant of contestants) {
      await contestant.run();
      await contestant.prepare!();
    }
  }
  await longestStill(server);
  const comparison = await compare(contestants, { budgetMs: 12_000 * bench.patience, mostRounds: 15 });
  const still = await longestStill(server);
  ours.close();
  const table = differentTable(file, raw);
  if (table !== null) throw new DifferentAnswer(`the rows of ${table} differ from the reference's`);
  const what = `${SUBMISSIONS} submissions of ${ROWS.toLocaleString('en-GB')} rows over HTTP, each on disk`;
  const [, { wall }, bare] = comparison.timings;
  const result = rated(what, SUBMISSIONS * ROWS, comparison, 0);
  bench.add(
    {
      ...result,
      note: `${result.note}; ${(bare.wall.median / wall.median).toFixed(2)} of the observations without what is kept of them`,
    },
    quantity('the longest that the event loop stood still meanwhile', still, {
      ...{ unit: 'ms', target: { most: MOST_STILL_MS } },
      note: 'of 10 ms of which it is always told',
    }),
  );
}
