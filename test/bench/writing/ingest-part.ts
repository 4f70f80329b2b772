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

/** Of 20 submissions: the first 100 take three times as long as those after 200, while the engine compiles. */
const WARM_RUNS = 15;
/** So long the event loop may stand still: a turn of the scheduler on a machine that is busy. */
const MOST_STILL_MS = 50;

/** As many deliveries as a server takes at once. */
const SENDERS = 4;

/** Senders each wait for the answer to what they sent before, as one does that must know what is stored. */
async function overHttp(
  server: Running,
  token: string,
  senders: number,
): Promise<Contestant & { close(): void }> {
  const connections = await Promise.all(Array.from({ length: senders }, () => Connection.open(server.port)));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const submissions = new Submissions();
  const requests = (): Buffer[] =>
    submissions.several().map(({ body }) => requestBytes('POST', '/ingest', headers, body));
  let next = requests();
  const sendAll = async (connection: Connection, left: Buffer[]): Promise<void> => {
    for (let request = left.shift(); request; request = left.shift()) {
      const { status, body } = await connection.send(request);
      const { inserted } = JSON.parse(String(body)) as { inserted?: number };
      if (status !== 200 || inserted !== ROWS)
        throw new Error(`a submission was answered ${status}: ${body}`);
    }
  };
  return {
    cpu: () => server.cpu(),
    prepare: async () => void (next = requests()),
    run: async () => {
      const left = [...next];
      await Promise.all(connections.map((connection) => sendAll(connection, left)));
    },
    close: () => connections.forEach((connection) => connection.close()),
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

/** Each run is of other rows: contestants are warmed up run by run. Warming up and 15 rounds are of other services each. */
async function warmUp(contestants: readonly Contestant[]): Promise<void> {
  for (let run = 0; run < WARM_RUNS; run++) {
    for (const contestant of contestants) {
      await contestant.run();
      await contestant.prepare!();
    }
  }
}

interface Copies {
  /** The database of the server, that of the raw driver. */
  file: string;
  raw: string;
  token: string;
}

function copied(bench: Bench, { file, token }: { file: string; token: string }): Copies {
  const copies = { file: bench.file('ingest-several.sqlite'), raw: bench.file('raw-several.sqlite'), token };
  for (const path of [copies.file, copies.raw]) copyFileSync(file, path);
  return copies;
}

const WHAT = `${SUBMISSIONS} submissions of ${ROWS.toLocaleString('en-GB')} rows over HTTP, each on disk`;

/** How much is stored in a time where the writer has the next delivery while others are on their way. */
async function severalSenders(bench: Bench, { file, raw, token }: Copies): Promise<void> {
  const server = await serve(`sqlite:${file}`, bench.nodeOptions);
  bench.atEnd(() => server.stop());
  const ours = await overHttp(server, token, SENDERS);
  const contestants = [sameRows(bench, raw), ours];
  await warmUp(contestants);
  const comparison = await compare(contestants, { budgetMs: 8_000 * bench.patience, mostRounds: 15 });
  ours.close();
  const table = differentTable(file, raw, false);
  if (table !== null) throw new DifferentAnswer(`the rows of ${table} differ from the reference's`);
  bench.add(rated(`${WHAT}, ${SENDERS} senders at once`, SUBMISSIONS * ROWS, comparison, 0));
}

export async function ingestPart(bench: Bench, template: string): Promise<void> {
  const { file, token } = await prepared(bench, template);
  const raw = bench.file('raw.sqlite');
  copyFileSync(file, raw);
  const copies = copied(bench, { file, token });
  const server = await serve(`sqlite:${file}`, bench.nodeOptions);
  bench.atEnd(() => server.stop());
  const ours = await overHttp(server, token, 1);
  const contestants = [sameRows(bench, raw), ours, bareRows(bench)];
  await warmUp(contestants);
  await longestStill(server);
  const comparison = await compare(contestants, { budgetMs: 12_000 * bench.patience, mostRounds: 15 });
  const still = await longestStill(server);
  ours.close();
  const table = differentTable(file, raw);
  if (table !== null) throw new DifferentAnswer(`the rows of ${table} differ from the reference's`);
  const [, { wall }, bare] = comparison.timings;
  const result = rated(WHAT, SUBMISSIONS * ROWS, comparison, 0);
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
  await severalSenders(bench, copies);
}
