/** The same questions to the same data on PostgreSQL, against SQLite. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { asking, uncached } from './answers-part.js';
import { DifferentAnswer, type Bench } from './bench.js';
import { differenceOf } from './difference.js';
import { Connection } from './http-client.js';
import { perfplat, serve, type Running } from './processes.js';
import { TIMED } from './questions.js';
import { skipped, timed } from './report.js';
import { compare } from './rounds.js';

const TARGET = { most: 2 };

async function drop(address: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.end();
}

/** The two were imported at different instants. */
const withoutInstants = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === 'lastReceivedAt' ? null : value));

export async function postgresPart(
  bench: Bench,
  sqlite: Running,
  imported: readonly string[],
): Promise<void> {
  const address = process.env.TEST_POSTGRES_URL;
  if (!address) {
    bench.add(skipped('PostgreSQL against SQLite', 'TEST_POSTGRES_URL is not set', TARGET));
    return;
  }
  const name = `perf_bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(address);
  url.pathname = `/${name}`;
  bench.atEnd(() => drop(address, name));
  await perfplat(url.href, 'migrate', 'up');
  await perfplat(url.href, 'import', ...imported);
  const postgres = await serve(url.href);
  bench.atEnd(() => postgres.stop());
  const connections = [await Connection.open(postgres.port), await Connection.open(sqlite.port)];
  bench.atEnd(() => connections.forEach((connection) => connection.close()));
  for (const { question } of TIMED) {
    const [answer, expected] = await Promise.all(
      connections.map(async (connection) =>
        withoutInstants(JSON.stringify(uncached(await connection.send(question.ours)))),
      ),
    );
    const difference = differenceOf(answer, expected);
    if (difference)
      throw new DifferentAnswer(`${question.name}: PostgreSQL answers otherwise at ${difference}`);
    const comparison = await compare(
      [asking(connections[0], question.ours, postgres), asking(connections[1], question.ours, sqlite)],
      { budgetMs: 3_000 * bench.patience, warmUpMs: 700 },
    );
    bench.add(timed(`PostgreSQL against SQLite: ${question.name}`, comparison, TARGET));
  }
}
